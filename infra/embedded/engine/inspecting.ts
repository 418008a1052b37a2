import type { State } from './definition/definition.ts';
import { isObject } from './definition/diagnostics.ts';
import type { Thread } from './execution.ts';
import { StateFailure } from './failure.ts';
import { matches } from './states/failing.ts';
import type { Turn } from './states/turn.ts';

export type Level = 'INFO' | 'DEBUG' | 'TRACE';

type Inspected = {
  thread: Thread;
  state: State;
  input: unknown;
  status: string;
  error: string | undefined;
  cause: string | undefined;
};

/** A detail of the first event of one of these types. */
const detailIn = ({ changes }: Turn, types: string[], key: string): unknown =>
  changes.events
    .filter(({ type }) => types.includes(type))
    .flatMap((event) => Object.values(event))
    .map((details) => (isObject(details) ? details[key] : undefined))
    .find((value) => value !== undefined);

/** Which Retry or Catch took the failure, and when the next attempt is due. */
const errorDetailsOf = (turn: Turn, { thread, state, status, error, cause }: Inspected) => {
  const failure = new StateFailure(error, cause, { reported: true });
  const isTask = state.Type === 'Task';
  const indexIn = (entries: { ErrorEquals: string[] }[] = []) =>
    entries.findIndex(({ ErrorEquals }) => matches(ErrorEquals, failure, isTask));
  if (status === 'CAUGHT_ERROR') return { errorDetails: { catchIndex: indexIn(state.Catch) } };
  if (status !== 'RETRIABLE') return {};
  const retryBackoffIntervalSeconds = Math.round(((thread.due ?? 0) - turn.now()) / 1_000);
  return { errorDetails: { retryIndex: indexIn(state.Retry), retryBackoffIntervalSeconds } };
};

/**
 * What happened inside a state that is tested.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionData.html
 */
export const inspected = (turn: Turn, what: Inspected): object => {
  const { thread, state, input } = what;
  const afterArguments =
    detailIn(turn, ['TaskScheduled'], 'parameters') ?? detailIn(turn, ['LambdaFunctionScheduled'], 'input');
  const result = detailIn(turn, ['TaskSucceeded', 'LambdaFunctionSucceeded'], 'output');
  const variables = Object.keys(thread.variables).length > 0 ? JSON.stringify(thread.variables) : undefined;
  const { MaxConcurrency: most, ToleratedFailureCount: count, ToleratedFailurePercentage: share } = state;
  return {
    input: JSON.stringify(input),
    ...(afterArguments !== undefined && { afterArguments }),
    ...(result !== undefined && { result }),
    ...(variables !== undefined && { variables }),
    ...(state.Type === 'Map' && { maxConcurrency: typeof most === 'number' ? most : 0 }),
    ...(typeof count === 'number' && { toleratedFailureCount: count }),
    ...(typeof share === 'number' && { toleratedFailurePercentage: share }),
    ...errorDetailsOf(turn, what),
  };
};
