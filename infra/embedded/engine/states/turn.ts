import type { Expressions } from '../expressions/expressions.ts';
import type { Execution, HistoryEvent, Thread } from '../execution.ts';
import type { Changes, Closed } from '../rows.ts';
import type { Tokens } from '../tokens.ts';

/** What to call once the turn is on disk. */
export type Invocation = { execution: number; thread: number; attempt: number; call: Call };
export type ChildCall = { machine: string; name: string; input: unknown; sync: boolean };
export type Call = { functionName: string; payload: unknown } | ChildCall;

/** What states are run with. */
export type Machinery = { expressions: Expressions; tokens: Tokens; now: () => number; random: () => number };

/**
 * What one execution does between two commits: events are appended, threads move, and nothing is visible to anybody
 * until `changes` is written. Then the invocations start.
 */
export type Turn = Machinery & {
  execution: Execution;
  invocations: Invocation[];
  /** Attempts that nobody waits for any more. */
  abandoned: { thread: number; attempt: number; child: boolean }[];
  changes: Changes & { removed: Set<number>; threads: Set<Thread> };
};

export const turnOf = (execution: Execution, machinery: Machinery): Turn => ({
  ...machinery,
  execution,
  invocations: [],
  abandoned: [],
  changes: { threads: new Set(), removed: new Set(), events: [] },
});

export const MOST_EVENTS = 25_000; // of a history, the last included

/** There is room for one more event, and that must say how the execution ended. */
export class HistoryFull extends Error {
  override readonly name = 'HistoryFull';
}

/** Ends an execution whose history is full. */
export const endFull = (turn: Turn) => {
  const error = 'States.Runtime';
  const cause = `The execution reached the maximum number of history events (${MOST_EVENTS}).`;
  append(turn, turn.execution.lastEvent, 'ExecutionFailed', { executionFailedEventDetails: { error, cause } });
  close(turn, { status: 'FAILED', error, cause });
};

/** Appends an event. @returns its id @throws {HistoryFull} */
export const append = (turn: Turn, previousEventId: number, type: string, details: Record<string, unknown> = {}) => {
  if (turn.execution.lastEvent >= MOST_EVENTS - 1 && !type.startsWith('Execution')) throw new HistoryFull();
  const id = (turn.execution.lastEvent += 1);
  const event: HistoryEvent = { id, previousEventId, timestamp: turn.now(), type, ...details };
  turn.changes.events.push(event);
  return id;
};

/** Appends an event that follows the thread's last one. */
export const happened = (turn: Turn, thread: Thread, type: string, details: Record<string, unknown> = {}) => {
  turn.changes.threads.add(thread);
  thread.last = append(turn, thread.last, type, details);
  return thread.last;
};

/** The first event of an execution follows none, and so does its first StateEntered. */
export const threadAt = (
  id: number,
  state: string,
  input: unknown,
  at: { parent?: number; index: number; last: number },
): Thread => ({
  id,
  ...at,
  state,
  input,
  variables: {},
  waiting: 'enter',
  before: at.last,
  entered: 0,
  enteredAt: 0,
  retries: [],
  retried: 0,
});

/** Takes a thread out, with whatever it waits for. */
export const remove = (turn: Turn, thread: Thread) => {
  abandon(turn, thread);
  turn.execution.threads.delete(thread.id);
  turn.changes.threads.delete(thread);
  turn.changes.removed.add(thread.id);
};

/** Ends what the thread waits for: its timers go, and what its function still answers is ignored. */
export const abandon = (turn: Turn, thread: Thread) => {
  if (thread.attempt !== undefined)
    turn.abandoned.push({ thread: thread.id, attempt: thread.attempt, child: thread.child ?? false });
  delete thread.child;
  delete thread.attempt;
  delete thread.token;
  delete thread.timeoutAt;
  delete thread.heartbeat;
  delete thread.due;
  turn.changes.threads.add(thread);
};

/** Ends a thread, and keeps where it was: an execution that has failed can be redriven from there. */
export const freeze = (turn: Turn, thread: Thread) => {
  abandon(turn, thread);
  if (thread.waiting === 'enter') thread.unentered = true;
  if (thread.waiting !== 'done') thread.waiting = 'stopped';
};

export const close = (turn: Turn, closed: Omit<Closed, 'at'>) => {
  turn.execution.status = closed.status;
  turn.changes.closed = { ...closed, at: turn.now() };
  for (const thread of turn.execution.threads.values()) {
    if (closed.status === 'SUCCEEDED') remove(turn, thread);
    else freeze(turn, thread);
  }
};
