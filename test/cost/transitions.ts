import type { HistoryEvent } from '#shared/workflows';

const ENTERED = /StateEntered$/;
/** A task's attempt, by whichever way it is asked for. */
const ATTEMPT = /^(?:LambdaFunction|Task)Scheduled$/;

/** Steps that an execution has passed: entries of states that ask somebody or do something. */
export const stepsOf = (history: readonly HistoryEvent[]): number =>
  history.filter(({ type }) => type === 'TaskStateEntered').length;

/**
 * State transitions of a Standard execution: each entry of a state, and each retry of a task.
 *
 * @see https://aws.amazon.com/step-functions/pricing/
 */
export const transitionsOf = (history: readonly HistoryEvent[]): number => {
  let [entries, tasks, attempts] = [0, 0, 0];
  for (const { type } of history) {
    if (ENTERED.test(type)) entries += 1;
    if (type === 'TaskStateEntered') tasks += 1;
    if (ATTEMPT.test(type)) attempts += 1;
  }
  return entries + Math.max(0, attempts - tasks);
};
