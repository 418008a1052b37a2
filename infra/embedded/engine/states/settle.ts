import { FunctionError, Unanswered, StateFailure } from '../failure.ts';
import { stateOf, type Thread } from '../execution.ts';
import { fail, orFail } from './failing.ts';
import { isTooLarge, leave, tooLarge } from './leave.ts';
import { resourceOf } from './resources.ts';
import { abandon, happened, type Turn } from './turn.ts';

const LONGEST_CAUSE = 32_768;

/** Whether this attempt is still what the thread waits for: anything else came too late. */
export const isAwaited = (thread: Thread | undefined, attempt: number): thread is Thread =>
  thread?.attempt === attempt && (thread.waiting === 'invoke' || thread.waiting === 'token');

/** The call has been answered: that is the result, unless the state waits for a token or another execution. */
export const answered = (turn: Turn, thread: Thread, answer: unknown) => {
  const state = stateOf(turn.execution, thread);
  const { token, sync, words } = resourceOf(state);
  if (!token && !sync) return succeeded(turn, thread, answer);
  return orFail(turn, thread, () => {
    const output = JSON.stringify(answer);
    if (isTooLarge(output)) return failed(turn, thread, ...overLimit(turn, thread));
    happened(turn, thread, 'TaskSubmitted', {
      taskSubmittedEventDetails: { ...words, output, outputDetails: { truncated: false } },
    });
    thread.waiting = 'token';
    return Promise.resolve();
  });
};

/** A function's answer, as the history and `$states.result` have it. */
export const returned = (turn: Turn, thread: Thread, payload: unknown = null) => {
  const { direct } = resourceOf(stateOf(turn.execution, thread));
  return answered(turn, thread, direct ? payload : { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 });
};

/** The task is done. */
export const succeeded = (turn: Turn, thread: Thread, result: unknown) =>
  orFail(turn, thread, async () => {
    const state = stateOf(turn.execution, thread);
    const output = JSON.stringify(result);
    if (isTooLarge(output)) return failed(turn, thread, ...overLimit(turn, thread));
    abandon(turn, thread);
    told(turn, thread, 'Succeeded', { output, outputDetails: { truncated: false } });
    await leave(turn, thread, 'Task', { outlet: state, more: { result }, output: result });
  });

/** The task has failed, as its function or a callback said. */
export const failed = (turn: Turn, thread: Thread, error: string | undefined, cause: string | undefined) => {
  const words = {
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause: cause.slice(0, LONGEST_CAUSE) }),
  };
  told(turn, thread, 'Failed', words);
  return fail(turn, thread, new StateFailure(error, words.cause, { reported: true }));
};

/** A result over the limit fails the task that gave it, which is named by its service or its function. */
const overLimit = (turn: Turn, thread: Thread): [error: string | undefined, cause: string | undefined] => {
  const state = stateOf(turn.execution, thread);
  const { direct, words } = resourceOf(state);
  const { error, reason } = tooLarge(direct ? String(state.Resource) : words.resourceType);
  return [error, reason];
};

/**
 * The task, or its next heartbeat, did not come in time.
 *
 * AWS calls both States.Timeout in the history and to a catcher; that it was a heartbeat decides only which catcher.
 */
export const timedOut = (turn: Turn, thread: Thread) => {
  const isOver = (thread.timeoutAt ?? Infinity) <= turn.now();
  const error = 'States.Timeout';
  told(turn, thread, 'TimedOut', { error });
  return fail(turn, thread, new StateFailure(error, undefined, isOver ? {} : { also: 'States.HeartbeatTimeout' }));
};

/** Records how a task ended, in the event types of its kind of resource. */
const told = (turn: Turn, thread: Thread, how: 'Succeeded' | 'Failed' | 'TimedOut', details: object) => {
  const { direct, words } = resourceOf(stateOf(turn.execution, thread));
  if (direct) happened(turn, thread, `LambdaFunction${how}`, { [`lambdaFunction${how}EventDetails`]: details });
  else happened(turn, thread, `Task${how}`, { [`task${how}EventDetails`]: { ...words, ...details } });
};

/** What Lambda reports for something that was thrown: the error's name is its type. */
export const errorOf = (thrown: unknown): { error: string; cause: string } => {
  const { name, message } = thrown instanceof Error ? thrown : { name: 'Error', message: String(thrown) };
  if (thrown instanceof Unanswered) return { error: name, cause: message };
  const payload =
    thrown instanceof FunctionError ? thrown.payload : { errorType: name, errorMessage: message, trace: [] };
  return { error: name, cause: JSON.stringify(payload) };
};
