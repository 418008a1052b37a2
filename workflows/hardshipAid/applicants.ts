import type { Applicants } from '#shared/pipeline';

/** What a worker reads before applying, and once the application has been sent. */
export const applicants: Applicants = {
  title: { zh: '困难职工帮扶申请', en: 'Apply for hardship aid' },
  lead: {
    zh: '工会会员因患病、失业、意外或收入低，家庭生活有困难的，可以申请生活救助、医疗救助和子女助学。填写大约 15 分钟，可以随时保存，换一部手机接着填。',
    en: 'Union members whose household is in hardship through illness, loss of work, accident or low income can apply for living, medical and study aid. It takes about 15 minutes; you can stop at any time and go on with another phone.',
  },
  need: [
    { zh: '本人和家人的身份证号码', en: 'ID numbers of yourself and your family' },
    {
      zh: '近三个月的收入，近一年看病、上学等支出',
      en: 'Income of the last three months; medical and school costs of the last year',
    },
    { zh: '能接听的手机号码', en: 'A mobile number on which we can reach you' },
    { zh: '证明材料的照片（可以以后补交）', en: 'Photos of documents (you may add them later)' },
  ],
  steps: [
    {
      zh: '帮扶中心 2 个工作日内检查材料是否齐全',
      en: 'Within 2 working days the aid centre checks that nothing is missing',
    },
    { zh: '您的基层工会初审，两名工作人员上门调查', en: 'Your union reviews it, and two surveyors visit you' },
    {
      zh: '在单位公示至少 5 个工作日（姓名遮盖，不公开病情和账户）',
      en: 'A notice at your workplace for at least 5 working days (name masked; no illness, no account)',
    },
    {
      zh: '区总工会审核、集体研究，批准后打到您的银行卡',
      en: 'The district federation decides, and pays to your bank card',
    },
  ],
  otherwise: {
    zh: '不会上网也可以申请：带身份证到所在基层工会或区总工会帮扶中心，由工作人员帮您填写。',
    en: 'You can also apply without the internet: bring your ID card to your union or the aid centre, and they will fill it in with you.',
  },
  // Where nobody could be reached at home: the details of contact and the documents.
  unlisted: ['person', 'files'],
  sent: ({ by, union }) => ({
    zh: `区总工会帮扶中心会在${by}前检查材料是否齐全，然后转${union}初审，并安排两名工作人员上门调查。需要补充时，会一次说清缺什么。`,
    en: `By ${by} the aid centre checks that nothing is missing. Then ${union} reviews it, and two surveyors visit you. If something is missing you are told once, and everything at once.`,
  }),
};
