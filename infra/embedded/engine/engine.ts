import type { HostClock } from '#infra/embedded/clock';
import type { Store } from '#infra/embedded/sqlite';
import type { Workflows } from '#shared/workflows';
import { wake } from './states/advance.ts';
import { alarm } from './running/alarm.ts';
import { callbacks, type Callbacks } from './callbacks.ts';
import { expressions } from './expressions/expressions.ts';
import { closingsOf } from './running/closings.ts';
import { children } from './running/children.ts';
import { flights, type Invoke, type Perform } from './running/flights.ts';
import { lanes } from './running/lanes.ts';
import { machinesOf, type Machines } from './definition/machines.ts';
import { recover } from './running/recover.ts';
import { reading, type Reading } from './reading.ts';
import { redriving, type Redriving } from './redriving.ts';
import { rows as rowsOf } from './rows.ts';
import type { MapFiles } from './map/reader.ts';
import { mapRuns } from './map/runs.ts';
import { migrate } from './schema.ts';
import { returned } from './states/settle.ts';
import { starting } from './starting.ts';
import { tokens as tokensOf } from './tokens.ts';
import { testState, type StateToTest, type TestedState } from './testState.ts';
import type { Machinery, Turn } from './states/turn.ts';

export type { HistoryEvent } from './execution.ts';

export interface Engine extends Pick<Workflows, 'startExecution' | 'stopExecution'>, Callbacks, Reading, Redriving {
  machines: Machines;
  /** The time of its clock, in milliseconds since 1970. */
  now: () => number;
  /** Runs one state, and stores nothing. */
  testState(tested: StateToTest): Promise<TestedState>;
  /** Starts an execution and resolves when it has closed. */
  startSyncExecution(start: { machine: string; name: string; input: unknown }): Promise<void>;
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
  /** Where distributed Maps read their items and write their results. */
  files?: MapFiles;
  /** Where faults of the engine itself are told: executions that could not be read or moved. */
  report?: (fault: unknown) => void;
};

const contextOf = (signal: () => AbortSignal) => ({
  get signal() {
    return signal();
  },
});

/** Runs state machines as Step Functions would, from and to the rows of `store`. */
export const startEngine = async (options: EngineOptions): Promise<Engine> => {
  const { store, clock, random = Math.random, invoke, report = console.error, files } = options;
  const tokens = tokensOf(await migrate(store));
  const rows = rowsOf(store);
  const now = () => clock.now();
  const machinery: Machinery = { expressions: expressions({ now, random }), tokens, now, random };
  const machines = await machinesOf(store, rows, options);

  const closings = closingsOf(store);
  const committed = (turn: Turn) => {
    const { execution, abandoned, invocations, changes } = turn;
    for (const { thread, attempt, child } of abandoned) {
      air.abandon(execution.id, thread, attempt);
      if (!child) continue;
      background(kin.abandon({ execution: execution.id, thread, attempt }));
      background(runs.abandon(`${execution.id}.${thread}.${attempt}`));
    }
    for (const invocation of invocations) air.start(invocation);
    for (const { due } of changes.threads) timer.arm(due);
    timer.arm(execution.status === 'RUNNING' ? execution.due : undefined);
    if (changes.closed) closings.announce(execution.id);
    if (changes.mapRun) background(runs.start(changes.mapRun.id));
    if (changes.closed && execution.awaitedBy?.startsWith('run ')) background(runs.report(execution.id));
    else if (changes.closed && execution.awaitedBy !== null) background(kin.report(execution.id));
  };
  const background = (work: Promise<void>) => void work.catch(report);
  const lines = lanes(store, rows, { machinery, committed, report });
  const starts = starting(store, { lanes: lines, machines, now });
  const kin = children(store, starts, () => lines);
  const runs = mapRuns(store, rows, { machinery, files, starting: starts, lanes: () => lines });
  const perform: Perform = async (invocation, signal) => {
    const { call } = invocation;
    if ('machine' in call) return kin.start(invocation, call);
    const answer = (await invoke(call.functionName, call.payload, contextOf(signal))) ?? null;
    const payload: unknown = JSON.parse(JSON.stringify(answer));
    return (turn, thread) => returned(turn, thread, payload);
  };
  const air = flights(perform, () => lines);
  const timer = alarm(store, clock, (execution) => lines.surely(execution, wake));

  // Only when the caller has its engine, which its functions may use, is anything called.
  const life = { recovering: true };
  const recovery = setImmediate(() => {
    life.recovering = false;
    kin.recover();
    runs.recover();
    recover(store, rows, { lanes: lines, flights: air, report });
    timer.start();
  });

  return {
    startExecution: starts.startExecution,
    stopExecution: starts.stopExecution,
    startSyncExecution: closings.runToEnd(starts),
    machines,
    now,
    testState: testState(machinery, perform),
    ...redriving(store, lines),
    ...callbacks(store, lines, tokens),
    ...reading(store),
    async idle() {
      do {
        await lines.quiet();
        // What a commit leads to begins a turn of the loop later: only then is nothing really left.
        await store.drained();
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
      } while (life.recovering || lines.isBusy() || timer.isRinging());
    },
    async stop() {
      clearImmediate(recovery);
      life.recovering = false;
      timer.stop();
      air.stop();
      runs.stop();
      await lines.stop();
      await store.drained();
    },
  };
};
