import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '#infra/embedded/sqlite';

/** What everything is measured against, in the same run and on the same disk: a ratio says the same on every machine. */
const ROW = 'x'.repeat(500);
const SECONDS = 2;

/** Where the data folder of an installation would be: not on a RAM disk. */
export const inFolder = async <T>(run: (path: string) => Promise<T> | T): Promise<T> => {
  const path = mkdtempSync(join(process.env['BENCH_DIR'] ?? process.cwd(), '.bench-'));
  try {
    return await run(path);
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
};

/** Commits one row of 500 bytes in a transaction of its own: WAL, synchronous=FULL. */
export const openBare = (path: string): { commit(): void; close(): void } => {
  const { db, close } = openStore(join(path, 'bare.sqlite'));
  db.exec('CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, row TEXT)');
  const [begin, insert, commit] = ['BEGIN IMMEDIATE', 'INSERT INTO bare (row) VALUES (?)', 'COMMIT'].map((sql) =>
    db.prepare(sql),
  );
  return {
    commit: () => {
      begin?.run();
      insert?.run(ROW);
      commit?.run();
    },
    close,
  };
};

/** Bare commits per second. */
export const bareCommits = (): Promise<number> =>
  inFolder((path) => {
    const { commit, close } = openBare(path);
    const started = performance.now();
    let count = 0;
    for (; performance.now() - started < SECONDS * 1_000; count += 1) commit();
    const perSecond = (count * 1_000) / (performance.now() - started);
    close();
    return perSecond;
  });

/** Prints a figure beside its yardstick and what it has to reach. @returns whether it does */
export const told = (
  what: string,
  { value, bare, at, unit }: { value: number; bare: number; at: { least: number } | { most: number }; unit: string },
): boolean => {
  const ratio = value / bare;
  const reached = 'least' in at ? ratio >= at.least : ratio <= at.most;
  const limit = 'least' in at ? `at least ${at.least} ×` : `at most ${at.most} ×`;
  const round = (n: number) => (n >= 100 ? Math.round(n) : Number(n.toPrecision(3)));
  console.log(
    `${reached ? 'reached' : 'MISSED '}  ${what}: ${round(value)} ${unit}, yardstick ${round(bare)}: ${ratio.toPrecision(3)} × (${limit})`,
  );
  return reached;
};
