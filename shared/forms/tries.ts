import type { Host } from '#shared/host';

/**
 * Counts wrong tries within a quarter of an hour. What is counted is a pair, what was tried and from where, so that
 * nobody can lock somebody else out. Used where codes are typed.
 */
const WINDOW_MS = 15 * 60_000;
const FREE_TRIES = 10;

const keyOf = async ({ keys, clock }: Pick<Host, 'keys' | 'clock'>, what: string, from: string) => {
  const window = Math.floor(clock.now() / WINDOW_MS);
  return { pk: `TRIES#${await keys.blind('tries', JSON.stringify([what, from]))}`, sk: String(window) };
};

/** Seconds to wait before the next try; 0 when it may be made at once. */
export const waitBefore = async (
  host: Pick<Host, 'table' | 'keys' | 'clock'>,
  what: string,
  from: string,
): Promise<number> => {
  const wrong = (await host.table.get(await keyOf(host, what, from)))?.['wrong'];
  if (typeof wrong !== 'number' || wrong < FREE_TRIES) return 0;
  return Math.ceil((WINDOW_MS - (host.clock.now() % WINDOW_MS)) / 1000);
};

export const countWrong = async (
  host: Pick<Host, 'table' | 'keys' | 'clock'>,
  what: string,
  from: string,
): Promise<void> => {
  const ttl = Math.ceil((host.clock.now() + 2 * WINDOW_MS) / 1000);
  await host.table.transact([{ update: await keyOf(host, what, from), add: { wrong: 1 }, set: { ttl } }]);
};
