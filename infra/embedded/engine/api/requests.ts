import * as z from 'zod/mini';
import { isObject } from '../definition/diagnostics.ts';
import { InvalidDefinition, ValidationException } from '../failure.ts';

/** One operation: what it is sent, and what it answers. */
export type Operation = (body: unknown) => Promise<object>;

export const text = z.string();
export const maybe = z.optional(z.string());
export const status = z.optional(z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']));
export const maxResults = z.optional(z.number());

export const parse = <T extends z.ZodMiniType>(schema: T, body: unknown): z.output<T> => {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new ValidationException(z.prettifyError(parsed.error));
  return parsed.data;
};

/** JSON that a client sent as a string. @throws what `refuse` makes of it when it is none */
export const json = (given: string, refuse: (message: string) => Error): unknown => {
  try {
    return JSON.parse(given);
  } catch (error) {
    throw refuse(String(error));
  }
};
export const inputOf = (given = '{}') =>
  json(given, (message) => new ValidationException(`Invalid State Machine Execution Input: '${message}'`));

/** A definition as an object; what is wrong with its text is said by `validate`. */
export const definitionOf = (given: string): Record<string, unknown> => {
  const value = json(
    given,
    (message) => new InvalidDefinition(`Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: ${message}'`),
  );
  return isObject(value) ? value : {};
};
