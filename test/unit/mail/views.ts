import type { LetterView } from '#shared/mail/letter';
import type { Lang } from '#shared/text';

/** A view with everything in it, for letters to be written from. */
export const aView = (lang: Lang, more: Partial<LetterView> = {}): LetterView => ({
  lang,
  reference: '困-2019-482137',
  title: '陈*',
  to: lang === 'zh' ? '李芳' : 'Li Fang',
  federation: lang === 'zh' ? '东湖区总工会' : 'Donghu District Federation',
  phone: '0000-0000000',
  hours: lang === 'zh' ? '工作日 8:30–17:30' : 'working days 8:30–17:30',
  sample: true,
  unit: '红星机械厂工会',
  pipeline: { zh: '困难职工帮扶', en: 'Hardship aid' },
  task: {
    title: { zh: '基层工会初审', en: 'Union review' },
    question: { zh: '请对这份帮扶申请提出意见', en: 'What is your opinion on this application?' },
    dueOn: lang === 'zh' ? '2019年3月15日' : '15 March 2019',
    daysLeft: lang === 'zh' ? '还有 2 个工作日' : '2 working days left',
    provisional: false,
    silence: 'escalates',
    signedIn: true,
  },
  link: 'https://union.example/nuanliu/t/9yV2Qk1mZf0n3JwTq7cB4xL8dR5sH6gA1eU0oP2iKzM',
  statusPage: 'https://union.example/nuanliu/status',
  appliedYuan: '4,300.00',
  approvedYuan: '4,000.00',
  receivedYuan: '4,000.00',
  paidYuan: '4,000.00',
  earlier: [lang === 'zh' ? '受理：受理（2019年3月11日）' : 'Acceptance: Accept (11 March 2019)'],
  facts: {
    budgetLeftFen: 8_000_000,
    missing: [
      { zh: '收入与支出', en: 'Income and expenses' },
      { zh: '证明材料', en: 'Documents' },
    ],
    returnCode: 'K7QM-2XRP',
    paidOn: '2019-04-02',
    grantedFen: 300_000,
    changed: 2,
    ofUnion: '红星机械厂工会',
    year: 2027,
    minutes: 15,
    casePage: 'https://union.example/nuanliu/admin/cases/HA-2019-482137',
    noticePage: 'https://union.example/nuanliu/notices/2019-03',
  },
  ...more,
});
