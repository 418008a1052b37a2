import type { Store } from '#infra/embedded/sqlite';
import type { ExecutionStatus } from '#shared/workflows';
import type { ItemReader } from './reader.ts';

/** How a distributed Map was set up, once and for all, when its state was entered. */
export type MapPlan = {
  arn: string;
  machine: string;
  /** The version that its child executions run. */
  version: string;
  express: boolean;
  concurrency: number;
  tolerated: { count?: number; percentage?: number };
  items?: unknown[];
  reader?: ItemReader;
  writer?: { Bucket: string; Prefix: string; transformation: 'NONE' | 'COMPACT' | 'FLATTEN'; lines: boolean };
  batch?: { items: number; bytes: number; input?: unknown };
};

/** How far it is: `next` is the first item that no child has. */
export type MapRun = { id: string; plan: MapPlan; next: number; succeeded: number; failed: number };

export type MapResult = { status: ExecutionStatus; items: number; description: Record<string, unknown> };

/** The rows of distributed Maps. Writes must run inside `store.write`. */
export const mapRows = ({ db }: Store) => {
  const insert = db.prepare('INSERT INTO sfn_map_runs (id, plan) VALUES (?, ?)');
  const find = db.prepare('SELECT * FROM sfn_map_runs WHERE id = ?');
  const open = db.prepare('SELECT id FROM sfn_map_runs WHERE done = 0');
  const advance = db.prepare('UPDATE sfn_map_runs SET next = max(next, ?) WHERE id = ?');
  const finish = db.prepare('UPDATE sfn_map_runs SET done = 1 WHERE id = ?');
  const inherit = db.prepare('UPDATE sfn_map_results SET run = ? WHERE run = ? AND ok = 1');
  const drop = db.prepare('DELETE FROM sfn_map_results WHERE run = ?');
  const children = db.prepare('SELECT id, name, status FROM sfn_executions WHERE awaited_by = ?');
  const count = db.prepare('UPDATE sfn_map_runs SET succeeded = succeeded + ?, failed = failed + ? WHERE id = ?');
  const add = db.prepare('INSERT OR IGNORE INTO sfn_map_results (run, first, ok, result) VALUES (?, ?, ?, ?)');
  const results = db.prepare(
    'SELECT first, result FROM sfn_map_results WHERE run = ? AND ok = ? AND first > ? ORDER BY first LIMIT 1000',
  );
  const firsts = db.prepare('SELECT first FROM sfn_map_results WHERE run = ? AND first >= ?');
  const forget = ['sfn_events', 'sfn_threads'].map((table) => db.prepare(`DELETE FROM ${table} WHERE execution = ?`));
  const forgetExecution = db.prepare('DELETE FROM sfn_executions WHERE id = ?');

  return {
    create: (id: string, plan: MapPlan) => insert.run(id, JSON.stringify(plan)),
    find(id: string): MapRun | undefined {
      const row = find.get(id);
      if (!row || row['done'] === 1) return undefined;
      const [next, succeeded, failed] = [Number(row['next']), Number(row['succeeded']), Number(row['failed'])];
      return { id, plan: JSON.parse(String(row['plan'])), next, succeeded, failed };
    },
    open: () => open.all().map(({ id }) => String(id)),
    advance: (id: string, next: number) => advance.run(next, id),
    children: (id: string) =>
      children
        .all(`run ${id}`)
        .map((row) => ({ id: Number(row['id']), name: String(row['name']), isOpen: row['status'] === 'RUNNING' })),
    /** The firsts of those results that the run's `next` does not cover yet. */
    resultsFrom: (id: string, from: number) => firsts.all(id, from).map(({ first }) => Number(first)),
    /** A child has ended: its result is kept for the end, and the rows of an Express child are not. */
    result(id: string, first: number, child: number, { status, items, description }: MapResult, express: boolean) {
      const ok = status === 'SUCCEEDED';
      if (add.run(id, first, ok ? 1 : 0, JSON.stringify(description)).changes === 0) return;
      count.run(ok ? items : 0, ok ? 0 : items, id);
      if (!express) return;
      for (const statement of forget) statement.run(child);
      forgetExecution.run(child);
    },
    /** In the order of the items, a page in memory at a time. */
    *results(id: string, ok: boolean): Generator<Record<string, unknown>> {
      for (
        let after = -1, page = results.all(id, ok ? 1 : 0, after);
        page.length > 0;
        page = results.all(id, ok ? 1 : 0, after)
      ) {
        for (const { first, result } of page) {
          after = Number(first);
          yield JSON.parse(String(result));
        }
      }
    },
    finish: (id: string) => void finish.run(id),
    drop: (id: string) => drop.run(id),
    /** A redriven run has what the one before it achieved. */
    inherit(id: string, before: string) {
      const { changes } = inherit.run(id, before);
      count.run(changes, 0, id);
      drop.run(before);
    },
  };
};
export type MapRows = ReturnType<typeof mapRows>;
