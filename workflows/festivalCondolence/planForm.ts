import { type FieldOption, form } from '#shared/forms/fields';

const option = <V extends string>(value: V, zh: string, en: string): FieldOption<V> => ({ value, label: { zh, en } });

export const TYPES = [
  option('SPRING_FESTIVAL', '春节慰问', 'Spring Festival'),
  option('WINTER_WARMTH', '冬送温暖', 'Winter warmth'),
  option('SUMMER_COOL', '夏送清凉', 'Summer cool'),
  option('MODEL_WORKER', '劳模走访慰问', 'Model workers'),
  option('CHILDREN_DAY', '六一慰问', 'Children’s Day'),
  option('OTHER', '其他慰问', 'Other'),
] as const;

export const FESTIVALS = [
  option('NONE', '不是法定节日福利', 'No festival of member welfare'),
  option('NEW_YEAR', '元旦', 'New Year'),
  option('SPRING', '春节', 'Spring Festival'),
  option('QINGMING', '清明节', 'Qingming'),
  option('LABOUR', '劳动节', 'Labour Day'),
  option('DRAGON_BOAT', '端午节', 'Dragon Boat'),
  option('MID_AUTUMN', '中秋节', 'Mid-Autumn'),
  option('NATIONAL', '国庆节', 'National Day'),
] as const;

export const CLASSES = [
  option('MODEL_WORKER', '劳动模范', 'Model workers'),
  option('FRONT_LINE', '一线职工', 'Front-line workers'),
  option('MIGRANT', '农民工', 'Migrant workers'),
  option('HARDSHIP', '困难职工', 'Workers in hardship'),
  option('CHILD', '困境儿童', 'Children in need'),
  option('MEMBER', '全体会员', 'All members'),
  option('OTHER', '其他', 'Others'),
] as const;

/** 慰问方案: what whoever plans a campaign fills in. Funds, unions and registers are the federation's own lists. */
export const planForm = form(
  { kind: 'text', name: 'title', label: { zh: '活动名称', en: 'Title' }, min: 2, max: 40, pii: 'P1' },
  { kind: 'choice', name: 'type', label: { zh: '慰问类型', en: 'Type' }, options: TYPES, pii: 'P1' },
  {
    kind: 'choice',
    name: 'regime',
    label: { zh: '适用规定', en: 'Regime' },
    pii: 'P1',
    options: [
      {
        value: 'R2',
        label: { zh: '工会层面的走访慰问', en: 'Condolence by the federation' },
        hint: {
          zh: '送温暖、劳模、女职工等资金，按批准的方案标准',
          en: 'Warmth, model-worker and women’s funds; by the approved plan',
        },
      },
      {
        value: 'R1',
        label: { zh: '基层工会会员福利', en: 'Member welfare of a grassroots union' },
        hint: {
          zh: '会员人人有份，限法定节日，有年度限额，不发现金',
          en: 'For all members, on statutory festivals, capped per year, never cash',
        },
      },
    ],
  },
  { kind: 'choice', name: 'fund', label: { zh: '资金来源', en: 'Fund' }, options: 'funds', pii: 'P1' },
  { kind: 'choice', name: 'festival', label: { zh: '节日', en: 'Festival' }, options: FESTIVALS, pii: 'P1' },
  { kind: 'date', name: 'day', label: { zh: '节日或活动日期', en: 'Day of the festival' }, pii: 'P1' },
  {
    kind: 'choice',
    name: 'form',
    label: { zh: '慰问形式', en: 'What is given' },
    pii: 'P1',
    options: [
      { value: 'GOODS', label: { zh: '慰问品', en: 'Goods' } },
      {
        value: 'CASH',
        label: { zh: '慰问金', en: 'Money' },
        hint: { zh: '一律经银行发放', en: 'Only through the bank' },
      },
      { value: 'COUPON', label: { zh: '提货券', en: 'Pick-up coupons' } },
    ],
  },
  {
    kind: 'text',
    name: 'goods',
    label: { zh: '慰问品内容', en: 'Which goods' },
    hint: { zh: '例如：大米、面粉、食用油', en: 'Such as rice, flour, oil' },
    max: 60,
    optional: true,
    pii: 'P1',
    when: ({ form: what }) => what !== 'CASH',
  },
  { kind: 'money', name: 'standardFen', label: { zh: '每人标准', en: 'Standard per head' }, minFen: 1, pii: 'P1' },
  {
    kind: 'number',
    name: 'headcount',
    label: { zh: '预计人数', en: 'Expected number of people' },
    min: 1,
    max: 1_000_000,
    unit: { zh: '人', en: 'people' },
    pii: 'P1',
  },
  { kind: 'money', name: 'budgetFen', label: { zh: '预算', en: 'Budget' }, minFen: 1, pii: 'P1' },
  {
    kind: 'choices',
    name: 'targetClasses',
    label: { zh: '慰问对象', en: 'Who is visited' },
    options: CLASSES,
    pii: 'P1',
  },
  { kind: 'date', name: 'from', label: { zh: '走访开始日期', en: 'First day of visits' }, pii: 'P1' },
  { kind: 'date', name: 'to', label: { zh: '走访结束日期', en: 'Last day of visits' }, pii: 'P1' },
);
