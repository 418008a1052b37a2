import type { Letter, LetterView } from '#shared/mail/letter';
import { told } from '#shared/mail/told';

/** The superior union gave no money. */
export const notFunded = (view: LetterView): Letter =>
  told(view, {
    verb: { zh: '本批未获资金', en: 'Not funded this time' },
    preheader: { zh: '下一批可以再次申报', en: 'You may be put forward again' },
    paragraphs: [
      {
        zh: '您的申请经审核符合条件，但上级工会本批没有安排资金，本次申请就此结案。',
        en: 'Your application met the conditions, but the superior union has no money for it this time, so this application is closed.',
      },
      {
        zh: '下一批可以再次申报，材料仍然有效的不用重复提交。',
        en: 'You may be put forward again; documents that are still valid need not be sent twice.',
      },
    ],
  });
