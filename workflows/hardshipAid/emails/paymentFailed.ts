import type { Letter, LetterView } from '#shared/mail/letter';
import { told } from '#shared/mail/told';

/** The bank sent it back. The new card is given on the status page only, never by mail. */
export const paymentFailed = (view: LetterView): Letter =>
  told(view, {
    verb: { zh: '请核对银行卡', en: 'Please check your bank card' },
    preheader: { zh: '帮扶金没有打成功，钱还在', en: 'The payment came back; the money is safe' },
    paragraphs: [
      {
        zh: '帮扶金没有打成功，钱仍为您保留。银行说的原因写在进度页上，请在那里核对或更换银行卡，不要用邮件发送卡号。',
        en: 'The payment came back, and the money is kept for you. The status page says what the bank gave as the reason; check or replace the bank card there, and do not send card numbers by mail.',
      },
      {
        zh: '没有银行卡的，可请监护人或配偶代收，或请帮扶中心协助开卡。',
        en: 'If you have no card, a guardian or spouse may receive it for you, or the aid centre helps you to open one.',
      },
    ],
    action: { zh: '核对或更换银行卡', en: 'Check or replace the card' },
  });
