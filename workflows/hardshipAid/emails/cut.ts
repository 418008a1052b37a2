import { yuanOf } from '#shared/mail/wording';
import type { Letter, LetterView } from '#shared/mail/letter';
import { amounts } from './amounts.ts';
import { told } from '#shared/mail/told';

/** The superior union granted less than was asked. */
export const cut = (view: LetterView): Letter =>
  told(view, {
    verb: { zh: '帮扶金额有调整', en: 'The amount has changed' },
    preheader: { zh: '上级工会核定的金额低于申报金额', en: 'The superior union granted less' },
    paragraphs: [
      {
        zh: '上级工会已经批复，核定的金额低于申报金额，按核定金额发放。',
        en: 'The superior union has answered and granted less than was reported; that amount will be paid.',
      },
    ],
    facts: [...amounts(view), [view.lang === 'zh' ? '上级核定金额' : 'Granted', yuanOf(view, 'grantedFen')]],
  });
