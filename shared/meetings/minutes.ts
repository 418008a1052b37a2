import { form } from '#shared/forms/fields';

/** What a meeting's decision is proved by. */
export const minutesNo = {
  kind: 'text',
  name: 'minutesNo',
  label: { zh: '会议纪要编号', en: 'Number of the minutes' },
  min: 2,
  max: 60,
  width: 'short',
  pii: 'P1',
} as const;

/** What the minutes say of any decision; whether enough came is `quorum.ts`'s to say. */
export const minutes = form(
  minutesNo,
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
);
