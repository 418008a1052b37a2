// Long because it is a list of questions. No logic.
import { form } from '#shared/forms/fields';
import type { Section } from '#shared/forms/journey';
import { sections } from '../sections.ts';

const INSURANCE = [
  { value: 'EMPLOYEE', label: { zh: '职工医保', en: 'Employees’ insurance' } },
  { value: 'RESIDENT', label: { zh: '居民医保', en: 'Residents’ insurance' } },
  { value: 'NONE', label: { zh: '没有医保', en: 'None' } },
] as const;

const members = form({
  kind: 'list',
  name: 'members',
  label: { zh: '共同生活的家庭成员', en: 'Family members living with you' },
  item: { zh: '家庭成员', en: 'family member' },
  hint: { zh: '不包括您本人。一个人住就不用添加', en: 'Not yourself. If you live alone, add nobody' },
  optional: true,
  pii: 'P3',
  max: 12,
  fields: [
    { kind: 'text', name: 'name', label: { zh: '姓名', en: 'Full name' }, pii: 'P2', min: 2, max: 40 },
    {
      kind: 'choice',
      name: 'relation',
      label: { zh: '与您的关系', en: 'Relation to you' },
      pii: 'P2',
      options: [
        { value: 'SPOUSE', label: { zh: '配偶', en: 'Spouse' } },
        { value: 'CHILD', label: { zh: '子女', en: 'Child' } },
        { value: 'PARENT', label: { zh: '父母', en: 'Parent' } },
        { value: 'OTHER', label: { zh: '其他', en: 'Other' } },
      ],
    },
    { kind: 'idNumber', name: 'idNumber', label: { zh: '身份证号码', en: 'ID number' }, pii: 'P3' },
    {
      kind: 'choice',
      name: 'health',
      label: { zh: '健康状况', en: 'State of health' },
      pii: 'P3',
      options: [
        { value: 'HEALTHY', label: { zh: '健康', en: 'Healthy' } },
        { value: 'CHRONIC', label: { zh: '慢性病或体弱', en: 'Chronic illness or frail' } },
        { value: 'SERIOUS', label: { zh: '重大疾病', en: 'Serious illness' } },
        { value: 'DISABLED', label: { zh: '残疾', en: 'Disability' } },
      ],
    },
    { kind: 'choice', name: 'insurance', label: { zh: '医保', en: 'Health insurance' }, pii: 'P3', options: INSURANCE },
    {
      kind: 'money',
      name: 'monthlyIncomeFen',
      label: { zh: '每月收入', en: 'Monthly income' },
      hint: { zh: '没有收入填 0', en: 'Enter 0 if there is none' },
      pii: 'P3',
    },
    {
      kind: 'text',
      name: 'employmentOrSchool',
      label: { zh: '工作单位或学校', en: 'Employer or school' },
      optional: true,
      pii: 'P2',
      max: 80,
    },
    { kind: 'yesNo', name: 'isStudent', label: { zh: '在读学生', en: 'At school or university' }, pii: 'P2' },
    {
      kind: 'choice',
      name: 'grade',
      label: { zh: '读到哪里', en: 'Which stage' },
      hint: { zh: '在读学生才填', en: 'Only for those at school' },
      pii: 'P2',
      when: ({ isStudent }) => isStudent === true,
      options: [
        { value: 'COMPULSORY', label: { zh: '小学、初中', en: 'Primary or junior secondary' } },
        { value: 'SENIOR', label: { zh: '高中、中职', en: 'Senior secondary or vocational' } },
        { value: 'TERTIARY', label: { zh: '大专、本科及以上', en: 'College or university' } },
      ],
    },
  ],
});

const housing = form(
  {
    kind: 'choice',
    name: 'housingType',
    label: { zh: '住房类型', en: 'Kind of housing' },
    pii: 'P2',
    options: [
      { value: 'OWNED', label: { zh: '自有产权', en: 'Owned' } },
      { value: 'PUBLIC_RENT', label: { zh: '公租房、廉租房', en: 'Public rental' } },
      { value: 'PRIVATE_RENT', label: { zh: '租房', en: 'Rented' } },
      { value: 'EMPLOYER', label: { zh: '单位宿舍', en: 'Employer’s dormitory' } },
      { value: 'BORROWED', label: { zh: '借住亲友家', en: 'With relatives or friends' } },
    ],
  },
  {
    kind: 'number',
    name: 'areaM2',
    label: { zh: '住房面积', en: 'Area' },
    unit: { zh: '平方米', en: 'm²' },
    pii: 'P2',
    min: 0,
    max: 999,
  },
);

const welfare = form(
  {
    kind: 'choice',
    name: 'insurance',
    label: { zh: '您的医保', en: 'Your health insurance' },
    pii: 'P3',
    options: INSURANCE,
  },
  {
    kind: 'choice',
    name: 'dibaoStatus',
    label: { zh: '低保情况', en: 'Minimum living allowance' },
    pii: 'P3',
    options: [
      { value: 'NONE', label: { zh: '没有享受', en: 'Not received' } },
      { value: 'DIBAO', label: { zh: '低保户', en: 'Received' } },
      { value: 'BORDERLINE', label: { zh: '低保边缘户', en: 'On the borderline' } },
    ],
  },
);

const otherAid = form({
  kind: 'list',
  name: 'otherAid',
  label: { zh: '近两年得到的其他救助', en: 'Other aid of the last two years' },
  item: { zh: '救助', en: 'aid' },
  hint: {
    zh: '例如民政、残联、单位、慈善机构给的。没有就不用添加',
    en: 'From civil affairs, employer, charities. If none, add nothing',
  },
  optional: true,
  pii: 'P3',
  max: 10,
  fields: [
    { kind: 'text', name: 'source', label: { zh: '谁给的', en: 'From whom' }, pii: 'P3', min: 2, max: 60 },
    { kind: 'money', name: 'amountFen', label: { zh: '金额', en: 'Amount' }, pii: 'P3' },
    {
      kind: 'number',
      name: 'year',
      label: { zh: '哪一年', en: 'Which year' },
      hint: { zh: '例如 2018', en: 'For example 2018' },
      pii: 'P3',
      min: 2000,
      max: 2100,
    },
  ],
});

const jobs = form(
  {
    kind: 'yesNo',
    name: 'zeroEmployment',
    label: { zh: '家里有劳动能力的人都没有工作', en: 'Nobody in the family who could work has a job' },
    pii: 'P2',
  },
  {
    kind: 'yesNo',
    name: 'selfHelp',
    label: { zh: '家里有人能通过就业或经营改善生活', en: 'Somebody could improve things by a job or a trade' },
    pii: 'P2',
  },
);

export const household: Section = {
  ...sections.household,
  questions: [
    { slug: 'members', title: { zh: '谁和您一起生活？', en: 'Who lives with you?' }, fields: members },
    { slug: 'jobs', title: { zh: '家里的就业情况', en: 'Jobs in the family' }, fields: jobs },
    { slug: 'housing', title: { zh: '您住什么样的房子？', en: 'What housing do you have?' }, fields: housing },
    { slug: 'welfare', title: { zh: '医保和低保', en: 'Insurance and allowance' }, fields: welfare },
    { slug: 'other-aid', title: { zh: '得到过其他救助吗？', en: 'Have you had other aid?' }, fields: otherAid },
  ],
};
