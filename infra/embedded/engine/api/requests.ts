import * as z from 'zod/mini';
import { isObject } from '../definition/diagnostics.ts';
import { ValidationException } from '../failure.ts';

/** One operation: what it is sent, and what it answers. */
export type Operation = (body: unknown) => Promise<object>;

export const text = z.string();
export const maybe = z.optional(z.string());
export const flag = z.optional(z.boolean());
export const status = z.optional(z.enum(['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING']));
export const machineType = z.optional(z.enum(['STANDARD', 'EXPRESS']));

/** The two fields of everything that is told a page at a time. */
export const paging = (longestToken: number) => ({
  maxResults: z.optional(z.number().check(z.minimum(0), z.maximum(1_000))),
  nextToken: z.optional(z.string().check(z.minLength(1), z.maxLength(longestToken))),
});

const constraintOf = (issue: z.core.$ZodIssue, value: unknown): string => {
  if (value === undefined || value === null) return 'Member must not be null';
  const what = 'origin' in issue && issue.origin === 'string' ? 'length' : 'value';
  switch (issue.code) {
    case 'invalid_value':
      return `Member must satisfy enum value set: [${issue.values.join(', ')}]`;
    case 'too_big':
      return `Member must have ${what} less than or equal to ${issue.maximum}`;
    case 'too_small':
      return `Member must have ${what} greater than or equal to ${issue.minimum}`;
    default:
      return issue.message;
  }
};

const valueAt = (body: unknown, path: PropertyKey[]): unknown =>
  path.reduce((value, key) => (isObject(value) ? value[String(key)] : undefined), body);

/** @throws {ValidationException} in the words of AWS, with every fault */
export const parse = <T extends z.ZodMiniType>(schema: T, body: unknown): z.output<T> => {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const value = valueAt(body, issue.path);
    const shown = value === undefined || value === null ? 'null' : `'${String(value)}'`;
    return `Value ${shown} at '${issue.path.join('.')}' failed to satisfy constraint: ${constraintOf(issue, value)}`;
  });
  const errors = faults.length === 1 ? 'error' : 'errors';
  throw new ValidationException(`${faults.length} validation ${errors} detected: ${faults.join('; ')}`);
};
