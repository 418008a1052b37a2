import type { Field } from '#shared/forms/fields';
import type { Outcome } from '#shared/tasks/definition';

/** Answers and fields that several tasks of the inspection share. */
export const agree = (zh: string, en: string): Outcome => ({ label: { zh, en }, opinion: 'optional' });
export const elsewhere = (zh: string, en: string): Outcome => ({ label: { zh, en }, opinion: 'none', hidden: true });

export const sendBack = (zh: string, en: string): Outcome => ({ label: { zh, en }, opinion: 'required' });

export const letterNo: Field = {
  kind: 'text',
  name: 'letterNo',
  label: { zh: '文号', en: 'Number of the letter' },
  min: 2,
  max: 60,
  pii: 'P1',
};
export const minutesNo: Field = {
  kind: 'text',
  name: 'minutesNo',
  label: { zh: '会议纪要文号', en: 'Number of the minutes' },
  min: 2,
  max: 60,
  pii: 'P1',
};
