import { Scope } from './definition.ts';
import { diagnostic, draftsIn, isObject, SCHEMA, type Diagnostic } from './diagnostics.ts';
import { expressionDiagnostics } from './syntax.ts';
import { fieldDiagnostics } from './fields.ts';
import { graphDiagnostics } from './graph.ts';

const LARGEST = 1_048_576; // characters of a definition

/** Everything that is wrong with a definition: nothing, if it may be created. */
export const validate = (text: string): Diagnostic[] => {
  let definition: unknown;
  try {
    definition = JSON.parse(text);
  } catch (error) {
    return [diagnostic('INVALID_JSON_DESCRIPTION', `The definition is not JSON: ${String(error)}`)];
  }
  if (!isObject(definition)) return [diagnostic('INVALID_JSON_DESCRIPTION', 'The definition must be a JSON object.')];
  if (text.length > LARGEST) return [diagnostic(SCHEMA, `The definition is longer than ${LARGEST} characters.`)];
  const language = definition['QueryLanguage'] === 'JSONata' ? 'JSONata' : 'JSONPath';
  const drafts = draftsIn(definition);
  const shape = Scope.safeParse(definition).error?.issues ?? [];
  const found = [
    ...shape.map((issue) => diagnostic(SCHEMA, sentenceOf(issue), pathOf(issue.path))),
    ...drafts.flatMap((draft) => fieldDiagnostics(draft, language)),
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

const sentenceOf = ({ path, code, ...more }: { path: PropertyKey[]; code: string; expected?: unknown }) =>
  `'${String(path.at(-1) ?? 'definition')}' must be ${'expected' in more ? `a ${String(more.expected)}` : `valid (${code})`}`;

const pathOf = (path: PropertyKey[]) =>
  path.reduce<string>((all, part) => (typeof part === 'number' ? `${all}[${part}]` : `${all}/${String(part)}`), '');

const duplicates = (names: { name: string; at: string }[]): Diagnostic[] =>
  names
    .filter(({ name }, index) => names.findIndex((other) => other.name === name) < index)
    .map(({ name, at }) => diagnostic('DUPLICATE_STATE_NAME', `Duplicate State name: ${name}`, at));
