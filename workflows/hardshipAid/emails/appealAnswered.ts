import type { Letter, LetterView } from '#shared/mail/letter';
import { told } from '#shared/mail/told';

/** The appeal has succeeded. Where it has not, the letter that closes the case says so. */
export const appealAnswered = (view: LetterView): Letter =>
  told(view, {
    verb: { zh: '复核已有结果', en: 'Your review is answered' },
    preheader: { zh: '原决定撤销', en: 'The decision was set aside' },
    paragraphs: [
      {
        zh: '复核撤销了原决定，您的申请回到原环节重新办理。',
        en: 'The review set the decision aside; your application goes back to that step.',
      },
    ],
  });
