import type { Field, FieldOption, ListField } from '#shared/forms/fields';
import type { Problem, TaskDefinition } from '#shared/tasks/definition';
import { checklist } from '../checklist.ts';

/** Every check as an option: `C01 节日慰问品超标准`. */
export const checkOptions: readonly FieldOption[] = checklist
  .flatMap(({ checks }) => checks)
  .map(({ id, title }) => ({ value: id, label: { zh: `${id} ${title.zh}`, en: `${id} ${title.en}` } }));

/** What a problem is told by, whoever found it. */
export const problemFields: Exclude<ListField['fields'], undefined> = [
  { kind: 'choice', name: 'check', label: { zh: '对照哪一项', en: 'Which check' }, pii: 'P1', options: checkOptions },
  { kind: 'date', name: 'from', label: { zh: '发生日期', en: 'When it happened' }, to: 'today', pii: 'P1' },
  { kind: 'money', name: 'amountFen', label: { zh: '涉及金额（元）', en: 'Amount concerned (yuan)' }, pii: 'P1' },
  {
    kind: 'money',
    name: 'overFen',
    label: { zh: '应清退金额（元）', en: 'To be paid back (yuan)' },
    hint: { zh: '超出部分；不涉及钱款的填 0', en: 'What is over; 0 where no money is concerned' },
    pii: 'P1',
  },
  {
    kind: 'number',
    name: 'people',
    label: { zh: '涉及人数', en: 'People concerned' },
    min: 0,
    max: 100_000,
    pii: 'P1',
  },
  {
    kind: 'longText',
    name: 'problem',
    label: { zh: '问题', en: 'Problem' },
    hint: { zh: '写事，不写个人姓名', en: 'Say what happened, without names of people' },
    min: 2,
    max: 300,
    pii: 'P1',
  },
];

export const foundOnSite: ListField = {
  kind: 'list',
  name: 'found',
  label: { zh: '抽查发现的问题', en: 'What was found' },
  item: { zh: '问题', en: 'problem' },
  min: 1,
  max: 24,
  pii: 'P1',
  fields: problemFields,
};

export const inspection = (): Field[] => [
  { kind: 'date', name: 'visitedOn', label: { zh: '抽查日期', en: 'Date of the visit' }, to: 'today', pii: 'P1' },
  {
    kind: 'text',
    name: 'inspectors',
    label: { zh: '抽查人', en: 'Inspectors' },
    hint: { zh: '至少两人，用顿号隔开', en: 'At least two, separated by commas' },
    min: 5,
    max: 60,
    pii: 'P2',
  },
  { kind: 'text', name: 'paperNo', label: { zh: '工作底稿编号', en: 'Working paper' }, min: 1, max: 60, pii: 'P1' },
];

/** Two people at least, as two names. */
export const twoInspectors: NonNullable<TaskDefinition['check']> = ({ values }): Problem[] => {
  const names = String(values['inspectors'] ?? '')
    .split(/[、，,;；\s]+/)
    .filter((name) => name !== '');
  return new Set(names).size >= 2
    ? []
    : [
        {
          field: 'inspectors',
          message: { zh: '抽查人至少填写两人，用顿号隔开，例如：王红、刘洋', en: 'Name at least two inspectors' },
        },
      ];
};
