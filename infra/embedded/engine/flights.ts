import type { Lanes } from './lanes.ts';
import { errorOf, failed, isAwaited, returned } from './settle.ts';
import type { Invocation, Turn } from './turn.ts';

/**
 * Calls a function.
 *
 * @throws an Error whose `name` is what Lambda would report as errorType
 */
export type Invoke = (functionName: string, payload: unknown, context: { signal: AbortSignal }) => Promise<unknown>;

const keyOf = (execution: number, thread: number, attempt: number) => `${execution}.${thread}.${attempt}`;

/** The functions that run now. Each holds its execution in memory until it has answered, or nobody waits any more. */
export const flights = (invoke: Invoke, lanes: () => Lanes) => {
  const inFlight = new Map<string, { abort: AbortController; land: () => void }>();

  const land = (key: string) => {
    const flight = inFlight.get(key);
    inFlight.delete(key);
    flight?.land();
    return flight;
  };

  return {
    /** Only after the commit that scheduled the attempt. */
    start({ execution, thread, attempt, functionName, payload }: Invocation) {
      const key = keyOf(execution, thread, attempt);
      const abort = new AbortController();
      inFlight.set(key, { abort, land: lanes().hold(execution).release });
      const settle = async (record: (turn: Turn) => Promise<void>) => {
        if (!inFlight.has(key)) return; // abandoned: what it says now counts for nothing
        try {
          await lanes().surely(execution, record);
        } finally {
          land(key);
        }
      };
      const recorded =
        (tell: (turn: Turn, awaited: Parameters<typeof returned>[1]) => Promise<void>) => async (turn: Turn) => {
          const awaited = turn.execution.threads.get(thread);
          if (isAwaited(awaited, attempt)) await tell(turn, awaited);
        };
      void (async () => invoke(functionName, payload, { signal: abort.signal }))().then(
        (value) => settle(recorded((turn, awaited) => returned(turn, awaited, value))),
        (thrown: unknown) => {
          const { error, cause } = errorOf(thrown);
          return settle(recorded((turn, awaited) => failed(turn, awaited, error, cause)));
        },
      );
    },
    abandon(execution: number, thread: number, attempt: number) {
      land(keyOf(execution, thread, attempt))?.abort.abort();
    },
    stop() {
      for (const key of inFlight.keys()) land(key)?.abort.abort();
    },
  };
};
