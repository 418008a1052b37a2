import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { Stale } from '#shared/faults';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { all, ConditionFailed, type Fields, type Item, NEW, prefix, type Table, type Write } from '#shared/table/table';
import { type Actor, type ChainedEvent, chain, GENESIS, StoredEvent } from './chain.ts';

/**
 * Lanes: the part of a case's log for what is done in batches, by many at once. The log itself is one chain, whose
 * writers wait for each other and write the case anew each time. A lane is a chain of its own with counters at its head;
 * sixteen of them take batches side by side, and a step that goes on from there puts their heads into the log.
 */
const LANES = 16;
const MOST_TRIES = 12;

export const Head = z.object({
  lane: z.number(),
  seq: z.number(),
  hash: z.string(),
  /** What this lane's batches add up to, by name. */
  counts: z.record(z.string(), z.number()),
});
export type Head = z.infer<typeof Head>;

/** What a batch came to. Everything is written with its event, or nothing. */
export type Noted = {
  readonly event: { readonly type: string; readonly by: Actor; readonly data: Fields };
  /** What it adds to the counters. */
  readonly counts?: Readonly<Record<string, number>>;
  readonly also?: readonly Write[];
};

const lanePk = (id: CaseId, lane: number) => `LANE#${id}#${String(lane).padStart(2, '0')}`;
const headKey = (id: CaseId, lane: number) => ({ pk: lanePk(id, lane), sk: 'HEAD' });
const laneOf = (batch: string): number => (createHash('sha256').update(batch).digest()[0] ?? 0) % LANES;
const every = Array.from({ length: LANES }, (_, lane) => lane);

/**
 * Notes what a batch came to, once for its name, however often it is tried.
 *
 * @param decide is asked again when somebody else was first in the same lane, or `also` did not hold; nothing is
 *               written where it gives nothing
 * @returns whether this call has written it
 * @throws {Stale} when others were first twelve times in a row
 */
export const noteBatch = async (
  host: Pick<Host, 'table' | 'clock'>,
  id: CaseId,
  batch: string,
  decide: () => Noted | undefined | Promise<Noted | undefined>,
): Promise<boolean> => {
  const lane = laneOf(batch);
  const key = { pk: lanePk(id, lane), sk: `EVENT#${batch}` };
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    if (await host.table.get(key)) return false;
    const item = await host.table.get(headKey(id, lane));
    const head = item ? Head.parse(item) : { lane, seq: 0, hash: GENESIS, counts: {} };
    const noted = await decide();
    if (!noted) return false;
    const event = chain({ seq: head.seq + 1, at: host.clock.now(), prev: head.hash, ...noted.event });
    const next: Head = { lane, seq: event.seq, hash: event.hash, counts: added([head.counts, noted.counts ?? {}]) };
    try {
      await host.table.transact([
        { put: { ...next, ...headKey(id, lane) }, if: item ? { equal: { seq: head.seq } } : NEW },
        { put: { ...event, ...key }, if: NEW },
        ...(noted.also ?? []),
      ]);
      return true;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
  throw new Stale(`Lane ${lane} of ${id} keeps changing: try again`);
};

/** Sums by name. */
export const added = (counts: readonly Readonly<Record<string, number>>[]): Record<string, number> => {
  const sum: Record<string, number> = {};
  for (const some of counts) for (const [name, count] of Object.entries(some)) sum[name] = (sum[name] ?? 0) + count;
  return sum;
};

/** The heads of the lanes that have been used: to be put into the log, or added up. */
export const headsOf = async (table: Table, id: CaseId): Promise<Head[]> => {
  const found = await Promise.all(every.map((lane) => table.get(headKey(id, lane))));
  return found.flatMap((item) => (item ? [Head.parse(item)] : []));
};

/** All counters, added up; perhaps a moment old, so for pages alone. */
export const countsNow = async (table: Table, id: CaseId): Promise<Record<string, number>> =>
  added((await table.glance(every.map((lane) => headKey(id, lane)))).map((item) => Head.parse(item).counts));

/** The heads as an event of the log holds them: each lane's number, length and hash. */
export const sealedHeads = (heads: readonly Head[]) => heads.map(({ lane, seq, hash }) => ({ lane, seq, hash }));

/** The events of the batches whose name begins like this, in the order of their names. */
export const batchEvents = async (table: Table, id: CaseId, start = ''): Promise<(ChainedEvent & { sk: string })[]> => {
  const lanes = await Promise.all(
    every.map((lane) => all(table, { pk: lanePk(id, lane), ...prefix(`EVENT#${start}`) })),
  );
  const read = ({ sk, ...item }: Item) => ({ ...StoredEvent.parse(item), sk });
  return lanes
    .flat()
    .map(read)
    .toSorted((a, b) => (a.sk < b.sk ? -1 : 1));
};

/** A lane from its first event on, with its head. */
export const laneOfCase = async (
  table: Table,
  id: CaseId,
  lane: number,
): Promise<{ head?: Head; events: ChainedEvent[] }> => {
  const [item, events] = await Promise.all([
    table.get(headKey(id, lane)),
    all(table, { pk: lanePk(id, lane), ...prefix('EVENT#') }),
  ]);
  const inOrder = events.map((event) => StoredEvent.parse(event)).toSorted((a, b) => a.seq - b.seq);
  return { ...(item && { head: Head.parse(item) }), events: inOrder };
};

export const lanes: readonly number[] = every;
