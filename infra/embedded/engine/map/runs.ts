import type { Store } from '#infra/embedded/sqlite';
import { bindingsOf } from '../expressions/bindings.ts';
import { descriptionOf } from '../running/children.ts';
import { stateOf, type Execution, type Thread } from '../execution.ts';
import { StateFailure } from '../failure.ts';
import type { Lanes } from '../running/lanes.ts';
import { distributed } from './distributed.ts';
import type { MapFiles } from './reader.ts';
import { resultOf } from './results.ts';
import { mapRows, type MapRun } from './rows.ts';
import { feed, type Runner } from './runner.ts';
import type { Rows } from '../rows.ts';
import { isAwaited } from '../states/settle.ts';
import type { Starting } from '../starting.ts';
import { turnOf, type Machinery } from '../states/turn.ts';

/** Runs distributed Maps: reads items as children come free, and ends when all of them have ended. */
export const mapRuns = (
  store: Store,
  rows: Rows,
  options: { machinery: Machinery; files: MapFiles | undefined; starting: Starting; lanes: () => Lanes },
) => {
  const { starting, lanes, machinery, files } = options;
  const maps = mapRows(store);
  const child = store.db.prepare('SELECT * FROM sfn_executions WHERE id = ?');
  const open = store.db.prepare("SELECT machine, name FROM sfn_executions WHERE awaited_by = ? AND status = 'RUNNING'");
  const runners = new Map<string, Runner>();

  const end = async (run: MapRun, ended: { result: unknown } | { failure: StateFailure }) => {
    const [execution = 0, thread = 0, attempt = 0] = run.id.split('.').map(Number);
    await lanes().surely(execution, async (turn) => {
      turn.changes.mapDone = run.id;
      const parent = turn.execution.threads.get(thread);
      if (isAwaited(parent, attempt)) await distributed(turn, parent, ended);
    });
  };

  /** Ends the children that still run, when their results are of no more use. */
  const stopChildren = async (id: string) => {
    const reason = { error: 'States.Aborted', cause: 'The Map run has ended.' };
    await Promise.all(
      open
        .all(`run ${id}`)
        .map(({ machine, name }) =>
          starting.stopExecution({ machine: String(machine), name: String(name), ...reason }),
        ),
    );
  };

  /** ItemSelector sees the state as it was entered: its parent thread does not move while the run lasts. */
  const selector = (parent: Execution, thread: Thread) => {
    const { ItemSelector } = stateOf(parent, thread);
    const turn = turnOf(parent, machinery);
    return async (Value: unknown, Index: number) =>
      ItemSelector === undefined
        ? Value
        : machinery.expressions.fill(ItemSelector, 'ItemSelector', bindingsOf(turn, thread, {}, { Index, Value }));
  };

  const begin = async (id: string) => {
    const [execution = 0, thread = 0] = id.split('.').map(Number);
    let { release } = lanes().hold(execution);
    const hold = () => {
      release();
      return () => ({ release } = lanes().hold(execution));
    };
    const run = maps.find(id);
    const parent = rows.load(execution);
    const at = parent?.threads.get(thread);
    try {
      if (!run || !parent || !at) return;
      const children = maps.children(id);
      const runner: Runner = { run, running: children.length, failed: run.failed, ended: false, waiting: undefined };
      runners.set(id, runner);
      for (const { id: one, isOpen } of children) if (!isOpen) void report(one);
      const known = new Set([...children.map(({ name }) => firstIn(name)), ...maps.resultsFrom(id, run.next)]);
      try {
        await feed(runner, { store, maps, starting, files, hold }, selector(parent, at), known);
        if (!runner.ended) await end(run, { result: await resultOf(maps, run, files) });
      } catch (error) {
        runner.ended = true;
        if (!(error instanceof StateFailure)) throw error;
        await end(run, { failure: error });
        await stopChildren(id);
      }
    } finally {
      runners.delete(id);
      release();
    }
  };

  /** Runs it to its end. Whatever the disk refused is read again and goes on. */
  const start = (id: string) => (runners.has(id) ? Promise.resolve() : lanes().persist(() => begin(id)));

  /** A child has closed: its result is written down, and its place is free. */
  const report = async (id: number) => {
    const { release } = lanes().hold(id);
    try {
      const row = child.get(id);
      const runId = String(row?.['awaited_by']).slice('run '.length);
      const runner = runners.get(runId);
      const run = runner?.run ?? maps.find(runId);
      if (!row || row['status'] === 'RUNNING') return;
      const input: unknown = JSON.parse(String(row['input']));
      const batch =
        run?.plan.batch && typeof input === 'object' && input !== null && 'Items' in input ? input.Items : undefined;
      const items = Array.isArray(batch) ? batch.length : 1;
      const description = descriptionOf(row);
      const result = { status: description.Status, items, description };
      await lanes().persist(() =>
        store.write(() => {
          rows.forgetAwaiting(id);
          if (run) maps.result(runId, firstIn(String(row['name'])), id, result, run.plan.express);
        }),
      );
      if (!runner) return;
      runner.running -= 1;
      if (result.status !== 'SUCCEEDED') runner.failed += items;
      runner.waiting?.();
    } finally {
      release();
    }
  };

  const quit = (runner: Runner) => {
    runner.ended = true;
    runner.waiting?.();
  };

  return {
    start,
    report,
    async abandon(id: string) {
      const runner = runners.get(id);
      if (runner) quit(runner);
      if (!maps.find(id)) return;
      await lanes().persist(() => store.write(() => maps.finish(id)));
      await stopChildren(id);
    },
    recover() {
      for (const id of maps.open()) void start(id);
    },
    stop() {
      for (const runner of runners.values()) quit(runner);
    },
  };
};

/** The name of a child ends with the first of its items. */
const firstIn = (name: string) => Number(name.split('-').at(-1));
