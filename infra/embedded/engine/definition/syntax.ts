import jsonata from 'jsonata';
import { diagnostic, isObject, type Diagnostic, type Draft } from './diagnostics.ts';
import { expressionIn } from '../expressions/expressions.ts';

const UNSUPPORTED = 'UNSUPPORTED_JSONATA_EXPRESSION';

/** Fields of a state that never hold an expression. */
const plain = new Set([
  'Type',
  'Comment',
  'QueryLanguage',
  'Next',
  'Default',
  'Resource',
  'ErrorEquals',
  'Branches',
  'ItemProcessor',
  'Label',
]);

/** Whether every expression can be parsed, and names only what Step Functions offers it. */
export const expressionDiagnostics = ({ at, states }: Draft, machine: string): Diagnostic[] => {
  const known: Known = new Map();
  return states
    .filter(([, state]) => (state['QueryLanguage'] ?? machine) === 'JSONata')
    .flatMap(([name, state]) => inside(state, `${at}/States/${name}`, known));
};

/** What is wrong with an expression, by its text: the states of a machine say many things alike. */
type Faults = readonly (readonly [code: string, message: string])[];
type Known = Map<string, Faults>;

const inside = (value: unknown, at: string, known: Known): Diagnostic[] => {
  if (typeof value === 'string') {
    const text = expressionIn(value);
    if (text === undefined) return [];
    const faults = known.get(text) ?? check(text);
    known.set(text, faults);
    return faults.map(([code, message]) => diagnostic(code, message, at));
  }
  if (Array.isArray(value)) return value.flatMap((each, i) => inside(each, `${at}[${i}]`, known));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => (plain.has(key) ? [] : inside(each, `${at}/${key}`, known)));
};

const check = (text: string): Faults => {
  let tree: unknown;
  try {
    tree = jsonata(text).ast();
  } catch (error) {
    const message = isObject(error) || error instanceof Error ? String(Reflect.get(error, 'message')) : String(error);
    return [['INVALID_JSONATA_EXPRESSION', message]];
  }
  const names = new Set<string>();
  walk(tree, false, names);
  return [...names].map((name) => [UNSUPPORTED, `Reference to '${name}' at the top level is not supported.`]);
};

/** There is no document at the top of an expression: what is named there without `$` can only be a mistake. */
const walk = (node: unknown, hasContext: boolean, names: Set<string>) => {
  if (Array.isArray(node)) {
    for (const each of node) walk(each, hasContext, names);
    return;
  }
  if (!isObject(node)) return;
  const { type, value, steps } = node;
  if (type === 'name' && !hasContext) names.add(String(value));
  if (type === 'variable' && !hasContext && (value === '' || value === '$')) names.add(`$${value}`);
  for (const [key, child] of Object.entries(node)) {
    if (key === 'steps' || typeof child !== 'object') continue;
    // Filters, groups and orders see what they belong to.
    walk(child, hasContext || key === 'predicate' || key === 'stages' || key === 'group' || key === 'terms', names);
  }
  if (Array.isArray(steps)) for (const [index, step] of steps.entries()) walk(step, hasContext || index > 0, names);
};
