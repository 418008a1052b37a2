import { form } from '#shared/forms/fields';
import type { Section } from '#shared/forms/journey';
import { sections } from '../sections.ts';

const own = form({
  kind: 'money',
  name: 'ownMonthlyFen',
  label: { zh: '本人月收入', en: 'Your monthly income' },
  hint: {
    zh: '填最近三个月的平均数，包括工资、退休金、失业金。没有收入填 0',
    en: 'The average of the last three months: wages, pension, benefits. Enter 0 if there is none',
  },
  pii: 'P3',
});

const other = form({
  kind: 'money',
  name: 'otherAnnualFen',
  label: { zh: '家庭其他年收入', en: 'Other income of the household in a year' },
  hint: {
    zh: '除家人每月收入以外的，例如房租、利息、土地流转、赡养费，一年合计。没有填 0',
    en: 'Beside monthly incomes: rent, interest, land, alimony, for a whole year. Enter 0 if there is none',
  },
  pii: 'P3',
});

const expenses = form({
  kind: 'list',
  name: 'rigidExpenses',
  label: { zh: '近一年的刚性支出', en: 'Unavoidable expenses of the last year' },
  item: { zh: '支出', en: 'expense' },
  hint: {
    zh: '看病自付、上学、残疾康复、护理照料这些不得不花的钱。没有就不用添加',
    en: 'Medical costs that you paid, school, disability, care. If none, add nothing',
  },
  optional: true,
  pii: 'P3',
  max: 12,
  fields: [
    {
      kind: 'choice',
      name: 'kind',
      label: { zh: '花在哪里', en: 'For what' },
      pii: 'P3',
      options: [
        { value: 'medical', label: { zh: '看病（自付部分）', en: 'Medical, the part that you paid' } },
        { value: 'education', label: { zh: '上学', en: 'Education' } },
        { value: 'disability', label: { zh: '残疾康复', en: 'Disability' } },
        { value: 'care', label: { zh: '护理照料', en: 'Care' } },
      ],
    },
    {
      kind: 'money',
      name: 'amountFen',
      label: { zh: '一年金额', en: 'Amount in a year' },
      hint: { zh: '按票据，减去已报销的', en: 'By the receipts, less what was refunded' },
      pii: 'P3',
    },
  ],
});

export const money: Section = {
  ...sections.money,
  questions: [
    {
      slug: 'income',
      title: { zh: '您每月到手的收入是多少？', en: 'What is your monthly income?' },
      why: {
        zh: '人均收入决定困难类别。工会会通过民政部门核对，请如实填写；填错可以改，隐瞒会影响帮扶。',
        en: 'Income per head decides the category. It is checked with civil affairs: mistakes can be mended, concealment counts against you.',
      },
      fields: own,
    },
    { slug: 'other-income', title: { zh: '家里还有其他收入吗？', en: 'Is there other income?' }, fields: other },
    { slug: 'expenses', title: { zh: '有哪些不得不花的钱？', en: 'What must you spend?' }, fields: expenses },
  ],
};
