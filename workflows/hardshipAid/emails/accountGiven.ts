import type { Letter, LetterView } from '#shared/mail/letter';
import { told } from '#shared/mail/told';

/** Somebody has given another account on the status page: whoever did not do so must hear of it at once. */
export const accountGiven = (view: LetterView): Letter =>
  told(view, {
    verb: { zh: '收款账户有更改', en: 'Your account was changed' },
    preheader: { zh: '不是您本人更改的，请马上打电话', en: 'Call at once if this was not you' },
    paragraphs: [
      {
        zh: '有人用您的取件码在进度页提交了新的收款账户。帮扶中心会打您申请时留的手机核实，核实后过一个工作日才发放。',
        en: 'A new account was given on the status page with your return code. The aid centre calls the number of your application to check it, and pays a working day later at the earliest.',
      },
      {
        zh: '如果不是您本人提交的，请马上打帮扶中心电话。',
        en: 'If it was not you, call the aid centre at once.',
      },
    ],
  });
