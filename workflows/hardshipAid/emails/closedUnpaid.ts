import type { Letter, LetterView } from '#shared/mail/letter';
import { told } from '#shared/mail/told';

/** Three tries have failed. The money is never handed out in cash instead. */
export const closedUnpaid = (view: LetterView): Letter =>
  told(view, {
    verb: { zh: '帮扶金未能发放', en: 'The aid could not be paid' },
    preheader: { zh: '账户办妥后可以重新申请', en: 'Apply again once you have an account' },
    paragraphs: [
      {
        zh: '银行三次没有付成，本次办理结束，资金退回帮扶资金账户。这不是不同意帮扶。',
        en: 'The bank could not pay three times, so this case is closed and the money goes back to the fund. This is no refusal.',
      },
      {
        zh: '帮扶中心可以协助您开立本人账户，或由监护人、配偶的账户代收。账户办妥后请重新申请。',
        en: 'The aid centre helps you to open an account of your own, or a guardian or spouse may receive it for you. Then please apply again.',
      },
    ],
  });
