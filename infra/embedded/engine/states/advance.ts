import { enter } from './leave.ts';
import { orFail } from './failing.ts';
import { stateOf, type Thread } from '../execution.ts';
import { behaviours, waited } from './states.ts';
import { timedOut } from './settle.ts';
import { append, close, type Turn } from './turn.ts';

/** Events that one commit may hold before others have their turn. */
const LONGEST_COMMIT = 200;

export const isReady = ({ waiting }: Thread) => waiting === 'enter' || waiting === 'attempt';

/** Moves every thread on until all of them wait, or the commit is long enough. @returns whether more is to be done */
export const advance = async (turn: Turn): Promise<boolean> => {
  const { threads } = turn.execution;
  for (;;) {
    const ready = firstReady(threads);
    if (!ready || turn.execution.status !== 'RUNNING') return false;
    if (turn.changes.events.length >= LONGEST_COMMIT) return true;
    await step(turn, ready);
  }
};

const firstReady = (threads: Map<number, Thread>) => {
  for (const thread of threads.values()) if (isReady(thread)) return thread;
  return undefined;
};

/** Enters a state, or makes the next attempt of one. */
export const step = async (turn: Turn, thread: Thread) => {
  const state = stateOf(turn.execution, thread);
  turn.changes.threads.add(thread);
  if (thread.waiting === 'enter') enter(turn, thread, state.Type);
  await orFail(turn, thread, () => behaviours[state.Type](turn, thread, state));
};

/** Looks at what is due by now: waits that are over, attempts to make again, tasks out of time. */
export const wake = async (turn: Turn) => {
  const { execution } = turn;
  const now = turn.now();
  if (execution.due !== undefined && execution.due <= now) {
    append(turn, 0, 'ExecutionTimedOut', { executionTimedOutEventDetails: { error: 'States.Timeout' } });
    close(turn, { status: 'TIMED_OUT' });
    return;
  }
  const due = [...execution.threads.values()].filter((thread) => thread.due !== undefined && thread.due <= now);
  for (const thread of due.toSorted((a, b) => (a.due ?? 0) - (b.due ?? 0) || a.id - b.id)) {
    if (!execution.threads.has(thread.id) || thread.due === undefined) continue;
    turn.changes.threads.add(thread);
    if (thread.waiting === 'timer') await orFail(turn, thread, () => waited(turn, thread, stateOf(execution, thread)));
    else if (thread.waiting === 'retry') {
      thread.waiting = 'attempt';
      delete thread.due;
    } else await timedOut(turn, thread);
  }
};
