import type { Bindings } from './expressions.ts';

/** Not a case for a shortcut: jsonata itself must say. */
export const UNSURE = Symbol('unsure');

/** Evaluates at once, or says UNSURE. It never throws. */
export type Shortcut = (bindings: Bindings) => unknown;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isPlain = (value: unknown): value is Record<string, unknown> => isObject(value) && !Array.isArray(value);
const isScalar = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);

const unsure: Shortcut = () => UNSURE;

/** One name of an object. Arrays map and flatten in jsonata, and what is missing is an error with a message. */
const own = (value: unknown, name: string): unknown =>
  isPlain(value) && Object.hasOwn(value, name) && !Array.isArray(value[name]) ? value[name] : UNSURE;

const variable = ({ value, predicate, stages, group }: Record<string, unknown>): Shortcut => {
  if (typeof value !== 'string' || value === '' || value === '$' || predicate || stages || group) return unsure;
  return (bindings) => own(bindings, value);
};

const path = (steps: unknown[]): Shortcut => {
  const [first, ...rest] = steps;
  const names: string[] = [];
  for (const step of rest) {
    // A filter, a sort or an index adds keys of its own.
    if (
      !isObject(step) ||
      step['type'] !== 'name' ||
      Object.keys(step).some((key) => !['type', 'value', 'position'].includes(key))
    )
      return unsure;
    names.push(String(step['value']));
  }
  const start = isObject(first) && first['type'] === 'variable' ? variable(first) : unsure;
  return (bindings) => {
    let value = start(bindings);
    for (const name of names) {
      if (value === UNSURE) return UNSURE;
      value = own(value, name);
    }
    return value;
  };
};

/** Operators over values that need no conversion; what overflows is jsonata's to report. */
const operations: Record<string, (a: unknown, b: unknown) => unknown> = {
  '=': (a, b) => (isScalar(a) && isScalar(b) ? a === b : UNSURE),
  '!=': (a, b) => (isScalar(a) && isScalar(b) ? a !== b : UNSURE),
  '<': (a, b) => compared(a, b, (order) => order < 0),
  '<=': (a, b) => compared(a, b, (order) => order <= 0),
  '>': (a, b) => compared(a, b, (order) => order > 0),
  '>=': (a, b) => compared(a, b, (order) => order >= 0),
  '&': (a, b) => (typeof a === 'string' && typeof b === 'string' ? a + b : UNSURE),
  '+': (a, b) => (typeof a === 'number' && typeof b === 'number' && Number.isFinite(a + b) ? a + b : UNSURE),
  '-': (a, b) => (typeof a === 'number' && typeof b === 'number' && Number.isFinite(a - b) ? a - b : UNSURE),
  and: (a, b) => (typeof a === 'boolean' && typeof b === 'boolean' ? a && b : UNSURE),
  or: (a, b) => (typeof a === 'boolean' && typeof b === 'boolean' ? a || b : UNSURE),
};

const compared = (a: unknown, b: unknown, holds: (order: number) => boolean): unknown => {
  if (typeof a === 'number' && typeof b === 'number') return holds(a - b);
  if (typeof a === 'string' && typeof b === 'string') return holds(a < b ? -1 : a > b ? 1 : 0);
  return UNSURE;
};

/**
 * A quick way through expressions as plain as most are: a name, a path, a comparison.
 *
 * jsonata awaits at every node of its syntax tree, which costs more than all else that a transition does.
 */
export const shortcut = (node: unknown): Shortcut => {
  if (!isObject(node) || node['predicate'] || node['stages'] || node['group'] || node['keepArray']) return unsure;
  const { type, value, steps, lhs, rhs } = node;
  switch (type) {
    case 'string':
    case 'number':
    case 'value':
      return () => value;
    case 'variable':
      return variable(node);
    case 'path':
      return Array.isArray(steps) && !node['keepSingletonArray'] && !node['tuple'] ? path(steps) : unsure;
    case 'binary': {
      const operation = operations[String(value)];
      const [left, right] = [shortcut(lhs), shortcut(rhs)];
      if (!operation || left === unsure || right === unsure) return unsure;
      return (bindings) => {
        const [a, b] = [left(bindings), right(bindings)];
        return a === UNSURE || b === UNSURE ? UNSURE : operation(a, b);
      };
    }
    default:
      return unsure;
  }
};
