import type { Lanes } from './lanes.ts';
import { errorOf, failed, isAwaited } from '../states/settle.ts';
import type { Thread } from '../execution.ts';
import type { Invocation, Turn } from '../states/turn.ts';

/**
 * Calls a function.
 *
 * @throws an Error whose `name` is what Lambda would report as errorType
 */
export type Invoke = (functionName: string, payload: unknown, context: { signal: AbortSignal }) => Promise<unknown>;

/** Makes a call. @returns what its answer does to the thread that waits for it */
export type Perform = (
  invocation: Invocation,
  signal: () => AbortSignal,
) => Promise<(turn: Turn, thread: Thread) => Promise<void>>;

const keyOf = (execution: number, thread: number, attempt: number) => `${execution}.${thread}.${attempt}`;

/** Few functions look at their signal, and one costs more than a commit's share: it is made when it is asked for. */
type Flight = { abort?: AbortController; answered: boolean; ended: boolean; land: () => void };

const end = (flight: Flight) => {
  flight.ended = true;
  flight.abort?.abort();
};

/** The calls that are under way. Each holds its execution until it has answered, or nobody waits any more. */
export const flights = (perform: Perform, lanes: () => Lanes) => {
  const inFlight = new Map<string, Flight>();

  const land = (key: string) => {
    const flight = inFlight.get(key);
    inFlight.delete(key);
    flight?.land();
    return flight;
  };

  const fly = async (invocation: Invocation, key: string, signal: () => AbortSignal) => {
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
      const flight: Flight = { answered: false, ended: false, land: lanes().hold(execution).release };
      inFlight.set(key, flight);
      const signal = () => {
        flight.abort ??= new AbortController();
        if (flight.ended) flight.abort.abort();
        return flight.abort.signal;
      };
      void fly(invocation, key, signal).finally(() => land(key));
    },
    abandon(execution: number, thread: number, attempt: number) {
      const flight = land(keyOf(execution, thread, attempt));
      if (flight && !flight.answered) end(flight);
    },
    stop() {
      for (const key of inFlight.keys()) {
        const flight = land(key);
        if (flight) end(flight);
      }
    },
  };
};
