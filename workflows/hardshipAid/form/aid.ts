import { form } from '#shared/forms/fields';
import type { Section } from '#shared/forms/journey';
import { sections } from '../sections.ts';

const CAUSES = [
  { value: 'ILLNESS', label: { zh: '本人或家人患病', en: 'Illness in the family' } },
  { value: 'DISABILITY', label: { zh: '残疾', en: 'Disability' } },
  { value: 'UNEMPLOYMENT', label: { zh: '下岗失业', en: 'Loss of job' } },
  { value: 'LOW_INCOME', label: { zh: '收入低，无法维持基本生活', en: 'Low income' } },
  { value: 'EDUCATION', label: { zh: '子女上学', en: 'Children’s education' } },
  { value: 'ACCIDENT', label: { zh: '意外伤害或工伤', en: 'Accident or work injury' } },
  { value: 'DISASTER', label: { zh: '自然灾害', en: 'Natural disaster' } },
  { value: 'SINGLE_PARENT', label: { zh: '单亲抚养', en: 'Raising children alone' } },
  { value: 'OTHER', label: { zh: '其他', en: 'Other' } },
] as const;

const causes = form(
  {
    kind: 'choice',
    name: 'mainCause',
    label: { zh: '主要致困原因', en: 'Main cause of hardship' },
    pii: 'P3',
    options: CAUSES,
  },
  {
    kind: 'choices',
    name: 'otherCauses',
    label: { zh: '其他原因', en: 'Other causes' },
    hint: { zh: '最多选 3 项', en: 'Choose 3 at most' },
    optional: true,
    pii: 'P3',
    max: 3,
    options: CAUSES,
  },
);

const aidAsked = form(
  {
    kind: 'choices',
    name: 'aidTypes',
    label: { zh: '申请类别', en: 'Kinds of aid' },
    pii: 'P3',
    options: [
      {
        value: 'LIVING',
        label: { zh: '生活救助', en: 'Living aid' },
        hint: { zh: '基本生活有困难', en: 'For daily living' },
      },
      {
        value: 'MEDICAL',
        label: { zh: '医疗救助', en: 'Medical aid' },
        hint: { zh: '看病自付负担重', en: 'For what you paid yourself' },
      },
      {
        value: 'EDUCATION',
        label: { zh: '子女助学', en: 'Study aid' },
        hint: { zh: '子女上学有困难', en: 'For children at school' },
      },
    ],
  },
  {
    kind: 'money',
    name: 'appliedFen',
    label: { zh: '申请金额', en: 'Amount applied for' },
    hint: { zh: '最后金额由工会按标准核定', en: 'The union decides the amount by its standards' },
    pii: 'P3',
    minFen: 100,
    maxFen: 20_000_000,
  },
);

const reason = form({
  kind: 'longText',
  name: 'reason',
  label: { zh: '困难情况和用途', en: 'Your situation, and what the aid is for' },
  hint: {
    zh: '20 到 500 字。发生了什么、现在怎样、钱用在哪里',
    en: '20 to 500 characters: what happened, how things are, what the money is for',
  },
  pii: 'P3',
  min: 20,
  max: 500,
});

/** Needed before payment, not to apply: all of it or nothing. */
const [hasCard, ...card] = form(
  {
    kind: 'yesNo',
    name: 'hasCard',
    label: { zh: '现在就填写收款银行卡吗？', en: 'Give the bank card now?' },
    hint: {
      zh: '没有银行卡也可以申请，发放前工会会联系您',
      en: 'You can apply without; the union will call you before it pays',
    },
    pii: 'P1',
  },
  {
    kind: 'text',
    name: 'holder',
    label: { zh: '户名', en: 'Account holder' },
    hint: { zh: '申请人本人，或经同意的监护人', en: 'You, or your guardian with consent' },
    pii: 'P3',
    min: 2,
    max: 40,
    when: ({ hasCard: given }) => given === true,
  },
  {
    kind: 'bankCard',
    name: 'cardNo',
    label: { zh: '银行卡号', en: 'Card number' },
    pii: 'P3',
    when: ({ hasCard: given }) => given === true,
  },
  {
    kind: 'text',
    name: 'bankName',
    label: { zh: '开户行', en: 'Bank' },
    pii: 'P3',
    min: 2,
    max: 60,
    when: ({ hasCard: given }) => given === true,
  },
  {
    kind: 'text',
    name: 'branch',
    label: { zh: '支行', en: 'Branch' },
    pii: 'P3',
    optional: true,
    max: 60,
    when: ({ hasCard: given }) => given === true,
  },
);

export const aid: Section = {
  ...sections.aid,
  questions: [
    { slug: 'causes', title: { zh: '困难是怎样造成的？', en: 'What caused the hardship?' }, fields: causes },
    { slug: 'aid', title: { zh: '您希望得到什么帮助？', en: 'What help do you ask for?' }, fields: aidAsked },
    { slug: 'reason', title: { zh: '请说说您的情况', en: 'Tell us about it' }, fields: reason },
    { slug: 'bank', title: { zh: '帮扶金发到哪里？', en: 'Where should the money go?' }, fields: [hasCard] },
    { slug: 'card', title: { zh: '收款银行卡', en: 'Your bank card' }, fields: card },
  ],
};
