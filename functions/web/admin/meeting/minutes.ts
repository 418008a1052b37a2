import { form } from '#shared/forms/fields';

/** What the minutes say of the meeting itself. */
export const minutes = form(
  {
    kind: 'text',
    name: 'minutesNo',
    label: { zh: '会议纪要编号', en: 'Minutes number' },
    min: 2,
    max: 60,
    width: 'short',
    pii: 'P1',
  },
  { kind: 'date', name: 'metAt', label: { zh: '会议日期', en: 'Date of the meeting' }, to: 'today', pii: 'P1' },
  { kind: 'number', name: 'due', label: { zh: '应到人数', en: 'Members' }, min: 3, max: 50, pii: 'P1' },
  {
    kind: 'number',
    name: 'present',
    label: { zh: '实到人数', en: 'Present' },
    hint: { zh: '不少于应到人数的三分之二', en: 'At least two thirds of the members' },
    min: 1,
    max: 50,
    pii: 'P1',
  },
  {
    kind: 'text',
    name: 'absentees',
    label: { zh: '缺席人员', en: 'Absent' },
    hint: { zh: '用顿号隔开；全到可以不填', en: 'Separated by commas; none if all came' },
    max: 100,
    optional: true,
    pii: 'P1',
  },
);
