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

export const applicant = { correction, appeal, publicNotice };
