import type { Lanes } from './lanes.ts';
import { errorOf, failed, isAwaited } from '../states/settle.ts';
import type { Thread } from '../execution.ts';
import type { Invocation, Turn } from '../states/turn.ts';

/** Makes a call. @returns what its answer does to the thread that waits for it */
export type Perform = (
  invocation: Invocation,
  signal: AbortSignal,
) => Promise<(turn: Turn, thread: Thread) => Promise<void>>;

const keyOf = (execution: number, thread: number, attempt: number) => `${execution}.${thread}.${attempt}`;

/** The calls that are under way. Each holds its execution until it has answered, or nobody waits any more. */
export const flights = (perform: Perform, lanes: () => Lanes) => {
  const inFlight = new Map<string, { abort: AbortController; answered: boolean; land: () => void }>();

  const land = (key: string) => {
    const flight = inFlight.get(key);
    inFlight.delete(key);
    flight?.land();
    return flight;
  };

  const fly = async (invocation: Invocation, key: string, signal: AbortSignal) => {
    const { execution, thread, attempt } = invocation;
    let tell: (turn: Turn, awaited: Thread) => Promise<void>;
    try {
      tell = await perform(invocation, signal);
    } catch (thrown) {
      const { error, cause } = errorOf(thrown);
      tell = (turn, awaited) => failed(turn, awaited, error, cause);
    }
    const flight = inFlight.get(key);
    if (!flight) return; // abandoned: what it says now counts for nothing
    flight.answered = true;
    await lanes().surely(execution, async (turn) => {
      const awaited = turn.execution.threads.get(thread);
      if (isAwaited(awaited, attempt)) await tell(turn, awaited);
    });
  };

  return {
    /** Only after the commit that scheduled the attempt. */
    start(invocation: Invocation) {
      const { execution, thread, attempt } = invocation;
      const key = keyOf(execution, thread, attempt);
      const abort = new AbortController();
      inFlight.set(key, { abort, answered: false, land: lanes().hold(execution).release });
      void fly(invocation, key, abort.signal).finally(() => land(key));
    },
    abandon(execution: number, thread: number, attempt: number) {
      const flight = land(keyOf(execution, thread, attempt));
      if (flight && !flight.answered) flight.abort.abort();
    },
    stop() {
      for (const key of inFlight.keys()) land(key)?.abort.abort();
    },
  };
};
