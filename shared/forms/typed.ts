import { formatYuan, SignedFen } from '#shared/money';
import type { Answer, Answers, Field } from './fields.ts';

const enter = (into: URLSearchParams, field: Field, at: string, answer: Answer): void => {
  if (field.kind === 'list') {
    for (const [i, row] of rowsOf(answer).entries()) enterAll(into, field.fields, row, `${at}-${i}-`);
  } else if (field.kind === 'choices') {
    for (const value of Array.isArray(answer) ? answer : []) into.append(at, String(value));
  } else if (typeof answer === 'boolean') into.set(at, answer ? 'yes' : 'no');
  else if (field.kind === 'money')
    into.set(at, formatYuan(SignedFen.parse(answer)).replaceAll(',', '').replace('.00', ''));
  else if (field.kind !== 'file') into.set(at, String(answer));
};

const enterAll = (into: URLSearchParams, fields: readonly Field[], answers: Answers, before: string): void => {
  for (const field of fields) {
    const answer = answers[field.name];
    if (answer === undefined) continue;
    enter(into, field, before + field.name, answer);
    const exception = answers[`${field.name}Exception`];
    if (typeof exception === 'string') into.set(`${before}${field.name}-reason`, exception);
    if (typeof exception === 'string' || field.kind === 'bankCard') into.set(`${before}${field.name}-sure`, 'yes');
  }
};

const isRow = (value: unknown): value is Answers =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The rows of a list's answer. */
export const rowsOf = (answer: Answer | undefined): readonly Answers[] =>
  Array.isArray(answer) ? answer.filter(isRow) : [];

/** Answers as they would have been typed, to show a form again. */
export const typedFrom = (fields: readonly Field[], answers: Answers): URLSearchParams => {
  const into = new URLSearchParams();
  enterAll(into, fields, answers, '');
  return into;
};
