import { nextDue } from '#functions/sweep';
import type { VirtualClock } from './clock.ts';
import { virtualClock } from './clock.ts';
import type { Embedded } from './host.ts';
import type { Store } from './sqlite.ts';

const SWEEP_EVERY_MS = 60_000;

/** Real time: looks every minute for what has become due. */
export const keepTime = ({ sweep }: Embedded): { stop(): void } => {
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    sweep()
      .catch((error: unknown) => console.error(JSON.stringify({ code: 'sweep.failed', error: String(error) })))
      .finally(() => {
        running = false;
      });
  }, SWEEP_EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
};

const TABLE = 'CREATE TABLE IF NOT EXISTS virtual_time (one INTEGER PRIMARY KEY CHECK (one = 1), at INTEGER NOT NULL)';

/** A virtual clock whose instant is a row of the database, so that it goes on where it was killed. */
export const storedClock = (store: Store, from: number): VirtualClock => {
  store.db.exec(TABLE);
  const row = store.db.prepare('SELECT at FROM virtual_time').get();
  return virtualClock(row === undefined ? from : Number(row['at']));
};

/**
 * Moves virtual time to `to`, stopping at everything that becomes due on the way, in order, and only when nothing is
 * left to do at the present instant.
 */
export const advance = async (embedded: Embedded, store: Store, clock: VirtualClock, to: number): Promise<void> => {
  const set = async (at: number) => {
    await store.write(() => store.db.prepare('INSERT OR REPLACE INTO virtual_time VALUES (1, ?)').run(at));
    clock.moveTo(at);
    await embedded.idle();
    await embedded.sweep();
    await embedded.idle();
  };
  await embedded.idle();
  for (let at = await next(embedded, clock); at !== undefined && at <= to; at = await next(embedded, clock)) {
    // Something that stays due although it was swept must not hold time up for ever.
    await set(Math.max(at, clock.now() + (at <= clock.now() ? 1_000 : 0)));
  }
  await set(Math.max(to, clock.now()));
};

/** The next instant at which something happens by itself. */
export const next = async ({ table }: Embedded, clock: VirtualClock): Promise<number | undefined> => {
  const times = [clock.next(), await nextDue(table)].filter((time) => time !== undefined);
  return times.length === 0 ? undefined : Math.min(...times);
};
