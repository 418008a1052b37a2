import type { ExecutionStatus } from '#shared/workflows';
import type { Scope, State, Version } from './definition/definition.ts';

/** One event of GetExecutionHistory; its details are under the key that AWS gives them. */
export type { HistoryEvent } from '#shared/workflows';

/**
 * What a thread waits for.
 *
 * `enter` and `attempt` wait for nothing but their turn; `invoke` for a function that runs, `token` for a callback
 * after its function has returned, `timer` for a Wait, `retry` for the next attempt, `children` for its branches;
 * `done` is a branch that has ended and waits for its siblings; `stopped` is where an execution failed or was stopped.
 */
export type Waiting = 'enter' | 'attempt' | 'invoke' | 'token' | 'timer' | 'retry' | 'children' | 'done' | 'stopped';

/** One line of control: the root of an execution (id 0), a branch of a Parallel, an iteration of a Map. */
export type Thread = {
  id: number;
  parent?: number;
  /** Which branch or item of the parent it is. */
  index: number;
  state: string;
  input: unknown;
  /** Variables of its own scope; those of the scopes around it are read through the parents. */
  variables: Record<string, unknown>;
  waiting: Waiting;
  /** The event that the next one follows. */
  last: number;
  /** The event before StateEntered: failures on the way in are reported after this one. */
  before: number;
  entered: number;
  enteredAt: number;
  /** Attempts made so far under each Retry entry of the state. */
  retries: number[];
  retried: number;
  /** When the engine must look at it again, in milliseconds since 1970. */
  due?: number;
  /** The id of TaskScheduled, while a task runs. */
  attempt?: number;
  token?: boolean;
  /** The attempt waits for an execution that it started. */
  child?: boolean;
  /** It stopped before it entered its state. */
  unentered?: boolean;
  timeoutAt?: number;
  heartbeat?: { every: number; by: number };
  /** What a Map works on; `inputs` where an ItemSelector made something else of it. */
  items?: unknown[];
  inputs?: unknown[];
  /** The run of a distributed Map that did not succeed: a redrive keeps what it has. */
  mapRun?: { id: string; arn: string };
};

/** An execution while it is being worked on. One that waits is rows only. */
export type Execution = {
  id: number;
  machine: string;
  name: string;
  version: Version;
  input: unknown;
  started: number;
  status: ExecutionStatus;
  due: number | undefined;
  lastEvent: number;
  nextThread: number;
  redrives: number;
  /** The attempt of another execution that waits for this one. */
  awaitedBy: string | null;
  threads: Map<number, Thread>;
};

export const arnOf = (kind: 'stateMachine' | 'execution' | 'express' | 'mapRun', name: string) =>
  `arn:aws:states:local:000000000000:${kind}:${name}`;

/** The characters that AWS allows in the name of a machine or an execution. */
export const isName = (name: string) => /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u.test(name);

export const parentOf = (execution: Execution, thread: Thread): Thread | undefined =>
  thread.parent === undefined ? undefined : execution.threads.get(thread.parent);

/** The states among which a thread moves. */
export const scopeOf = (execution: Execution, thread: Thread): Scope => {
  const parent = parentOf(execution, thread);
  if (!parent) return execution.version.definition;
  const { Branches, ItemProcessor } = stateOf(execution, parent);
  const scope = Branches ? Branches[thread.index] : ItemProcessor;
  if (!scope) throw new Error(`${execution.name}: thread ${thread.id} has no scope`);
  return scope;
};

export const stateOf = (execution: Execution, thread: Thread): State => {
  const state = scopeOf(execution, thread).States[thread.state];
  if (!state) throw new Error(`${execution.name}: no state '${thread.state}'`);
  return state;
};

/** The variables that a thread can read: its own, over those of the scopes around it. */
export const variablesOf = (execution: Execution, thread: Thread): Record<string, unknown> => {
  const parent = parentOf(execution, thread);
  return parent ? { ...variablesOf(execution, parent), ...thread.variables } : thread.variables;
};
