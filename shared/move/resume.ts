import * as z from 'zod/mini';
import type { Json } from '#shared/table/table';

/**
 * How an execution goes on elsewhere. No host can be handed another's execution, but ours are made to be entered
 * again: whoever enters a state anew, with the number that its entry had, does no work twice, and a task that is still
 * open takes up the new token. So a machine is given a first state that leads to where the execution stood, used by
 * what is moved and by nothing else (shared/decisions/0005-moving-between-hosts.md).
 */
const Definition = z.looseObject({ StartAt: z.string(), States: z.record(z.string(), z.looseObject({})) });

const FIRST = 'Take up again';
const STANDS = '$states.input.resume';

/** Every variable that a machine sets, wherever in a state it does. */
const variablesOf = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(variablesOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name === 'Assign' && typeof inner === 'object' && inner !== null ? Object.keys(inner) : []),
    ...variablesOf(inner),
  ]);
};

/** The machine with a way in at every state; without `resume` in its input it begins where it always does. */
export const resumable = (machine: unknown): object => {
  const definition = Definition.parse(machine);
  const { StartAt, States } = definition;
  // Loose ends are null: a variable that was not set yet is set before it is read, as on the way that led there.
  const taken = (name: string) => {
    const value = `${STANDS}.variables.${name}`;
    return `{% $exists(${value}) ? ${value} : null %}`;
  };
  const Assign = Object.fromEntries([...new Set(variablesOf(States))].map((name) => [name, taken(name)]));
  const Choices = Object.keys(States).map((state) => ({
    Condition: `{% $exists(${STANDS}) and ${STANDS}.state = ${JSON.stringify(state)} %}`,
    Assign,
    Next: state,
  }));
  return {
    ...definition,
    StartAt: FIRST,
    States: { [FIRST]: { Type: 'Choice', Choices, Default: StartAt }, ...States },
  };
};

const Entered = z.looseObject({ stateEnteredEventDetails: z.object({ name: z.string() }) });
const Exited = z.looseObject({
  stateExitedEventDetails: z.object({ assignedVariables: z.optional(z.record(z.string(), z.string())) }),
});

/**
 * Where an execution stands, from its history in order. What runs inside a Map is not looked at: the Map is entered
 * again as a whole, and its items know what they have done.
 */
export const standingOf = (history: readonly object[]): { state: string; variables: Record<string, Json> } => {
  const variables: Record<string, Json> = {};
  let state = '';
  for (const event of history) {
    const entered = Entered.safeParse(event);
    if (entered.success) state = entered.data.stateEnteredEventDetails.name;
    const exited = Exited.safeParse(event);
    if (!exited.success) continue;
    for (const [name, text] of Object.entries(exited.data.stateExitedEventDetails.assignedVariables ?? {})) {
      const value: Json = JSON.parse(text);
      variables[name] = value;
    }
  }
  return { state, variables };
};
