// Long because it is a list of questions. No logic.
import { form } from '#shared/forms/fields';
import type { Section } from '#shared/forms/journey';
import { sections } from '../sections.ts';

const contact = form(
  {
    kind: 'mobile',
    name: 'mobile',
    label: { zh: '手机号码', en: 'Mobile number' },
    hint: { zh: '用来联系您，也用来找回没填完的申请', en: 'To reach you, and to find an application that you left' },
    pii: 'P2',
    autocomplete: 'tel-national',
  },
  {
    kind: 'email',
    name: 'email',
    label: { zh: '电子邮箱', en: 'E-mail' },
    hint: { zh: '填了就能收到进度通知', en: 'If you give one, we tell you by mail how it goes' },
    optional: true,
    pii: 'P2',
    autocomplete: 'email',
  },
  {
    kind: 'text',
    name: 'altContact',
    label: { zh: '其他联系方式', en: 'Another way to reach you' },
    hint: { zh: '例如家人的姓名和电话', en: 'For example the name and number of a relative' },
    optional: true,
    pii: 'P2',
    max: 60,
  },
);

const origin = form(
  {
    kind: 'text',
    name: 'ethnicity',
    label: { zh: '民族', en: 'Ethnic group' },
    hint: { zh: '按身份证填写，例如 汉族', en: 'As on the ID card, for example Han' },
    pii: 'P2',
    max: 20,
    width: 'short',
  },
  {
    kind: 'choice',
    name: 'politicalStatus',
    label: { zh: '政治面貌', en: 'Political affiliation' },
    optional: true,
    pii: 'P2',
    options: [
      { value: 'PARTY_MEMBER', label: { zh: '中共党员', en: 'Communist Party member' } },
      { value: 'LEAGUE_MEMBER', label: { zh: '共青团员', en: 'Youth League member' } },
      { value: 'DEMOCRATIC_PARTY', label: { zh: '民主党派', en: 'Member of a democratic party' } },
      { value: 'MASSES', label: { zh: '群众', en: 'None' } },
      { value: 'OTHER', label: { zh: '其他', en: 'Other' } },
    ],
  },
);

const home = form(
  {
    kind: 'text',
    name: 'address',
    label: { zh: '家庭住址', en: 'Home address' },
    hint: { zh: '写到门牌号，入户调查时要上门', en: 'With the house number: surveyors will visit you' },
    pii: 'P2',
    min: 5,
    max: 100,
    autocomplete: 'street-address',
  },
  {
    kind: 'text',
    name: 'registeredArea',
    label: { zh: '户籍所在地', en: 'Place of household registration' },
    hint: { zh: '写到乡镇或街道', en: 'Down to the township or street' },
    pii: 'P2',
    min: 2,
    max: 60,
  },
  {
    kind: 'choice',
    name: 'hukouType',
    label: { zh: '户口类型', en: 'Type of registration' },
    pii: 'P2',
    options: [
      { value: 'URBAN', label: { zh: '城镇', en: 'Urban' } },
      { value: 'RURAL', label: { zh: '农村', en: 'Rural' } },
      { value: 'RESIDENT', label: { zh: '居民户（不分城乡）', en: 'Resident (not divided)' } },
    ],
  },
);

const [marriage, singleParent] = form(
  {
    kind: 'choice',
    name: 'maritalStatus',
    label: { zh: '婚姻状况', en: 'Marital status' },
    pii: 'P2',
    options: [
      { value: 'SINGLE', label: { zh: '未婚', en: 'Single' } },
      { value: 'MARRIED', label: { zh: '已婚', en: 'Married' } },
      { value: 'DIVORCED', label: { zh: '离异', en: 'Divorced' } },
      { value: 'WIDOWED', label: { zh: '丧偶', en: 'Widowed' } },
    ],
  },
  {
    kind: 'yesNo',
    name: 'isSingleParent',
    label: { zh: '您独自抚养未成年子女吗？', en: 'Are you raising a child on your own?' },
    pii: 'P2',
    when: ({ maritalStatus }) => maritalStatus !== undefined && maritalStatus !== 'MARRIED',
  },
);

const [health, disability] = form(
  {
    kind: 'choice',
    name: 'healthStatus',
    label: { zh: '健康状况', en: 'State of health' },
    pii: 'P3',
    options: [
      { value: 'HEALTHY', label: { zh: '健康', en: 'Healthy' } },
      { value: 'WEAK', label: { zh: '体弱', en: 'Frail' } },
      { value: 'CHRONIC', label: { zh: '慢性病', en: 'Chronic illness' } },
      { value: 'SERIOUS', label: { zh: '重大疾病', en: 'Serious illness' } },
      { value: 'DISABLED', label: { zh: '残疾', en: 'Disability' } },
    ],
  },
  {
    kind: 'text',
    name: 'disability',
    label: { zh: '残疾类别和等级', en: 'Kind and grade of disability' },
    hint: { zh: '按残疾人证填写，例如 肢体二级', en: 'As on the certificate, for example physical, grade 2' },
    pii: 'P3',
    max: 40,
    when: ({ healthStatus }) => healthStatus === 'DISABLED',
  },
);

export const name = form(
  {
    kind: 'text',
    name: 'name',
    label: { zh: '姓名', en: 'Full name' },
    pii: 'P2',
    min: 2,
    max: 40,
    autocomplete: 'name',
  },
  {
    kind: 'idNumber',
    name: 'idNumber',
    label: { zh: '身份证号码', en: 'ID number' },
    hint: {
      zh: '18 位，出生日期和性别由号码得出，不用再填',
      en: '18 characters; date of birth and sex follow from it',
    },
    pii: 'P3',
  },
);

export const consent = form({
  kind: 'tick',
  name: 'consent',
  label: { zh: '我已阅读并同意', en: 'I have read this and agree' },
  pii: 'P1',
});

export const person: Section = {
  ...sections.person,
  questions: [
    {
      slug: 'consent',
      title: { zh: '我们怎样使用您的信息', en: 'How we use what you tell us' },
      lead: {
        zh: '办理帮扶需要您和家人的身份、健康、收入和银行账户信息。这些信息只用于审核、公示（姓名遮盖）、核对和发放，加密保存，只有经办人员能看到，每次查看都有记录。您可以随时撤回申请。家人的信息，请先告诉本人；不满 14 周岁的，由监护人同意。',
        en: 'To decide on aid we need details of identity, health, income and bank account of you and your family. We use them only to review, to publish a notice (with names masked), to verify and to pay. They are kept encrypted; only the people in charge see them, and each look is recorded. You can withdraw at any time. Tell your family members before you name them; for a child under 14 the guardian must agree.',
      },
      fields: consent,
    },
    { slug: 'name', title: { zh: '您是谁？', en: 'Who are you?' }, fields: name },
    { slug: 'contact', title: { zh: '怎样联系您？', en: 'How can we reach you?' }, fields: contact },
    { slug: 'origin', title: { zh: '民族和政治面貌', en: 'Ethnic group and affiliation' }, fields: origin },
    { slug: 'home', title: { zh: '您住在哪里？', en: 'Where do you live?' }, fields: home },
    { slug: 'family', title: { zh: '您的婚姻状况', en: 'Are you married?' }, fields: [marriage] },
    {
      slug: 'single-parent',
      title: { zh: '您独自抚养未成年子女吗？', en: 'Are you raising a child on your own?' },
      fields: [singleParent],
    },
    {
      slug: 'health',
      title: { zh: '您的身体状况怎样？', en: 'How is your health?' },
      why: {
        zh: '疾病和残疾关系到困难类别和医疗救助的认定。这项信息加密保存，不会公示。',
        en: 'Illness and disability bear on the category and on medical aid. This is kept encrypted and never published.',
      },
      fields: [health],
    },
    { slug: 'disability', title: { zh: '残疾类别和等级', en: 'Kind and grade of disability' }, fields: [disability] },
  ],
};
