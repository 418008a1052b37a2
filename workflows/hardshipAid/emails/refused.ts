import type { Letter, LetterView } from '#shared/mail/letter';
import { told } from '#shared/mail/told';

/** The right of appeal with its last day. The reason, and the rule that it rests on, are on the status page. */
export const refused = (view: LetterView): Letter => {
  const until = view.task?.dueOn;
  return told(view, {
    verb: { zh: '申请未获同意', en: 'Your application was not approved' },
    preheader: { zh: '您可以申请一次复核', en: 'You may ask once for a review' },
    paragraphs: [
      {
        zh: '很遗憾，您的困难职工帮扶申请没有获得同意。理由写在进度页上。',
        en: 'We are sorry: your application for hardship aid was not approved. The status page gives the reason.',
      },
      until === undefined
        ? {
            zh: '您可以申请一次复核，由没有参与此前决定的人员办理。',
            en: 'You may ask once for a review, by somebody who took no part in the decision.',
          }
        : {
            zh: `您可以在 ${until} 24:00 前申请一次复核，由没有参与此前决定的人员办理，15 个工作日内答复。`,
            en: `Until ${until}, 24:00, you may ask once for a review, by somebody who took no part in the decision, answered within 15 working days.`,
          },
    ],
    action: { zh: '查看理由或申请复核', en: 'Read the reason or ask for a review' },
  });
};
