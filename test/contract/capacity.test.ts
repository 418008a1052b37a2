import { describe, expect, it } from 'vitest';
import { type Item, type Json, STALE, type Table, type Write } from '#shared/table/table';
import { itemSize } from '#test/cost/itemSize';
import { tableThatTells } from './consumed.ts';
import { own } from './tableTools.ts';

/**
 * The units that the meter counts, against those that a server says it has consumed (`ReturnConsumedCapacity`).
 *
 * The server is DynamoDB Local, which the service itself is known to differ from. It doubles indexes in a transaction;
 * it leaves out a check in a transaction, and a read that finds nothing in a query or a batch. There the meter keeps to
 * the documentation and to what others have measured on the service, and `local` says what comes instead. Of what was
 * refused no server says anything.
 *
 * @see https://github.com/nubo-db/dynoxide/pull/188 (measured: an index in a transaction costs what it costs outside)
 * @see https://github.com/paritysuite/dynamodb-conformance/pull/67 (measured: a check is two write units)
 */
const endpoint = process.env['DYNAMODB_LOCAL'];
if (!endpoint) console.log('Skipped: units against a server’s: DYNAMODB_LOCAL names no address of a DynamoDB Local.');
const server = endpoint ? await tableThatTells(endpoint) : undefined;
const on = () => server ?? expect.unreachable();

const KB = 1_024;
/** An item of exactly so many bytes. */
const sized = (pk: string, bytes: number, more: Readonly<Record<string, Json>> = {}): Item => {
  const item = { pk, sk: 'A', ...more, fill: '' };
  return { ...item, fill: 'x'.repeat(bytes - itemSize(item)) };
};
const at = (union: string) => ({ unionPk: union, unionSk: '1' });
const BIG = 1.5 * KB;
type Count = Readonly<Record<string, number>>;
const twice = (counts: Count): Count =>
  Object.fromEntries(Object.entries(counts).map(([name, units]) => [name, name === 'write table' ? units : units * 2]));

describe.skipIf(!server)('the units of a write are those that DynamoDB Local charges', () => {
  type Made = (pk: string) => Item;
  const of =
    (bytes: number, more?: Record<string, Json>): Made =>
    (pk) =>
      sized(pk, bytes, more);
  const put = (made: Made) => (pk: string) => ({ put: made(pk) });
  it.each<[string, Made | undefined, (pk: string) => Write]>([
    ['an item of a KB', undefined, put(of(KB))],
    ['a byte more', undefined, put(of(KB + 1))],
    ['a larger one before', of(3 * KB), put(of(KB))],
    ['a change of one field', of(3 * KB), (pk) => ({ update: { pk, sk: 'A' }, set: { fill: '' } })],
    ['an entry that comes', undefined, put(of(BIG, at('u')))],
    ['an entry that moves', of(BIG, at('u')), put(of(BIG, at('v')))],
    ['an entry that changes in place', of(BIG, at('u')), put(of(BIG - 9, at('u')))],
    ['an entry that stays as it is', of(BIG, at('u')), put(of(BIG, at('u')))],
    ['an entry that goes', of(BIG, at('u')), put(of(BIG))],
    ['an item that goes with its entry', of(BIG, at('u')), (pk) => ({ delete: { pk, sk: 'A' } })],
  ])('%s, alone and in a transaction', async (_, before, writeTo) => {
    for (const together of [false, true]) {
      const pk = own();
      if (before) await on().table.transact([{ put: before(pk) }]);
      const write: Write = together ? { ...writeTo(pk), if: { absent: ['none'] } } : writeTo(pk);
      const { said, counted } = await on().compared('write', (metered) => metered.transact([write]));
      expect(said).toEqual(together ? twice(counted) : counted);
    }
  });

  it('of several in one transaction, a check among them', async () => {
    const [pk, other] = [own(), own()];
    await on().table.transact([{ put: { pk, sk: 'A' } }]);
    const writes: Write[] = [
      { check: { pk, sk: 'A' }, if: { equal: { sk: 'A' } } },
      { put: sized(other, BIG, at('u')), if: { absent: ['pk'] } },
      { put: { pk, sk: 'B' } },
    ];
    const { said, counted } = await on().compared('write', (metered) => metered.transact(writes));
    expect(counted).toEqual({ 'write table': 2 + 4 + 2, 'write union': 2 });
    expect(said).toEqual({ 'write table': 4 + 2, 'write union': 4 });
  });

  it.each<[string, Json]>(
    [
      12,
      123,
      110,
      -12,
      1.5,
      3.14,
      120_000,
      0,
      1_551_402_000_000,
      true,
      null,
      [1, 'two', [3]],
      [],
      { w: 1, x: { y: 'z' } },
    ].map((value) => [JSON.stringify(value), value]),
  )('to the byte for %s', async (_, value) => {
    for (const bytes of [KB, KB + 1]) {
      const item = sized(own(), bytes, { value });
      const { said, counted } = await on().compared('write', (metered) => metered.transact([{ put: item }]));
      expect(said).toEqual(counted);
      expect(counted).toEqual({ 'write table': bytes > KB ? 2 : 1 });
    }
  });
});

describe.skipIf(!server)('the units of a read are those that DynamoDB Local charges', () => {
  it.each<[string, (table: Table, pk: string) => Promise<unknown>, Count?]>([
    ['an item', (table, pk) => table.get({ pk, sk: '0' })],
    ['an item as it was a moment ago', (table, pk) => table.get({ pk, sk: '0' }, STALE)],
    ['no item', (table, pk) => table.get({ pk, sk: 'Z' })],
    ['a partition', (table, pk) => table.query({ pk })],
    ['a partition as it was a moment ago', (table, pk) => table.query({ ...STALE, pk })],
    ['an index', (table, pk) => table.query({ index: 'union', pk })],
    ['some items at a glance', (table, pk) => table.glance(['0', '1', '2'].map((sk) => ({ pk, sk })))],
    ['an empty partition', (table) => table.query({ pk: own() }), {}],
    ['no item at a glance', (table, pk) => table.glance([{ pk, sk: 'Z' }]), {}],
  ])('%s', async (_, read, local) => {
    const pk = own();
    await on().table.transact(
      [0, 1, 2, 3, 4].map((n) => ({ put: { ...sized(pk, 5 * KB, { unionPk: pk, unionSk: `${n}` }), sk: `${n}` } })),
    );
    const { said, counted } = await on().compared('read', (metered) => read(metered, pk));
    expect(said).toEqual(local ?? counted);
    expect(counted).not.toEqual({});
  });
});
