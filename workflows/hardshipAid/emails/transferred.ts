import type { Letter, LetterView } from '#shared/mail/letter';
import { told } from '#shared/mail/told';

/** Somebody else is in charge of it. */
export const transferred = (view: LetterView): Letter =>
  told(view, {
    verb: { zh: '申请不归本会受理', en: 'This application belongs elsewhere' },
    preheader: { zh: '请向有关单位申请', en: 'Please apply where it belongs' },
    paragraphs: [
      {
        zh: '您的申请不属于本会受理范围，本次申请结案。应向哪里申请，请看进度页，或打帮扶中心电话。',
        en: 'Your application is not for this federation to decide, so it is closed here. The status page says where to apply; or call the aid centre.',
      },
    ],
  });
