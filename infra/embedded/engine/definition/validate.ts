import type * as z from 'zod/mini';
import { Scope } from './definition.ts';
import { diagnostic, draftOf, draftsIn, isObject, SCHEMA, type Diagnostic, type Draft } from './diagnostics.ts';
import { expressionDiagnostics } from './syntax.ts';
import { fieldDiagnostics } from './fields.ts';
import { graphDiagnostics } from './graph.ts';
import { faultOf } from './json.ts';

const LARGEST = 1_048_576; // characters of a definition

/** What is wrong with one state, wherever it leads to. */
export const validateState = (machine: Record<string, unknown>, stateName: string): Diagnostic[] => {
  const language = machine['QueryLanguage'] === 'JSONata' ? 'JSONata' : 'JSONPath';
  const { at, scope, states } = draftOf(machine, '');
  const draft = { at, scope, states: states.filter(([name]) => name === stateName) };
  return [...fieldDiagnostics(draft, language), ...expressionDiagnostics(draft, language)];
};

/** Everything that is wrong with a definition: nothing, if it may be created. */
export const validate = (text: string, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): Diagnostic[] => {
  let definition: unknown;
  try {
    definition = text.trim() === '' ? undefined : JSON.parse(text);
  } catch (error) {
    return [diagnostic('INVALID_JSON_DESCRIPTION', faultOf(text, error))];
  }
  if (!isObject(definition)) return [diagnostic(SCHEMA, 'Definition must be a valid JSON object')];
  if (text.length > LARGEST) return [diagnostic(SCHEMA, `The definition is longer than ${LARGEST} characters.`)];
  const language = definition['QueryLanguage'] === 'JSONata' ? 'JSONata' : 'JSONPath';
  const drafts = draftsIn(definition);
  const shape = Scope.safeParse(definition).error?.issues ?? [];
  const missing = drafts.flatMap(missingIn);
  const found = [
    ...missing,
    ...shape
      .filter(
        ({ path }) =>
          !missing.some(
            ({ location, message }) =>
              location === (pathOf(path.slice(0, -1)) || '/') && message.includes(String(path.at(-1))),
          ),
      )
      .map((issue) => diagnostic(SCHEMA, sentenceOf(issue), pathOf(issue.path))),
    ...drafts.flatMap((draft) => fieldDiagnostics(draft, language)),
    ...(type === 'EXPRESS' ? drafts.flatMap(expressDiagnostics) : []),
    ...duplicates(drafts.flatMap(({ states, at }) => states.map(([name]) => ({ name, at: `${at}/States/${name}` })))),
  ];
  // Transitions between states that are not even states would only repeat what is said already.
  if (shape.length > 0) return found;
  return [
    ...found,
    ...drafts.flatMap(graphDiagnostics),
    ...drafts.flatMap((draft) => expressionDiagnostics(draft, language)),
  ];
};

const required = ['States', 'StartAt'];

/** What every scope must have is said in one sentence for all of it. */
const missingIn = ({ scope, at }: Draft): Diagnostic[] => {
  const fields = required.filter((field) => scope[field] === undefined);
  if (fields.length === 0) return [];
  return [diagnostic(SCHEMA, `These fields are required: [${fields.join(', ')}]`, at === '' ? '/' : at)];
};

/** An Express execution ends within minutes, so nothing in it waits for others. */
const expressDiagnostics = ({ at, states }: Draft): Diagnostic[] =>
  states.flatMap(([name, { Resource: resource }]) => {
    const pattern = ['.waitForTaskToken', '.sync'].find((each) => String(resource).includes(each));
    if (pattern === undefined) return [];
    const said = `Express state machine does not support '${pattern}' service integration`;
    return [diagnostic(SCHEMA, said, `${at}/States/${name}/Resource`)];
  });

const sentenceOf = ({ path, code, ...more }: z.core.$ZodIssue): string =>
  'values' in more
    ? `The field '${String(path.at(-1))}' should have one of these values: [${more.values.join(', ')}]`
    : `'${String(path.at(-1) ?? 'definition')}' must be ${'expected' in more ? `a ${String(more.expected)}` : `valid (${code})`}`;

const pathOf = (path: PropertyKey[]) =>
  path.reduce<string>((all, part) => (typeof part === 'number' ? `${all}[${part}]` : `${all}/${String(part)}`), '');

const duplicates = (names: { name: string; at: string }[]): Diagnostic[] =>
  names
    .filter(({ name }, index) => names.findIndex((other) => other.name === name) < index)
    .map(({ name, at }) => diagnostic('DUPLICATE_STATE_NAME', `Duplicate State name: ${name}`, at));
