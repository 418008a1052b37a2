import type { Letter, LetterView } from '#shared/mail/letter';
import { amounts } from './amounts.ts';
import { told } from '#shared/mail/told';

/** The meeting has agreed. Money moves only after the notice, the superior union and the funds. */
export const approved = (view: LetterView): Letter =>
  told(view, {
    verb: { zh: '申请已获同意', en: 'Your application is approved' },
    preheader: { zh: '资金到账后打卡发放', en: 'Paid to your card once the money is there' },
    paragraphs: [
      {
        zh: '您的困难职工帮扶申请已经集体研究同意。',
        en: 'The meeting has approved your application for hardship aid.',
      },
      {
        zh: '下一步：上报上级工会，资金到账后打入您本人的银行卡，不发现金。您不用做任何事。',
        en: 'Next it is reported to the superior union; when the money is there it is paid to your own bank card, never in cash. You need not do anything.',
      },
    ],
    facts: amounts(view),
  });
