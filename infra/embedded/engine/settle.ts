import { FunctionError, StateFailure } from './failure.ts';
import { stateOf, type Thread } from './execution.ts';
import { fail, orFail } from './failing.ts';
import { leave, sized } from './leave.ts';
import { isDirect, resourceOf } from './task.ts';
import { abandon, happened, type Turn } from './turn.ts';

const LONGEST_CAUSE = 32_768;

/** Whether this attempt is still what the thread waits for: anything else came too late. */
export const isAwaited = (thread: Thread | undefined, attempt: number): thread is Thread =>
  thread?.attempt === attempt && (thread.waiting === 'invoke' || thread.waiting === 'token');

/** A function's answer, as the history and `$states.result` have it. */
const answer = (payload: unknown, direct: boolean): unknown =>
  direct ? payload : { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 };

/** The function has returned: that is the result, unless the state waits for a token. */
export const returned = (turn: Turn, thread: Thread, payload: unknown = null) => {
  const state = stateOf(turn.execution, thread);
  const result = answer(payload, isDirect(state));
  if (!thread.token) return succeeded(turn, thread, result);
  return orFail(turn, thread, () => {
    happened(turn, thread, 'TaskSubmitted', {
      taskSubmittedEventDetails: {
        ...resourceOf(state),
        output: sized(JSON.stringify(result), thread.state),
        outputDetails: { truncated: false },
      },
    });
    thread.waiting = 'token';
    return Promise.resolve();
  });
};

/** The task is done. */
export const succeeded = (turn: Turn, thread: Thread, result: unknown) =>
  orFail(turn, thread, async () => {
    const state = stateOf(turn.execution, thread);
    const output = sized(JSON.stringify(result), thread.state);
    const details = { output, outputDetails: { truncated: false } };
    abandon(turn, thread);
    if (isDirect(state))
      happened(turn, thread, 'LambdaFunctionSucceeded', { lambdaFunctionSucceededEventDetails: details });
    else happened(turn, thread, 'TaskSucceeded', { taskSucceededEventDetails: { ...resourceOf(state), ...details } });
    await leave(turn, thread, 'Task', { outlet: state, more: { result }, output: result });
  });

/** The task has failed, as its function or a callback said. */
export const failed = (turn: Turn, thread: Thread, error: string | undefined, cause: string | undefined) => {
  const state = stateOf(turn.execution, thread);
  const details = {
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause: cause.slice(0, LONGEST_CAUSE) }),
  };
  if (isDirect(state)) happened(turn, thread, 'LambdaFunctionFailed', { lambdaFunctionFailedEventDetails: details });
  else happened(turn, thread, 'TaskFailed', { taskFailedEventDetails: { ...resourceOf(state), ...details } });
  return fail(turn, thread, new StateFailure(error, details.cause));
};

/** The task, or its next heartbeat, did not come in time. */
export const timedOut = (turn: Turn, thread: Thread) => {
  const state = stateOf(turn.execution, thread);
  const error = (thread.timeoutAt ?? Infinity) <= turn.now() ? 'States.Timeout' : 'States.HeartbeatTimeout';
  if (isDirect(state))
    happened(turn, thread, 'LambdaFunctionTimedOut', { lambdaFunctionTimedOutEventDetails: { error } });
  else happened(turn, thread, 'TaskTimedOut', { taskTimedOutEventDetails: { ...resourceOf(state), error } });
  return fail(turn, thread, new StateFailure(error, undefined));
};

/** What Lambda reports for something that was thrown: the error's name is its type. */
export const errorOf = (thrown: unknown): { error: string; cause: string } => {
  const { name, message } = thrown instanceof Error ? thrown : { name: 'Error', message: String(thrown) };
  const payload =
    thrown instanceof FunctionError ? thrown.payload : { errorType: name, errorMessage: message, trace: [] };
  return { error: name, cause: JSON.stringify(payload) };
};
