import type { Letter, LetterView } from '#shared/mail/letter';
import { told } from '#shared/mail/told';

/** By the applicant's own wish. */
export const withdrawn = (view: LetterView): Letter =>
  told(view, {
    verb: { zh: '申请已撤回', en: 'Your application is withdrawn' },
    preheader: { zh: '按您的意愿结案', en: 'Closed as you wished' },
    paragraphs: [
      {
        zh: '您的申请已经撤回并结案。如果不是您本人的意思，请尽快打帮扶中心电话。',
        en: 'Your application has been withdrawn and closed. If that was not your wish, call the aid centre soon.',
      },
      { zh: '以后有需要可以重新申请。', en: 'You may apply again whenever you need to.' },
    ],
  });
