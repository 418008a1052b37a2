import type { State } from '../definition/definition.ts';
import type { Thread } from '../execution.ts';
import type { Turn } from './turn.ts';

const LONGEST_SECONDS = 31_622_400; // 366 days, the largest MaxDelaySeconds

/**
 * Counts one more attempt under the first Retry entry that matches.
 *
 * @returns milliseconds until that attempt, or undefined when there is none
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export const retryAfter = (
  turn: Turn,
  thread: Thread,
  retriers: State['Retry'] = [],
  matches: (names: string[]) => boolean,
): number | undefined => {
  const index = retriers.findIndex(({ ErrorEquals }) => matches(ErrorEquals));
  const retrier = retriers[index];
  if (!retrier) return undefined;
  const { IntervalSeconds = 1, BackoffRate = 2, MaxAttempts = 3, MaxDelaySeconds = LONGEST_SECONDS } = retrier;
  const made = thread.retries[index] ?? 0;
  if (made >= MaxAttempts) return undefined;
  thread.retries = retriers.map((_, i) => (thread.retries[i] ?? 0) + (i === index ? 1 : 0));
  thread.retried += 1;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** made, MaxDelaySeconds);
  return Math.round(seconds * 1_000 * (retrier.JitterStrategy === 'FULL' ? turn.random() : 1));
};
