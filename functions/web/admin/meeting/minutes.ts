import { form } from '#shared/forms/fields';
import { minutes as ofAnyMeeting } from '#shared/meetings/minutes';

/** What the minutes say of the meeting itself. */
export const minutes = form(...ofAnyMeeting, {
  kind: 'text',
  name: 'absentees',
  label: { zh: '缺席人员', en: 'Absent' },
  hint: { zh: '用顿号隔开；全到可以不填', en: 'Separated by commas; none if all came' },
  max: 100,
  optional: true,
  pii: 'P1',
});
