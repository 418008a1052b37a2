import type { Machine, MachineState } from '#shared/asl';

/**
 * The way of a case as people see it, from its state machine: the questions that are asked and the ends, joined where
 * one can follow the other. Choices and steps without a person are contracted into the joins.
 */
export type FlowNode = {
  /** The task that waits there, or the end: what a case's `stage` says. */
  readonly stage: string;
  readonly kind: 'task' | 'end';
  /** A way out that nearly every step has, such as a return: drawn apart, without joins. */
  readonly exit: boolean;
};
export type FlowJoin = { readonly from: string; readonly to: string; readonly back: boolean };
export type Flow = { readonly nodes: readonly FlowNode[]; readonly joins: readonly FlowJoin[] };

type States = Readonly<Record<string, MachineState<string, string>>>;

/** So many steps that lead to it make it a way out of everything. */
const MANY = 5;

const stageOf = (state: MachineState<string, string> | undefined): Pick<FlowNode, 'stage' | 'kind'> | undefined => {
  if (state?.Type !== 'Task') return undefined;
  const { task, end } = state.Arguments.Payload;
  if (typeof task === 'string') return { stage: task, kind: 'task' };
  return typeof end === 'string' ? { stage: end, kind: 'end' } : undefined;
};

const following = (states: States, name: string): string[] => {
  const state = states[name];
  if (!state || state.Type === 'Succeed' || state.Type === 'Fail') return [];
  if (state.Type === 'Choice') return [...state.Choices.map(({ Next }) => Next), state.Default];
  // Waiting once more for the same answer is no way on.
  const caught = 'Catch' in state ? (state.Catch ?? []).map(({ Next }) => Next) : [];
  return [...(state.Next === undefined ? [] : [state.Next]), ...caught.filter((next) => states[next] !== state)];
};

/** The stages that can be next, past states that nobody sees. */
const reached = (states: States, from: string): Set<string> => {
  const found = new Set<string>();
  const seen = new Set<string>();
  const walk = (name: string): void => {
    for (const next of following(states, name)) {
      if (seen.has(next)) continue;
      seen.add(next);
      const there = stageOf(states[next]);
      if (there) found.add(there.stage);
      else walk(next);
    }
  };
  walk(from);
  return found;
};

export const flowOf = ({ States, StartAt }: Machine<string, string>): Flow => {
  const states: States = States;
  const named = Object.entries(states).flatMap(([name, state]) => {
    const there = stageOf(state);
    return there ? [{ name, ...there, to: reached(states, name) }] : [];
  });
  const order = new Map(named.map(({ stage }, i) => [stage, i]));
  const goesBack = (from: string, to: string) => (order.get(to) ?? 0) < (order.get(from) ?? 0);
  // Whoever can go back nearly anywhere goes to where it came from: no join of the picture.
  const fans = new Set(
    named
      .filter(({ stage, to }) => [...to].filter((next) => goesBack(stage, next)).length > named.length / 3)
      .map(({ stage }) => stage),
  );
  const sources = (stage: string) =>
    named.filter((node) => node.stage !== stage && !fans.has(node.stage) && node.to.has(stage));
  const isExit = (stage: string) => sources(stage).length >= MANY;
  const forward = new Map(
    named.map(({ stage, to }) => [
      stage,
      [...to].filter((next) => next !== stage && !isExit(next) && !fans.has(stage)),
    ]),
  );
  const start = reached(states, StartAt);
  const main = reachable([...start], forward);
  const apart = (stage: string) => isExit(stage) || !main.has(stage);
  return {
    nodes: named.map(({ stage, kind }) => ({ stage, kind, exit: apart(stage) })),
    joins: [...forward].flatMap(([from, all]) =>
      all.filter((to) => apart(from) === apart(to)).map((to) => ({ from, to, back: goesBack(from, to) })),
    ),
  };
};

const reachable = (from: readonly string[], joins: ReadonlyMap<string, readonly string[]>): Set<string> => {
  const found = new Set<string>();
  const walk = (stage: string): void => {
    if (found.has(stage)) return;
    found.add(stage);
    for (const next of joins.get(stage) ?? []) walk(next);
  };
  for (const stage of from) walk(stage);
  return found;
};
