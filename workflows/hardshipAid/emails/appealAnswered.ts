import { wordsOf } from '#shared/mail/wording';
import type { Letter, LetterView } from '#shared/mail/letter';
import { told } from '#shared/mail/told';

/** The answer to an appeal. */
export const appealAnswered = (view: LetterView): Letter => {
  const overturned = wordsOf(view, 'outcome') === 'overturn';
  return told(view, {
    verb: { zh: '复核已有结果', en: 'Your review is answered' },
    preheader: overturned
      ? { zh: '原决定撤销', en: 'The decision was set aside' }
      : { zh: '维持原决定', en: 'The decision stands' },
    paragraphs: [
      overturned
        ? {
            zh: '复核撤销了原决定，您的申请回到原环节重新办理。',
            en: 'The review set the decision aside; your application goes back to that step.',
          }
        : {
            zh: '复核维持原决定，本次申请结案。理由写在进度页上。',
            en: 'The review confirms the decision, and this application is closed. The status page gives the reason.',
          },
    ],
  });
};
