import { form } from '#shared/forms/fields';
import type { Section } from '#shared/forms/journey';
import { sections } from '../sections.ts';

const LATER = {
  zh: '手机拍照即可。现在没有，可以在受理前交到基层工会',
  en: 'A photo will do. You may also bring it to your union later',
} as const;

const identity = form({
  kind: 'file',
  name: 'identityFiles',
  label: { zh: '身份证和户口簿', en: 'ID cards and household register' },
  hint: LATER,
  optional: true,
  pii: 'P3',
  max: 6,
});
const income = form({
  kind: 'file',
  name: 'incomeFiles',
  label: { zh: '收入证明和低保证', en: 'Proof of income, allowance certificate' },
  hint: LATER,
  optional: true,
  pii: 'P3',
  max: 6,
});
const expense = form({
  kind: 'file',
  name: 'expenseFiles',
  label: { zh: '诊断证明、费用结算单、学费票据', en: 'Diagnosis, medical bills, school fees' },
  hint: LATER,
  optional: true,
  pii: 'P3',
  max: 10,
});
const authorization = form({
  kind: 'file',
  name: 'authorizationFiles',
  label: { zh: '授权书（全体成年家庭成员签字）', en: 'Authorisation signed by every adult of the household' },
  hint: { zh: '签字后拍照上传，也可以在入户调查时当面签', en: 'Upload a photo, or sign it when the surveyors visit' },
  optional: true,
  pii: 'P3',
  max: 6,
});

const pledge = form(
  {
    kind: 'tick',
    name: 'authorization',
    label: {
      zh: '我和家里的成年人同意工会通过民政等部门核对家庭经济状况',
      en: 'I and the adults of my household agree that the union checks our finances with the authorities',
    },
    pii: 'P3',
  },
  {
    kind: 'tick',
    name: 'pledge',
    label: {
      zh: '我承诺填写的内容真实、完整，如有虚假愿退回帮扶金',
      en: 'What I have written is true and complete; I will return the aid if it is not',
    },
    pii: 'P3',
  },
);

export const files: Section = {
  ...sections.files,
  questions: [
    {
      slug: 'identity-files',
      title: { zh: '身份证和户口簿', en: 'ID cards and household register' },
      fields: identity,
    },
    { slug: 'income-files', title: { zh: '收入证明', en: 'Proof of income' }, fields: income },
    { slug: 'expense-files', title: { zh: '支出证明', en: 'Proof of expenses' }, fields: expense },
    { slug: 'authorization-files', title: { zh: '核对授权书', en: 'Authorisation' }, fields: authorization },
    { slug: 'pledge', title: { zh: '授权和承诺', en: 'Authorisation and pledge' }, fields: pledge },
  ],
};
