import type { Letter, LetterView } from '#shared/mail/letter';
import { told } from '#shared/mail/told';

/** The refusal stands: after the appeal, or because none came. */
export const closedRefused = (view: LetterView): Letter =>
  told(view, {
    verb: { zh: '申请已结案（未同意）', en: 'Closed: not approved' },
    preheader: { zh: '情况变化后可以重新申请', en: 'You may apply again when things change' },
    paragraphs: [
      { zh: '您的申请已按未同意结案。', en: 'Your application has been closed as not approved.' },
      {
        zh: '家庭情况有变化时可以重新申请；法律援助、技能培训、职业介绍等帮扶不受影响，可向帮扶中心咨询。',
        en: 'Should your situation change, you may apply again. Legal aid, training and job placement remain open to you: ask the aid centre.',
      },
    ],
  });
