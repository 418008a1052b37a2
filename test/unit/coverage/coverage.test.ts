import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { cut } from '#shared/coverage/cut';
import { excuse } from '#shared/coverage/excuse';
import { gapsOf } from '#shared/coverage/gaps';
import { toVisit } from '#shared/coverage/lists';
import { hashOfParts, holdBatch, mergeProof, partsOf } from '#shared/coverage/proof';
import { recordVisits } from '#shared/coverage/receipts';
import type { People } from '#shared/coverage/recipients';
import { countSheets, everyRecipient, recipientsOf } from '#shared/coverage/walk';
import { countsNow } from '#shared/events/lanes';
import type { Host } from '#shared/host';
import { pageHost } from '#test/contract/pageHost';
import { CAMPAIGN, campaign, earlier, enlisted, list, officer, personOf, placedEarlier } from './world.ts';

const key = createSecretKey(Buffer.alloc(32, 7));
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const REGISTER = { scope: 'REG-000000000001', unit: 'jiangdong' };
const one = { scope: CAMPAIGN, unit: 'one' };
const two = { scope: CAMPAIGN, unit: 'two' };

/** Two rosters that have fifty people in common, and a register that has ten more than both. */
const world = async (): Promise<Host> => {
  const host = pageHost();
  await list(host, one, range(0, 350));
  await list(host, two, range(300, 500));
  await list(host, REGISTER, range(0, 510));
  await enlisted(host, 'one', range(0, 350));
  await enlisted(host, 'two', range(300, 500));
  return host;
};

const sign = async (host: Host, of: People, wanted: (n: number) => boolean) => {
  const people = [];
  const chosen = new Set(range(0, 510).filter(wanted).map(personOf));
  for await (const recipient of everyRecipient(host.table, of))
    if (chosen.has(recipient.person)) people.push(recipient);
  return recordVisits(host, of, key, people, { status: 'delivered', receipt: { mode: 'signed' } }, officer);
};

/** Small parts, so that there are several. */
const lists = [
  { ...REGISTER, import: 'list', lastRow: 511 },
  { ...one, import: 'list', lastRow: 351 },
  { ...two, import: 'list', lastRow: 201 },
];
const batches = (of: string) => lists.flatMap((each) => cut(of, [each])).map(({ rows }, n) => ({ of, n, rows }));

const proved = async (host: Host, of: string, people: People = campaign) => {
  // Twice, and all at the same moment: a part is held once.
  const twice = [...batches(of), ...batches(of).toReversed()];
  await Promise.all(twice.map((batch) => holdBatch(host, people, batch, (source) => Promise.resolve(source))));
  const sources = [REGISTER.scope, 'one', 'two'].map((id) => ({ id, name: id }));
  return mergeProof(host, people, { of, batches: batches(of).length, sources });
};

describe('a proof in parts', () => {
  it('counts everybody once, names who is left once, and has the same hash whoever makes it', async () => {
    const hosts = [await world(), await world()];
    const made = await Promise.all(
      hosts.map(async (host) => {
        expect(await sign(host, campaign, (n) => n !== 42)).toBe(499);
        return proved(host, '9');
      }),
    );
    expect(made[0]).toMatchObject({ served: 499, excluded: 0, unresolved: 11, parts: 3, of: '9' });
    expect(made[0]?.sources.map(({ people, served, unresolved }) => [people, served, unresolved])).toEqual([
      [510, 499, 11],
      [350, 349, 1],
      [200, 200, 0],
    ]);
    expect(made[1]?.hash).toBe(made[0]?.hash);
    for (const host of hosts) {
      const left = (await gapsOf(host.table, CAMPAIGN, '9')).map(({ person }) => person);
      expect(left.toSorted()).toEqual([42, ...range(500, 510)].map(personOf).toSorted());
      expect(hashOfParts((await partsOf(host.table, CAMPAIGN, '9')).map(({ sha256 }) => sha256))).toBe(made[0]?.hash);
    }
  });

  it('holds once the last have a reason, be they on a roster or on none', async () => {
    const host = await world();
    await sign(host, campaign, (n) => n !== 42);
    await proved(host, '9');
    for (const gap of await gapsOf(host.table, CAMPAIGN, '9'))
      await excuse(host, campaign, gap, { reason: '已退休迁居', by: officer, valueFen: 100 });
    expect(await proved(host, '12')).toMatchObject({ served: 499, excluded: 11, unresolved: 0 });
    expect(await gapsOf(host.table, CAMPAIGN, '12')).toEqual([]);
  });

  it('is not made while one of its parts is missing', async () => {
    const host = await world();
    for (const batch of batches('9').slice(1))
      await holdBatch(host, campaign, batch, (source) => Promise.resolve(source));
    expect(await mergeProof(host, campaign, { of: '9', batches: 3, sources: [] })).toBeUndefined();
  });
});

describe('receipts on sheets', () => {
  it('are entered once when two sign for the same people at the same moment, and the counters are exact', async () => {
    const host = await world();
    const done = await Promise.all([
      sign(host, campaign, (n) => n < 200),
      sign(host, campaign, (n) => n < 200),
      sign(host, campaign, (n) => n >= 150 && n < 260),
    ]);
    expect(done.reduce((sum, count) => sum + count, 0)).toBe(260);
    expect(await countsNow(host.table, CAMPAIGN)).toEqual({ listed: 240, delivered: 260 });
    expect(await countSheets(host.table, campaign)).toEqual({ listed: 240, delivered: 260 });
  });
});

describe('a campaign from before there were sheets', () => {
  it('is read from its places, goes on on sheets, and loses nobody on the way', async () => {
    const host = pageHost();
    await list(host, one, range(0, 250));
    await list(host, two, range(250, 300));
    await placedEarlier(host, 'one', range(0, 250));
    await placedEarlier(host, 'two', range(250, 300), { status: 'delivered', by: 'wang-hong' });
    expect(await countSheets(host.table, earlier)).toEqual({ listed: 250, delivered: 50 });
    expect((await toVisit(host.table, earlier)).rows).toEqual(new Map([['one', range(2, 252)]]));
    expect(await sign(host, earlier, (n) => n < 60 || n >= 250)).toBe(60);
    expect(await countSheets(host.table, earlier)).toEqual({ listed: 190, delivered: 110 });
    const stand = await recipientsOf(host.table, earlier, [1, 99, 251].map(personOf));
    expect([1, 99, 251].map((n) => stand.get(personOf(n))?.status)).toEqual(['delivered', 'listed', 'delivered']);
    expect((await toVisit(host.table, earlier)).rows.get('one')).toEqual(range(62, 252));
  });
});
