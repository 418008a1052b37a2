import { DatabaseSync } from 'node:sqlite';
import { Outage } from '#shared/faults';

/**
 * The one SQLite file of the embedded host, with one writer and shared commits.
 *
 * Table and engine keep their rows in it. Reads go to `db` at any time and see only what is committed.
 */
export interface Store {
  readonly db: DatabaseSync;
  /**
   * Runs `change` in a savepoint of the next commit. Changes that arrive together share that commit, in order; one
   * that throws is undone alone and rejects alone. Resolves when the commit is on disk (WAL, synchronous=FULL).
   *
   * @throws {Outage} when the commit itself fails (disk full, I/O error): then none of the batch has happened
   */
  write<T>(change: () => T): Promise<T>;
  /** Resolves when nothing is queued. */
  drained(): Promise<void>;
  close(): void;
}

type Queued = { change: () => unknown; done: (value: unknown) => void; failed: (reason: unknown) => void };

/** @param path a file, or ':memory:' */
export const openStore = (path: string): Store => {
  const db = new DatabaseSync(path, { timeout: 5_000 });
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32768;');
  const [begin, commit, rollback, savepoint, release, undo] = [
    'BEGIN IMMEDIATE',
    'COMMIT',
    'ROLLBACK',
    'SAVEPOINT change',
    'RELEASE change',
    'ROLLBACK TO change',
  ].map((sql) => db.prepare(sql));
  if (!begin || !commit || !rollback || !savepoint || !release || !undo) throw new Error('unreachable');

  let queue: Queued[] = [];
  let scheduled = false;
  let waiting: (() => void)[] = [];

  const flush = () => {
    const batch = queue;
    queue = [];
    scheduled = false;
    const settle: (() => void)[] = [];
    try {
      begin.run();
      for (const { change, done, failed } of batch) {
        savepoint.run();
        try {
          const value = change();
          settle.push(() => done(value));
        } catch (error) {
          undo.run();
          settle.push(() => failed(error));
        }
        release.run();
      }
      commit.run();
    } catch (error) {
      if (db.isTransaction) rollback.run();
      const outage = new Outage(`The database could not be written: ${String(error)}`, { cause: error });
      for (const { failed } of batch) failed(outage);
      return;
    } finally {
      if (queue.length === 0) {
        for (const resolve of waiting) resolve();
        waiting = [];
      }
    }
    for (const each of settle) each();
  };

  return {
    db,
    write: <T>(change: () => T) =>
      new Promise<T>((resolve, reject) => {
        let result: { value: T } | undefined;
        queue.push({
          change: () => {
            result = { value: change() };
          },
          done: () => {
            if (result) resolve(result.value);
          },
          failed: reject,
        });
        if (!scheduled) {
          scheduled = true;
          // One turn later than need be: what is on its way in the same turn of the loop joins this commit.
          setImmediate(() => setImmediate(flush));
        }
      }),
    drained: () => (queue.length === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    close: () => {
      if (queue.length > 0) flush();
      db.close();
    },
  };
};
