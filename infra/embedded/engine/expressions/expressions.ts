import jsonata from 'jsonata';
import { EvaluationFailure } from '../failure.ts';
import { stepFunctions } from './functions.ts';
import { guard, watch } from './guard.ts';
import { shortcut, UNSURE, type Shortcut } from './shortcuts.ts';

export type Bindings = Record<string, unknown>;

/** What the functions that are not pure take from the host. */
export type Surroundings = { now: () => number; random: () => number };

/** Evaluates the `{% … %}` of a definition. */
export type Expressions = ReturnType<typeof expressions>;

/** The text between `{%` and `%}`, if the string is an expression. */
export const expressionIn = (text: string): string | undefined =>
  text.startsWith('{%') && text.endsWith('%}') ? text.slice(2, -2).trim() : undefined;

const typeOf = (value: unknown) =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value === 'object' ? 'object' : typeof value;

const isFunction = (value: unknown): boolean =>
  typeof value === 'function' ||
  (typeof value === 'object' && value !== null && ('_jsonata_function' in value || '_jsonata_lambda' in value));

/** JSON as it would be stored: jsonata's sequences become plain arrays. `undefined` where it holds a function. */
const plain = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return isFunction(value) ? undefined : value;
  if (isFunction(value)) return undefined;
  if (Array.isArray(value)) {
    const copy = value.map(plain);
    return copy.includes(undefined) ? undefined : copy;
  }
  const entries = Object.entries(value).map(([key, each]) => [key, each === undefined ? null : plain(each)] as const);
  return entries.some(([, each]) => each === undefined) ? undefined : Object.fromEntries(entries);
};

export const expressions = (surroundings: Surroundings) => {
  const compiled = new Map<string, { expression: jsonata.Expression; quick: Shortcut }>();

  const compile = (text: string) => {
    const known = compiled.get(text);
    if (known) return known;
    const expression = jsonata(text);
    stepFunctions(expression, surroundings);
    watch(expression);
    const entry = { expression, quick: shortcut(expression.ast()) };
    compiled.set(text, entry);
    return entry;
  };

  /** A text that cannot be compiled says so when it is evaluated. */
  const quickOf = (text: string): Shortcut => {
    try {
      return compile(text).quick;
    } catch {
      return () => UNSURE;
    }
  };

  /** One expression. `at` is the field's path, for the message. */
  const evaluate = async (text: string, at: string, bindings: Bindings): Promise<unknown> => {
    const opening = `The JSONata expression '${text}' specified for the field '${at}'`;
    let value: unknown;
    try {
      value = await compile(text).expression.evaluate(undefined, { ...bindings, ...guard() });
    } catch (error) {
      throw new EvaluationFailure(at, `${opening} threw an error during evaluation${tail(error)}`);
    }
    if (value === undefined) throw new EvaluationFailure(at, `${opening} returned nothing (undefined).`);
    const result = plain(value);
    if (result === undefined) throw new EvaluationFailure(at, `${opening} returned an unsupported result type.`);
    return result;
  };

  /** The field at once, where all its expressions are plain enough: most are. */
  const quickly = (value: unknown, bindings: Bindings): unknown => {
    if (typeof value === 'string') {
      const text = expressionIn(value);
      return text === undefined ? value : quickOf(text)(bindings);
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const filled = value.map((each) => quickly(each, bindings));
      return filled.includes(UNSURE) ? UNSURE : filled;
    }
    const filled: Record<string, unknown> = {};
    for (const [key, each] of Object.entries(value)) {
      const one = quickly(each, bindings);
      if (one === UNSURE) return UNSURE;
      filled[key] = one;
    }
    return filled;
  };

  /** A field in which any string may be an expression. */
  const fill = async (value: unknown, at: string, bindings: Bindings): Promise<unknown> => {
    const quick = quickly(value, bindings);
    return quick === UNSURE ? slowly(value, at, bindings) : quick;
  };

  const slowly = async (value: unknown, at: string, bindings: Bindings): Promise<unknown> => {
    if (typeof value === 'string') {
      const text = expressionIn(value);
      return text === undefined ? value : evaluate(text, at, bindings);
    }
    if (Array.isArray(value)) {
      const filled: unknown[] = [];
      for (const [index, each] of value.entries()) filled.push(await slowly(each, `${at}[${index}]`, bindings));
      return filled;
    }
    if (typeof value !== 'object' || value === null) return value;
    const filled: Record<string, unknown> = {};
    for (const [key, each] of Object.entries(value)) filled[key] = await slowly(each, `${at}/${key}`, bindings);
    return filled;
  };

  /** A field whose value must be of one type, whether it is written as a literal or as an expression. */
  const typed = async <T>(
    expected: string,
    is: (value: unknown) => value is T,
    [value, at]: [unknown, string],
    bindings: Bindings,
  ): Promise<T> => {
    const result = await fill(value, at, bindings);
    if (is(result)) return result;
    const text = typeof value === 'string' ? (expressionIn(value) ?? value) : JSON.stringify(value);
    const found = `Expected '${expected}', but was '${typeOf(result)}' for value: ${JSON.stringify(result)}`;
    throw new EvaluationFailure(
      at,
      `The JSONata expression '${text}' specified for the field '${at}' returned an unexpected result type. ${found}`,
    );
  };

  return { evaluate, fill, typed, quickly };
};

/** AWS reports a coded message as a sentence of its own, and any other after a colon. */
const tail = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return `: ${String(error)}`;
  const message = 'message' in error ? String(error.message) : String(error);
  return 'code' in error && typeof error.code === 'string' ? `. ${error.code}: ${message}` : `: ${message}`;
};
