import { dateOf, inYuan } from '#shared/mail/wording';
import type { Letter, LetterView } from '#shared/mail/letter';
import { told } from '#shared/mail/told';

/** The bank has confirmed it. No card number: the amount and the day are enough to find it. */
export const paid = (view: LetterView): Letter => {
  const { lang, paidYuan } = view;
  const amount = paidYuan && inYuan(paidYuan, lang);
  return told(view, {
    verb: { zh: '帮扶金已发放', en: 'Your aid has been paid' },
    more: amount,
    preheader: { zh: '已打入您登记的银行卡', en: 'To the bank card that you gave' },
    paragraphs: [
      {
        zh: '帮扶金已经打入您登记的银行卡，请核对。',
        en: 'The money has gone to the bank card that you gave. Please check.',
      },
      {
        zh: '没有收到或金额不符的，请打帮扶中心电话。之后会有联系人回访。',
        en: 'If it has not arrived or is not right, call the aid centre. Somebody will visit you later.',
      },
    ],
    facts: [
      [lang === 'zh' ? '发放金额' : 'Paid', amount],
      [lang === 'zh' ? '发放日期' : 'On', dateOf(view, 'paidOn')],
    ],
  });
};
