import type { Store } from '#infra/embedded/sqlite';
import type { ExecutionStatus } from '#shared/workflows';
import { parseDefinition, type Version } from './definition/definition.ts';
import { mapRows, type MapPlan } from './map/rows.ts';
import type { Execution, HistoryEvent, Thread } from './execution.ts';

/** What one turn of an execution leaves behind, written in one change. */
export type Changes = {
  started?: Started;
  threads: Iterable<Thread>;
  removed: Iterable<number>;
  events: HistoryEvent[];
  closed?: Closed;
  redriven?: { at: number; due: number };
  /** The child execution whose end this turn has taken in. */
  told?: number;
  /** The attempt that waits for this execution from now on. */
  awaited?: string;
  mapRun?: { id: string; plan: MapPlan; version: Version; inherits?: string };
  /** The distributed Map whose end this turn has taken in. */
  mapDone?: string;
  /** The distributed Map whose results are of no more use. */
  mapDropped?: string;
};
export type Started = {
  id: number;
  machine: string;
  name: string;
  version: string;
  input: string;
  started: number;
  due: number | null;
  awaitedBy: string | null;
};
export type Closed = { status: ExecutionStatus; output?: string; error?: string; cause?: string; at: number };

/** Reads and writes the engine's rows. Writes must run inside `store.write`. */
export const rows = (store: Store) => {
  const { db } = store;
  const maps = mapRows(store);
  const addVersion = db.prepare(
    'INSERT OR IGNORE INTO sfn_versions (hash, machine, definition, created) VALUES (?, ?, ?, ?)',
  );
  const version = db.prepare('SELECT machine, definition FROM sfn_versions WHERE hash = ?');
  const execution = db.prepare('SELECT * FROM sfn_executions WHERE id = ?');
  const threads = db.prepare('SELECT data FROM sfn_threads WHERE execution = ?');
  const lastEvent = db.prepare('SELECT last FROM sfn_events WHERE execution = ? ORDER BY first DESC LIMIT 1');
  const start = db.prepare(
    'INSERT INTO sfn_executions (id, machine, name, version, status, input, started, due, awaited_by)' +
      " VALUES (:id, :machine, :name, :version, 'RUNNING', :input, :started, :due, :awaitedBy)",
  );
  const saveThread = db.prepare(
    'INSERT INTO sfn_threads (execution, id, waiting, due, data) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE' +
      ' SET waiting = excluded.waiting, due = excluded.due, data = excluded.data',
  );
  const removeThread = db.prepare('DELETE FROM sfn_threads WHERE execution = ? AND id = ?');
  const appendEvents = db.prepare('INSERT INTO sfn_events (execution, first, last, events) VALUES (?, ?, ?, ?)');
  const close = db.prepare(
    'UPDATE sfn_executions SET status = ?, output = ?, error = ?, cause = ?, stopped = ?, due = NULL WHERE id = ?',
  );
  const awaitBy = db.prepare('UPDATE sfn_executions SET awaited_by = ? WHERE id = ?');
  const told = db.prepare('UPDATE sfn_executions SET awaited_by = NULL WHERE id = ?');
  const redrive = db.prepare(
    "UPDATE sfn_executions SET status = 'RUNNING', error = NULL, cause = NULL, stopped = NULL, redrives = redrives + 1," +
      ' redriven = :at, due = :due WHERE id = :id',
  );
  const chunk = db.prepare(
    'SELECT events FROM sfn_events WHERE execution = ? AND first <= ? ORDER BY first DESC LIMIT 1',
  );
  const versions = new Map<string, Version>();

  const versionOf = (hash: string): Version => {
    const known = versions.get(hash);
    if (known) return known;
    const row = version.get(hash);
    if (!row) throw new Error(`No definition has the hash ${hash}`);
    const parsed = parseDefinition(String(row['machine']), String(row['definition']));
    versions.set(hash, parsed);
    return parsed;
  };

  return {
    versionOf,

    load(id: number): Execution | undefined {
      const row = execution.get(id);
      if (!row) return undefined;
      const read: Thread[] = threads.all(id).map(({ data }) => JSON.parse(String(data)));
      return {
        id,
        machine: String(row['machine']),
        name: String(row['name']),
        version: versionOf(String(row['version'])),
        input: JSON.parse(String(row['input'])),
        started: Number(row['started']),
        status: statusOf(row['status']),
        due: row['due'] === null ? undefined : Number(row['due']),
        lastEvent: Number(lastEvent.get(id)?.['last'] ?? 0),
        nextThread: Math.max(0, ...read.map((thread) => thread.id + 1)),
        redrives: Number(row['redrives']),
        awaitedBy: row['awaited_by'] === null ? null : String(row['awaited_by']),
        threads: new Map(read.map((thread) => [thread.id, thread])),
      };
    },

    save(id: number, changes: Changes) {
      const { started, threads: changed, removed, events, closed, redriven } = changes;
      const [first, last] = [events[0], events.at(-1)];
      if (started) start.run(started);
      for (const thread of changed)
        saveThread.run(id, thread.id, thread.waiting, thread.due ?? null, JSON.stringify(thread));
      for (const thread of removed) removeThread.run(id, thread);
      if (first && last) appendEvents.run(id, first.id, last.id, JSON.stringify(events));
      if (changes.mapRun) {
        const { id: run, plan, version: children, inherits } = changes.mapRun;
        addVersion.run(children.hash, children.machine, children.text, first?.timestamp ?? 0);
        maps.create(run, plan);
        if (inherits !== undefined) maps.inherit(run, inherits);
      }
      if (changes.mapDone !== undefined) maps.finish(changes.mapDone);
      if (changes.mapDropped !== undefined) maps.drop(changes.mapDropped);
      if (changes.told !== undefined) told.run(changes.told);
      if (changes.awaited !== undefined) awaitBy.run(changes.awaited, id);
      if (redriven) redrive.run({ ...redriven, id });
      if (closed) {
        const { status, output = null, error = null, cause = null, at } = closed;
        close.run(status, output, error, cause, at, id);
      }
    },

    /** Nobody waits for this execution any more. */
    forgetAwaiting: (id: number) => told.run(id),

    /** One event, from the rows. */
    event(id: number, event: number): HistoryEvent | undefined {
      const found = chunk.get(id, event);
      const events: HistoryEvent[] = found ? JSON.parse(String(found['events'])) : [];
      return events.find((each) => each.id === event);
    },
  };
};
export type Rows = ReturnType<typeof rows>;

const statuses: ExecutionStatus[] = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'];
export const statusOf = (value: unknown): ExecutionStatus => {
  const status = statuses.find((each) => each === value);
  if (!status) throw new Error(`An execution has the status ${String(value)}`);
  return status;
};
