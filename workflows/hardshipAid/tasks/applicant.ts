import { elsewhere } from '#shared/tasks/answers';
import { correction, withdraw } from '#shared/tasks/correcting';
import type { TaskDefinition } from '#shared/tasks/definition';

/** What the applicant is asked, and what time itself answers. */
const appeal: TaskDefinition = {
  title: { zh: '等待是否复核', en: 'Right of appeal' },
  question: { zh: '如果不同意这个决定，可以申请一次复核', en: 'If you disagree you may appeal once' },
  asks: 'applicant',
  days: 'appeal',
  legal: true,
  silence: { outcome: 'accepted' },
  letter: 'refused',
  outcomes: {
    appeal: {
      label: { zh: '申请复核', en: 'Appeal' },
      opinion: 'none',
      fields: [
        {
          kind: 'longText',
          name: 'grounds',
          label: { zh: '复核理由', en: 'Why you disagree' },
          min: 5,
          max: 1_000,
          pii: 'P3',
        },
      ],
    },
    accepted: elsewhere('接受决定', 'Accept the decision'),
    withdraw,
  },
  status: {
    zh: '申请没有获得同意。您可以在期限内申请一次复核',
    en: 'Your application was not approved. You may appeal once, in time',
  },
};

const otherCard: TaskDefinition = {
  title: { zh: '更正银行账户', en: 'Another account' },
  question: {
    zh: '银行没有付成，请核对或更换银行账户',
    en: 'The bank could not pay: check your account or give another',
  },
  asks: 'applicant',
  days: 'otherCard',
  silence: { outcome: 'unchanged' },
  letter: 'paymentFailed',
  outcomes: {
    given: {
      label: { zh: '提交账户', en: 'Give account' },
      opinion: 'none',
      fields: [
        { kind: 'text', name: 'bankName', label: { zh: '开户行', en: 'Bank' }, min: 2, max: 60, pii: 'P3' },
        { kind: 'bankCard', name: 'cardNo', label: { zh: '银行卡号', en: 'Card number' }, pii: 'P3' },
        { kind: 'text', name: 'holder', label: { zh: '户名', en: 'Account holder' }, min: 2, max: 40, pii: 'P3' },
      ],
    },
    unchanged: elsewhere('账户不变，再付一次', 'Try the same account again'),
    withdraw,
  },
  status: { zh: '银行没有付成，请核对银行账户', en: 'The bank could not pay you: please check your account' },
};

const publicNotice: TaskDefinition = {
  title: { zh: '公示', en: 'Public notice' },
  question: { zh: '公示中', en: 'On public notice' },
  asks: 'nobody',
  days: 'notice',
  tells: 'noticeUp',
  legal: true,
  silence: { outcome: 'clear' },
  outcomes: {
    clear: elsewhere('公示期满无异议', 'Ended without objection'),
    objection: elsewhere('收到异议', 'Objected to'),
    withdraw,
  },
  status: { zh: '正在公示，期满没有异议就进入下一步', en: 'On public notice; without objection the next step follows' },
};

export const applicant = { correction, appeal, otherCard, publicNotice };
