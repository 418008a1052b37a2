import { dropChildren, failBranch } from './branches.ts';
import { EvaluationFailure, StateFailure } from '../failure.ts';
import { parentOf, stateOf, type Thread } from '../execution.ts';
import { causeOf, leave } from './leave.ts';
import { retryAfter } from './retrying.ts';
import { abandon, append, close, happened, HistoryFull, type Turn } from './turn.ts';

/** Errors of the machine itself, which States.ALL does not match. */
const terminal = new Set(['States.DataLimitExceeded', 'States.Runtime']);

/**
 * Whether Retry or Catch means this failure.
 *
 * A task whose result is too large reports States.DataLimitExceeded, and States.ALL catches it on AWS; a state whose
 * own output is too large ends the execution.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export const matches = (names: string[], { error, also, reported }: StateFailure, isTask: boolean): boolean => {
  const isTerminal = !reported && error !== undefined && terminal.has(error);
  return names.some(
    (name) =>
      name === error ||
      name === also ||
      (name === 'States.ALL' && !isTerminal) ||
      (name === 'States.TaskFailed' && isTask && !isTerminal && error !== 'States.Timeout'),
  );
};

/**
 * A state has failed: it is tried again, or caught, or its thread ends with it.
 *
 * @param lastWord the event that says so, when it is not tried again
 */
export const fail = async (turn: Turn, thread: Thread, failure: StateFailure, lastWord?: string): Promise<void> => {
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
    if (state.Type === 'Map' && atEntry) lastWord = 'MapStateFailed';
  }
  const isTask = state.Type === 'Task';
  const after = retryAfter(turn, thread, state.Retry, (names) => matches(names, failure, isTask));
  if (after !== undefined) {
    dropChildren(turn, thread);
    thread.waiting = 'retry';
    thread.due = turn.now() + after;
    return;
  }
  if (lastWord !== undefined) happened(turn, thread, lastWord);
  for (const [index, catcher] of (state.Catch ?? []).entries()) {
    if (!matches(catcher.ErrorEquals, failure, isTask)) continue;
    dropChildren(turn, thread);
    const errorOutput = errorOutputOf(failure, reason);
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
      await endFailed(turn, thread, error, causeOf(thread, error), error.location);
    }
    return;
  }
  await endFailed(turn, thread, failure, reason);
};

/** What a catcher gets. What a failed task left out is null there, and empty where it was a timeout. */
const errorOutputOf = ({ error }: StateFailure, cause: string | undefined) => ({
  Error: error ?? null,
  Cause: cause ?? (error === 'States.Timeout' ? '' : null),
});

const endFailed = async (
  turn: Turn,
  thread: Thread,
  { error, also, reported }: StateFailure,
  cause?: string,
  location?: string,
) => {
  if (location !== undefined) {
    happened(turn, thread, 'EvaluationFailed', {
      evaluationFailedEventDetails: { error, cause, location, state: thread.state },
    });
  }
  const details = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  const parent = parentOf(turn.execution, thread);
  // Nothing catches States.Runtime: the execution ends where it happened, whatever is around it.
  if (parent && error !== 'States.Runtime') {
    await failBranch(turn, parent, thread, new StateFailure(error, cause, { also, reported }));
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
