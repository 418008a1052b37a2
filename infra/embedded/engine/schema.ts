import { randomBytes } from 'node:crypto';
import type { Store } from '#infra/embedded/sqlite';

/** The engine's tables, oldest step first. A step is never edited once it has shipped; a new one is appended. */
const steps = [
  `CREATE TABLE sfn_versions (
     hash TEXT PRIMARY KEY, machine TEXT NOT NULL, definition TEXT NOT NULL, created INTEGER NOT NULL
   ) WITHOUT ROWID;
   CREATE TABLE sfn_executions (
     id INTEGER PRIMARY KEY AUTOINCREMENT, machine TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL,
     status TEXT NOT NULL, input TEXT NOT NULL, output TEXT, error TEXT, cause TEXT,
     started INTEGER NOT NULL, stopped INTEGER, due INTEGER, UNIQUE (machine, name)
   );
   CREATE INDEX sfn_executions_due ON sfn_executions (due) WHERE due IS NOT NULL;
   CREATE INDEX sfn_executions_status ON sfn_executions (machine, status, started);
   -- One row per branch that runs: the root of an execution is thread 0.
   CREATE TABLE sfn_threads (
     execution INTEGER NOT NULL, id INTEGER NOT NULL, waiting TEXT NOT NULL, due INTEGER, data TEXT NOT NULL,
     PRIMARY KEY (execution, id)
   ) WITHOUT ROWID;
   CREATE INDEX sfn_threads_due ON sfn_threads (due) WHERE due IS NOT NULL;
   CREATE INDEX sfn_threads_ready ON sfn_threads (waiting) WHERE waiting IN ('enter', 'attempt', 'invoke');
   -- One row per commit of an execution, with the events of that commit: first is the id of the first of them.
   CREATE TABLE sfn_events (
     execution INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, events TEXT NOT NULL,
     PRIMARY KEY (execution, first)
   ) WITHOUT ROWID;`,
  `ALTER TABLE sfn_executions ADD COLUMN awaited_by TEXT;
   ALTER TABLE sfn_executions ADD COLUMN redrives INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE sfn_executions ADD COLUMN redriven INTEGER;
   CREATE INDEX sfn_executions_awaited ON sfn_executions (awaited_by) WHERE awaited_by IS NOT NULL;`,
  `CREATE TABLE sfn_map_runs (
     id TEXT PRIMARY KEY, plan TEXT NOT NULL, next INTEGER NOT NULL DEFAULT 0, succeeded INTEGER NOT NULL DEFAULT 0,
     failed INTEGER NOT NULL DEFAULT 0, done INTEGER NOT NULL DEFAULT 0
   ) WITHOUT ROWID;
   CREATE INDEX sfn_map_runs_open ON sfn_map_runs (id) WHERE done = 0;
   -- What the children gave, by the first of their items, until the Map has gone on with it.
   CREATE TABLE sfn_map_results (
     run TEXT NOT NULL, first INTEGER NOT NULL, ok INTEGER NOT NULL, result TEXT NOT NULL, PRIMARY KEY (run, first)
   ) WITHOUT ROWID;
   -- Machines that were created through the API; those of the host are given at every start.
   CREATE TABLE sfn_machines (
     name TEXT PRIMARY KEY, version TEXT NOT NULL, type TEXT NOT NULL, created INTEGER NOT NULL
   ) WITHOUT ROWID;`,
  `CREATE INDEX sfn_executions_started ON sfn_executions (machine, started);`,
];

/** This database was written by a newer version of the engine. It is left as it is. */
export class NewerSchema extends Error {
  override readonly name = 'NewerSchema';
}

/** The schema of the engine's tables in this database; 0 when there are none. @throws {NewerSchema} */
export const schemaOf = ({ db }: Pick<Store, 'db'>): number => {
  if (!db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'sfn_meta'").get()) return 0;
  const found = Number(db.prepare("SELECT value FROM sfn_meta WHERE key = 'schema'").get()?.['value'] ?? 0);
  if (found <= steps.length) return found;
  throw new NewerSchema(`The workflows in this database have schema ${found}; this engine knows up to ${steps.length}`);
};

/**
 * Creates the engine's tables, or brings them forward; executions that are open stay open.
 *
 * @returns the key that signs task tokens: made once, kept in the database so that tokens outlive a restart
 * @throws {NewerSchema} when the tables come from a newer engine
 */
export const migrate = async (store: Store): Promise<Buffer> => {
  const found = schemaOf(store);
  store.db.exec('CREATE TABLE IF NOT EXISTS sfn_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
  const read = store.db.prepare('SELECT value FROM sfn_meta WHERE key = ?');
  const write = store.db.prepare('INSERT OR REPLACE INTO sfn_meta (key, value) VALUES (?, ?)');
  await store.write(() => {
    for (const step of steps.slice(found)) store.db.exec(step);
    if (found < steps.length) write.run('schema', String(steps.length));
    if (!read.get('tokenKey')) write.run('tokenKey', randomBytes(32).toString('hex'));
  });
  return Buffer.from(String(read.get('tokenKey')?.['value']), 'hex');
};
