// Long because it is a list of questions. No logic.
import { form } from '#shared/forms/fields';
import type { Section } from '#shared/forms/journey';
import { sections } from '../sections.ts';

const union = form(
  {
    kind: 'choice',
    name: 'union',
    label: { zh: '所在基层工会', en: 'Your grassroots union' },
    hint: { zh: '工会关系在哪里就选哪里', en: 'The one that you are a member of' },
    pii: 'P1',
    options: 'unions',
  },
  {
    kind: 'text',
    name: 'memberNo',
    label: { zh: '会员编号', en: 'Membership number' },
    hint: {
      zh: '在会员证或工会卡上。不知道就填「不清楚」，由工会核对',
      en: 'On your card. If you do not know it, write “unknown”',
    },
    pii: 'P1',
    max: 40,
    width: 'short',
  },
  {
    kind: 'yesNo',
    name: 'isMigrantWorker',
    label: { zh: '我是农民工', en: 'I am a migrant worker' },
    pii: 'P1',
  },
);

const employer = form(
  {
    kind: 'text',
    name: 'employer',
    label: { zh: '工作单位', en: 'Employer' },
    hint: { zh: '写全称；已离岗的写最后的单位', en: 'Full name; if you have left, the last one' },
    pii: 'P1',
    min: 2,
    max: 80,
    autocomplete: 'organization',
  },
  {
    kind: 'choice',
    name: 'employerType',
    label: { zh: '单位性质', en: 'Kind of employer' },
    pii: 'P1',
    options: [
      { value: 'STATE_OWNED', label: { zh: '国有企业', en: 'State-owned enterprise' } },
      { value: 'COLLECTIVE', label: { zh: '集体企业', en: 'Collective enterprise' } },
      { value: 'PRIVATE', label: { zh: '民营企业', en: 'Private enterprise' } },
      { value: 'FOREIGN', label: { zh: '港澳台及外资企业', en: 'Foreign or Hong Kong, Macao, Taiwan enterprise' } },
      { value: 'PUBLIC', label: { zh: '机关事业单位', en: 'Public body' } },
      { value: 'OTHER', label: { zh: '其他', en: 'Other' } },
    ],
  },
  {
    kind: 'choice',
    name: 'employerCondition',
    label: { zh: '企业状况', en: 'How the employer is doing' },
    pii: 'P1',
    options: [
      { value: 'NORMAL', label: { zh: '正常经营', en: 'Running normally' } },
      { value: 'DIFFICULT', label: { zh: '经营困难', en: 'In difficulty' } },
      { value: 'HALTED', label: { zh: '停产半停产', en: 'Stopped, wholly or in part' } },
      { value: 'CLOSED', label: { zh: '已关闭破产', en: 'Closed or bankrupt' } },
      { value: 'REFORMED', label: { zh: '已改制', en: 'Restructured' } },
    ],
  },
  {
    kind: 'choice',
    name: 'industry',
    label: { zh: '所属行业', en: 'Industry' },
    pii: 'P1',
    options: [
      { value: 'MANUFACTURING', label: { zh: '制造业', en: 'Manufacturing' } },
      { value: 'CONSTRUCTION', label: { zh: '建筑业', en: 'Construction' } },
      { value: 'MINING', label: { zh: '采矿业', en: 'Mining' } },
      { value: 'TRANSPORT', label: { zh: '交通运输和快递', en: 'Transport and delivery' } },
      { value: 'TRADE', label: { zh: '批发零售', en: 'Trade' } },
      { value: 'CATERING', label: { zh: '住宿餐饮', en: 'Hotels and catering' } },
      { value: 'SERVICES', label: { zh: '居民服务', en: 'Services' } },
      { value: 'EDUCATION_HEALTH', label: { zh: '教育卫生', en: 'Education and health' } },
      { value: 'AGRICULTURE', label: { zh: '农林牧渔', en: 'Agriculture' } },
      { value: 'OTHER', label: { zh: '其他', en: 'Other' } },
    ],
  },
);

const job = form(
  {
    kind: 'choice',
    name: 'workStatus',
    label: { zh: '工作状态', en: 'Working or not' },
    pii: 'P2',
    options: [
      { value: 'AT_WORK', label: { zh: '在岗', en: 'At work' } },
      { value: 'LAID_OFF', label: { zh: '下岗', en: 'Laid off' } },
      { value: 'UNEMPLOYED', label: { zh: '失业', en: 'Unemployed' } },
      { value: 'RETIRED', label: { zh: '退休', en: 'Retired' } },
      { value: 'SICK_LEAVE', label: { zh: '病休', en: 'On sick leave' } },
      { value: 'EARLY_RETIRED', label: { zh: '内退', en: 'Early retired within the unit' } },
    ],
  },
  { kind: 'date', name: 'workSince', label: { zh: '参加工作日期', en: 'First day of work' }, pii: 'P2', to: 'today' },
  {
    kind: 'date',
    name: 'contractFrom',
    label: { zh: '劳动合同开始日期', en: 'Contract from' },
    hint: {
      zh: '与现在（最后）的单位；没有合同可不填',
      en: 'With the present or last employer; leave empty without a contract',
    },
    optional: true,
    pii: 'P2',
    to: 'today',
  },
  {
    kind: 'date',
    name: 'contractTo',
    label: { zh: '劳动合同结束日期', en: 'Contract to' },
    hint: { zh: '无固定期限的不填', en: 'Leave empty if it has no end' },
    optional: true,
    pii: 'P2',
  },
);

const honours = form({
  kind: 'choice',
  name: 'modelWorkerType',
  label: { zh: '您是劳动模范吗？', en: 'Are you a model worker?' },
  pii: 'P1',
  options: [
    { value: 'NONE', label: { zh: '不是', en: 'No' } },
    { value: 'NATIONAL', label: { zh: '全国劳模', en: 'National' } },
    { value: 'PROVINCIAL', label: { zh: '省部级劳模', en: 'Provincial or ministerial' } },
    { value: 'CITY', label: { zh: '市级劳模', en: 'Municipal' } },
    { value: 'OTHER', label: { zh: '其他先进称号', en: 'Another title' } },
  ],
});

export const work: Section = {
  ...sections.work,
  questions: [
    { slug: 'union', title: { zh: '您加入了哪个工会？', en: 'Which union are you in?' }, fields: union },
    { slug: 'employer', title: { zh: '您在哪里工作？', en: 'Where do you work?' }, fields: employer },
    { slug: 'work', title: { zh: '您现在的工作情况', en: 'Your work now' }, fields: job },
    { slug: 'honours', title: { zh: '您是劳动模范吗？', en: 'Are you a model worker?' }, fields: honours },
  ],
};
