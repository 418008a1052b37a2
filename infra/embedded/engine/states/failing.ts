import { dropChildren, failBranch } from './branches.ts';
import { EvaluationFailure, StateFailure } from '../failure.ts';
import { parentOf, stateOf, type Thread } from '../execution.ts';
import { causeOf, leave } from './leave.ts';
import { retryAfter } from './retrying.ts';
import { abandon, append, close, happened, HistoryFull, type Turn } from './turn.ts';

/** Errors that States.ALL does not match. */
const unmatched = new Set(['States.DataLimitExceeded', 'States.Runtime']);

/** Errors that are not a task's own failure. */
const notTaskFailed = new Set(['States.Timeout', 'States.HeartbeatTimeout', ...unmatched]);

export const matches = (names: string[], error: string | undefined, isTask: boolean): boolean =>
  names.some(
    (name) =>
      name === error ||
      (name === 'States.ALL' && !unmatched.has(error ?? '')) ||
      (name === 'States.TaskFailed' && isTask && !notTaskFailed.has(error ?? '')) ||
      // A missed heartbeat is a timeout too.
      (name === 'States.Timeout' && error === 'States.HeartbeatTimeout'),
  );

/** A state has failed: it is tried again, or caught, or its thread ends with it. */
export const fail = async (turn: Turn, thread: Thread, failure: StateFailure): Promise<void> => {
  const state = stateOf(turn.execution, thread);
  abandon(turn, thread);
  const reason = causeOf(thread, failure);
  if (failure instanceof EvaluationFailure) {
    const atEntry = thread.last === thread.entered && !failure.after;
    thread.last = append(turn, atEntry ? thread.before : thread.last, 'EvaluationFailed', {
      evaluationFailedEventDetails: {
        error: failure.error,
        cause: reason,
        location: failure.location,
        state: thread.state,
      },
    });
    if (state.Type === 'Map' && atEntry) happened(turn, thread, 'MapStateFailed');
  }
  const isTask = state.Type === 'Task';
  const after = retryAfter(turn, thread, state.Retry, (names) => matches(names, failure.error, isTask));
  if (after !== undefined) {
    dropChildren(turn, thread);
    thread.waiting = 'retry';
    thread.due = turn.now() + after;
    return;
  }
  for (const [index, catcher] of (state.Catch ?? []).entries()) {
    if (!matches(catcher.ErrorEquals, failure.error, isTask)) continue;
    dropChildren(turn, thread);
    const errorOutput = { Error: failure.error, Cause: reason };
    try {
      await leave(turn, thread, state.Type, {
        outlet: catcher,
        at: `Catch[${index}]/`,
        more: { errorOutput },
        output: errorOutput,
      });
    } catch (error) {
      // A catcher that fails is not caught by itself.
      if (!(error instanceof StateFailure)) throw error;
      await endFailed(turn, thread, error.error, causeOf(thread, error), error.location);
    }
    return;
  }
  await endFailed(turn, thread, failure.error, reason);
};

const endFailed = async (turn: Turn, thread: Thread, error?: string, cause?: string, location?: string) => {
  if (location !== undefined) {
    happened(turn, thread, 'EvaluationFailed', {
      evaluationFailedEventDetails: { error, cause, location, state: thread.state },
    });
  }
  const details = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  const parent = parentOf(turn.execution, thread);
  // Nothing catches States.Runtime: the execution ends where it happened, whatever is around it.
  if (parent && error !== 'States.Runtime') {
    await failBranch(turn, parent, thread, new StateFailure(error, cause));
    return;
  }
  append(turn, thread.last, 'ExecutionFailed', { executionFailedEventDetails: details });
  close(turn, { status: 'FAILED', ...details });
};

/** Runs what may fail the state that a thread is in. A fault of the engine itself is one more way to fail. */
export const orFail = async (turn: Turn, thread: Thread, run: () => Promise<void>) => {
  try {
    await run();
  } catch (error) {
    if (error instanceof HistoryFull) throw error;
    const isFailure = error instanceof StateFailure;
    await fail(
      turn,
      thread,
      isFailure ? error : new StateFailure('States.Runtime', `The engine failed: ${String(error)}`),
    );
  }
};
