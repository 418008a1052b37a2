import { InvalidDefinition } from '../failure.ts';

/**
 * What is wrong with a definition, in the shape and words of ValidateStateMachineDefinition.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html
 */
export type Diagnostic = { severity: 'ERROR'; code: string; message: string; location?: string };

export const SCHEMA = 'SCHEMA_VALIDATION_FAILED';

export const diagnostic = (code: string, message: string, location?: string): Diagnostic => ({
  severity: 'ERROR',
  code,
  message,
  ...(location !== undefined && { location }),
});

/** @throws {InvalidDefinition} with AWS's text, when there is anything to say */
export const refuse = (found: Diagnostic[]) => {
  if (found.length === 0) return;
  const sentences = found.map(
    ({ code, message, location }) => `${code}: ${message}${location ? ` at ${location}` : ''}`,
  );
  throw new InvalidDefinition(`Invalid State Machine Definition: '${sentences.join(', ')}'`);
};

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A scope of a definition that is not checked yet: the machine, a branch, what a Map does. */
export type Draft = {
  at: string;
  scope: Record<string, unknown>;
  states: [name: string, state: Record<string, unknown>][];
};

export const draftOf = (scope: Record<string, unknown>, at: string): Draft => ({
  at,
  scope,
  states: Object.entries(isObject(scope['States']) ? scope['States'] : {}).filter(
    (entry): entry is [string, Record<string, unknown>] => isObject(entry[1]),
  ),
});

/** A scope and all those inside it, outermost first. */
export const draftsIn = (scope: Record<string, unknown>, at = ''): Draft[] => {
  const draft = draftOf(scope, at);
  return [draft, ...draft.states.flatMap(([name, state]) => innerScopes(state, `${at}/States/${name}`))];
};

const innerScopes = (state: Record<string, unknown>, at: string): Draft[] => {
  const { Branches: branches, ItemProcessor: processor } = state;
  const inner: [unknown, string][] = [[processor, `${at}/ItemProcessor`]];
  if (Array.isArray(branches))
    inner.push(...branches.map((branch, i): [unknown, string] => [branch, `${at}/Branches[${i}]`]));
  return inner.flatMap(([scope, path]) => (isObject(scope) ? draftsIn(scope, path) : []));
};
