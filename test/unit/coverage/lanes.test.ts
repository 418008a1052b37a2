import { describe, expect, it } from 'vitest';
import { chain, SYSTEM } from '#shared/events/chain';
import { batchEvents, countsNow, headsOf, noteBatch, sealedHeads } from '#shared/events/lanes';
import { faultOfLanes } from '#shared/events/lanesVerify';
import type { Host } from '#shared/host';
import { all, prefix } from '#shared/table/table';
import { pageHost } from '#test/contract/pageHost';
import { CAMPAIGN } from './world.ts';

const event = { type: 'done', by: SYSTEM, data: {} };
const each = { id: CAMPAIGN, facts: { lanes: true } };

const noted = async (host: Host, count: number) => {
  const names = Array.from({ length: count }, (_, n) => `batch#${String(n).padStart(3, '0')}`);
  const note = (name: string) => noteBatch(host, CAMPAIGN, name, () => ({ event, counts: { people: 2, left: -1 } }));
  return { names, written: await Promise.all([...names, ...names].map(note)) };
};

/** An event of the log that seals the lanes as they are. */
const sealing = async ({ table, clock }: Host) => {
  const data = { lanes: sealedHeads(await headsOf(table, CAMPAIGN)) };
  return chain({
    seq: 1,
    at: clock.now(),
    type: 'gathered',
    by: SYSTEM,
    data: JSON.parse(JSON.stringify(data)),
    prev: '',
  });
};

describe('the lanes of a log', () => {
  it('take every batch once, however many come at the same moment, and add up exactly', async () => {
    const host = pageHost();
    const { names, written } = await noted(host, 60);
    expect(written.filter(Boolean)).toHaveLength(60);
    expect((await batchEvents(host.table, CAMPAIGN)).map(({ sk }) => sk)).toEqual(names.map((name) => `EVENT#${name}`));
    expect(await countsNow(host.table, CAMPAIGN)).toEqual({ people: 120, left: -60 });
    expect((await headsOf(host.table, CAMPAIGN)).length).toBeGreaterThan(8);
    expect(await faultOfLanes(host.table, each, [await sealing(host)])).toBeUndefined();
  });

  it('write nothing of a batch whose own writes do not hold', async () => {
    const host = pageHost();
    const also = [{ put: { pk: 'X', sk: 'X' }, if: { equal: { version: 1 } } }];
    await expect(noteBatch(host, CAMPAIGN, 'batch', () => ({ event, also }))).rejects.toMatchObject({ name: 'Stale' });
    expect(await batchEvents(host.table, CAMPAIGN)).toEqual([]);
    expect(await noteBatch(host, CAMPAIGN, 'batch', () => undefined)).toBe(false);
  });

  it.each([
    ['changed', 'was changed after it was written'],
    ['removed', 'is missing'],
    ['rewritten with its head', 'is not the one that the log sealed'],
  ])('tell when an event is %s', async (how, words) => {
    const host = pageHost();
    await noted(host, 20);
    const log = [await sealing(host)];
    const [head] = await headsOf(host.table, CAMPAIGN);
    const pk = `LANE#${CAMPAIGN}#${String(head?.lane).padStart(2, '0')}`;
    const events = (await all(host.table, { pk, ...prefix('EVENT#') })).toSorted(
      (a, b) => Number(a['seq']) - Number(b['seq']),
    );
    const last = events.at(-1);
    if (!head || !last) throw new Error('No lane');
    if (how === 'changed') await host.table.transact([{ update: { pk, sk: last.sk }, set: { data: { people: 9 } } }]);
    if (how === 'removed') await host.table.transact([{ delete: { pk, sk: last.sk } }]);
    if (how === 'rewritten with its head') {
      const forged = chain({
        ...event,
        seq: head.seq,
        at: host.clock.now(),
        prev: String(last['prev']),
        data: { people: 9 },
      });
      await host.table.transact([
        { put: { ...forged, pk, sk: last.sk } },
        { update: { pk, sk: 'HEAD' }, set: { hash: forged.hash } },
      ]);
    }
    expect(await faultOfLanes(host.table, each, log)).toContain(words);
  });
});
