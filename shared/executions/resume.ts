import * as z from 'zod/mini';
import type { Json } from '#shared/table/table';

/**
 * How an execution goes on as another one: after its year, or on another host. No host can be handed an execution, but
 * ours are made to be entered again: whoever enters a state anew, with the number that its entry had, does no work
 * twice, and a task that is still open takes up the new token. So every machine has a second form with a way in at each
 * of its states, used by what is handed over and by nothing else (shared/decisions/0007-handing-over.md).
 */
const Definition = z.looseObject({ StartAt: z.string(), States: z.record(z.string(), z.looseObject({})) });

const [FIRST, WHERE, NOWHERE] = ['Take up again', 'Where it stood', 'No such state'];
const STANDS = '$states.input.resume';

/** The name of that form, beside a machine's own, and back. */
const SUFFIX = '-resumed';
export const resumedName = (machine: string): string => `${machine}${SUFFIX}`;
export const pipelineNameOf = (machine: string): string =>
  machine.endsWith(SUFFIX) ? machine.slice(0, -SUFFIX.length) : machine;

/** Every variable that a machine sets, wherever in a state it does. */
const variablesOf = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(variablesOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name === 'Assign' && typeof inner === 'object' && inner !== null ? Object.keys(inner) : []),
    ...variablesOf(inner),
  ]);
};

/** What a machine sets at its beginning: by name the value, or the expression that it takes from its first step. */
const begunWith = ({ StartAt, States }: z.infer<typeof Definition>): Readonly<Record<string, unknown>> =>
  z._default(z.record(z.string(), z.unknown()), {}).parse(States[StartAt]?.['Assign']);
const isExpression = (value: unknown): boolean => typeof value === 'string' && value.startsWith('{%');

/** The machine with a way in at every state. */
export const resumable = (machine: unknown): object => {
  const definition = Definition.parse(machine);
  const { States } = definition;
  const begun = begunWith(definition);
  // An older version may not have known a variable: it has the value that the machine begins with. Other loose ends are
  // null: a variable that was not set yet is set before it is read, as on the way that led there.
  const taken = (name: string) => {
    const value = `${STANDS}.variables.${name}`;
    const otherwise = isExpression(begun[name]) ? null : (begun[name] ?? null);
    return `{% $exists(${value}) ? ${value} : ${JSON.stringify(otherwise)} %}`;
  };
  const Assign = Object.fromEntries([...new Set(variablesOf(States))].map((name) => [name, taken(name)]));
  const Choices = Object.keys(States).map((state) => ({
    Condition: `{% ${STANDS}.state = ${JSON.stringify(state)} %}`,
    Next: state,
  }));
  return {
    ...definition,
    StartAt: FIRST,
    States: {
      [FIRST]: { Type: 'Pass', Assign, Next: WHERE },
      [WHERE]: { Type: 'Choice', Choices, Default: NOWHERE },
      [NOWHERE]: {
        Type: 'Fail',
        Error: 'NoSuchState',
        Cause: 'This version of the machine has no state of that name.',
      },
      ...States,
    },
  };
};

export type Stand = { readonly state: string; readonly variables: Readonly<Record<string, Json>> };

/**
 * What an execution would miss in this definition of its machine: the state that it is in, or a variable that the first
 * step of this definition gives and that of its own did not. Nothing, if it can go on there.
 */
export const missing = (machine: unknown, { state, variables }: Stand): string | undefined => {
  const definition = Definition.parse(machine);
  if (!(state in definition.States)) return state;
  return Object.entries(begunWith(definition)).find(
    ([name, value]) => isExpression(value) && !(name in variables),
  )?.[0];
};

/** What an execution of that form is started with: ids, outcomes, counts and dates, as everything in a machine. */
export const resumedInput = (caseId: string, { state, variables }: Stand) => ({ caseId, resume: { state, variables } });

const Entered = z.looseObject({ stateEnteredEventDetails: z.object({ name: z.string() }) });
const Exited = z.looseObject({
  stateExitedEventDetails: z.object({ assignedVariables: z.optional(z.record(z.string(), z.string())) }),
});

/**
 * Where an execution stands, from its history in order. What a state has set counts once the next one has been entered:
 * an execution that was stopped between the two is entered again in the first, with the number that its entry had. What
 * runs inside a Map is not looked at: the Map is entered again as a whole, and its items know what they have done.
 */
export const standingOf = (history: readonly object[]): Stand => {
  const variables: Record<string, Json> = {};
  let state = '';
  let left: Record<string, Json> = {};
  for (const event of history) {
    const entered = Entered.safeParse(event);
    if (entered.success) {
      state = entered.data.stateEnteredEventDetails.name;
      Object.assign(variables, left);
      left = {};
    }
    const exited = Exited.safeParse(event);
    if (!exited.success) continue;
    for (const [name, text] of Object.entries(exited.data.stateExitedEventDetails.assignedVariables ?? {})) {
      const value: Json = JSON.parse(text);
      left[name] = value;
    }
  }
  return { state, variables };
};
