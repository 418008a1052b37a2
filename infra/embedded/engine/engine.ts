import type { HostClock } from '#infra/embedded/clock';
import type { Store } from '#infra/embedded/sqlite';
import type { Workflows } from '#shared/workflows';
import { wake } from './advance.ts';
import { alarm } from './alarm.ts';
import { callbacks, type Callbacks } from './callbacks.ts';
import { expressions } from './expressions.ts';
import { flights, type Invoke } from './flights.ts';
import { lanes } from './lanes.ts';
import { machinesOf } from './machines.ts';
import { recover } from './recover.ts';
import { reading, type Reading } from './reading.ts';
import { rows as rowsOf } from './rows.ts';
import { migrate } from './schema.ts';
import { starting } from './starting.ts';
import { tokens as tokensOf } from './tokens.ts';
import type { Machinery, Turn } from './turn.ts';

export type { Invoke } from './flights.ts';
export type { HistoryEvent } from './execution.ts';

export interface Engine extends Workflows, Callbacks, Reading {
  /** Resolves when everything that is left waits for a timer or a token. */
  idle(): Promise<void>;
  /** Ends the engine; what runs is taken up again by the next one on the same store. */
  stop(): Promise<void>;
}

export type EngineOptions = {
  store: Store;
  clock: HostClock;
  random?: () => number;
  invoke: Invoke;
  /** Definitions by machine name: plain ASL in JSONata. */
  machines: Record<string, object>;
  /** What stands for each `${name}` in a definition; a FunctionName that is not listed is its own name. */
  substitutions?: Record<string, string>;
};

/** Runs state machines as Step Functions would, from and to the rows of `store`. */
export const startEngine = async (options: EngineOptions): Promise<Engine> => {
  const { store, clock, random = Math.random, invoke } = options;
  const tokens = tokensOf(await migrate(store));
  const rows = rowsOf(store);
  const now = () => clock.now();
  const machinery: Machinery = { expressions: expressions({ now, random }), tokens, now, random };
  const machines = await machinesOf(store, rows, options);

  const committed = (turn: Turn) => {
    const { execution, abandoned, invocations, changes } = turn;
    for (const { thread, attempt } of abandoned) air.abandon(execution.id, thread, attempt);
    for (const invocation of invocations) air.start(invocation);
    for (const { due } of changes.threads) timer.arm(due);
    timer.arm(execution.status === 'RUNNING' ? execution.due : undefined);
  };
  const lines = lanes(store, rows, { machinery, committed });
  const air = flights(invoke, () => lines);
  const timer = alarm(store, clock, (execution) => lines.surely(execution, wake));

  recover(store, rows, { lanes: lines, flights: air });
  timer.rearm();

  return {
    ...starting(store, { lanes: lines, machines, now }),
    ...callbacks(store, lines, tokens),
    ...reading(store),
    async idle() {
      do {
        await lines.quiet();
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
      } while (lines.isBusy() || timer.isRinging());
    },
    async stop() {
      timer.stop();
      air.stop();
      await lines.stop();
      await store.drained();
    },
  };
};
