import { describe, expect, it } from 'vitest';
import { openStore } from '#infra/embedded/sqlite';
import { openTable } from '#infra/embedded/table';
import { type Item, STALE } from '#shared/table/table';
import { itemSize } from '#test/cost/itemSize';
import { meteredTable } from '#test/cost/meteredTable';
import { getUnits, queryUnits, writeUnits } from '#test/cost/requestUnits';
import { openTally } from '#test/cost/tally';

const KB = 1_024;
const key = { pk: 'A', sk: 'B' };

/** An item of exactly so many bytes. */
const sized = (bytes: number, more: Record<string, string> = {}): Item => {
  const item = { ...key, ...more, fill: '' };
  return { ...item, fill: 'x'.repeat(bytes - itemSize(item)) };
};

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
describe('the size of an item', () => {
  it('is its names and values in UTF-8', () => expect(itemSize({ pk: '困', sk: 'ab' })).toBe(2 + 3 + 2 + 2));

  it.each<[string, number, number]>([
    ['a byte for two digits and one more', 12, 2],
    ['leading and trailing zeros are dropped', 120_000, 2],
    ['an odd digit takes a byte', 123, 3],
    ['a minus sign takes a byte', -12, 3],
    ['a fraction counts its digits', 3.14, 3],
    ['pairs are counted from the point', 1.5, 3],
    ['and so on its other side', 110, 3],
  ])('counts a number: %s', (_, value, bytes) => expect(itemSize({ n: value })).toBe(1 + bytes));

  it('counts one for null and booleans, three for a list or map and one more for each entry', () => {
    expect(itemSize({ a: true, b: null })).toBe(4);
    expect(itemSize({ l: [] })).toBe(4);
    expect(itemSize({ l: ['ab', 'c'] })).toBe(1 + 3 + 2 + 3);
    expect(itemSize({ m: { name: 'ab' } })).toBe(1 + 3 + 1 + 4 + 2);
    expect(itemSize({ m: { name: undefined } })).toBe(4);
  });
});

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html */
describe('write units', () => {
  const alone = { transactional: false };
  const both = { transactional: true };

  it.each([
    ['up to a KB', KB, 1],
    ['a byte over', KB + 1, 2],
    ['3.5 KB', 3.5 * KB, 4],
  ])('are one for each KB begun: %s', (_, bytes, units) =>
    expect(writeUnits({ put: sized(bytes) }, undefined, alone).item).toBe(units),
  );

  it('are twice as many in a transaction, after rounding', () =>
    expect(writeUnits({ put: sized(KB + 1) }, undefined, both).item).toBe(4));

  it('go by the larger of the item before and after', () => {
    expect(writeUnits({ put: sized(KB) }, sized(3 * KB), alone).item).toBe(3);
    expect(writeUnits({ update: key, set: { fill: '' } }, sized(3 * KB), alone).item).toBe(3);
    expect(writeUnits({ delete: key }, sized(3 * KB), alone).item).toBe(3);
    expect(writeUnits({ delete: key }, undefined, alone).item).toBe(1);
  });

  it('are those of a write for a check', () =>
    expect(writeUnits({ check: key, if: { absent: ['pk'] } }, undefined, both)).toEqual({ item: 2, indexes: {} }));

  /** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html */
  describe('of an index', () => {
    const at = (pk: string, bytes = 1_500) => sized(bytes, { unionPk: pk, unionSk: '1' });
    const out = sized(1_500);

    it.each<[string, Item | undefined, Item, number | undefined]>([
      ['one put where an entry comes', undefined, at('u'), 2],
      ['one put where the item gets the key', out, at('u'), 2],
      ['a delete and a put where it moves', at('u'), at('v'), 4],
      ['one delete where the item loses the key', at('u'), out, 2],
      ['one write where only other attributes change', at('u'), at('u', 1_400), 2],
      ['nothing where it is not there before or after', undefined, out, undefined],
      ['nothing where nothing changes', at('u'), at('u'), undefined],
    ])('are %s', (_, before, put, units) => {
      expect(writeUnits({ put }, before, both).indexes).toEqual(units === undefined ? {} : { union: units });
    });
  });

  it('are charged for a condition that fails, and no index changes', () =>
    expect(
      writeUnits({ put: sized(KB, { unionPk: 'u', unionSk: '1' }) }, sized(2 * KB), { ...both, refused: true }),
    ).toEqual({
      item: 4,
      indexes: {},
    }));
});

describe('read units', () => {
  it('are one for each 4 KB begun of a consistent read, and one where there is nothing', () => {
    expect(getUnits(sized(4 * KB))).toBe(1);
    expect(getUnits(sized(4 * KB + 1))).toBe(2);
    expect(getUnits(undefined)).toBe(1);
    expect(getUnits(sized(4 * KB + 1), STALE)).toBe(1);
  });

  it('add up the items of a query before rounding, at half the price in an index', () => {
    expect(queryUnits([sized(KB), sized(KB), sized(3 * KB)], {})).toBe(2);
    expect(queryUnits([sized(KB), sized(KB), sized(3 * KB)], { index: 'union' })).toBe(1);
    expect(queryUnits([], {})).toBe(1);
    expect(queryUnits([], STALE)).toBe(0.5);
  });
});

describe('a metered table', () => {
  const opened = () => {
    const tally = openTally();
    return { tally, table: meteredTable(openTable(openStore(':memory:')), { tally }) };
  };

  it('counts a lone write without a condition at half the price, as the adapter sends it', async () => {
    const { table, tally } = opened();
    await table.transact([{ put: { ...key, a: 1 } }]);
    expect(tally.total('writeUnits')).toBe(1);
    await table.transact([{ put: { ...key, a: 2 }, if: { equal: { a: 1 } } }]);
    expect(tally.total('writeUnits')).toBe(3);
  });

  it('counts what was refused', async () => {
    const { table, tally } = opened();
    await table.transact([{ put: { ...key, a: 1 } }]);
    tally.clear();
    await expect(table.transact([{ put: key, if: { absent: ['pk'] } }])).rejects.toThrow('Condition failed');
    expect(tally.parts('writeUnits')).toEqual([['refused put A/B', 2]]);
  });

  it('counts a page with the item more by which the adapter knows that there is another', async () => {
    const { table, tally } = opened();
    await table.transact(
      Array.from({ length: 5 }, (_, n) => ({
        put: { ...sized(2 * KB), sk: String(n), monthPk: 'm', monthSk: String(n) },
      })),
    );
    tally.clear();
    expect((await table.query({ index: 'month', pk: 'm', limit: 2 })).items).toHaveLength(2);
    expect(tally.parts('readUnits')).toEqual([['index month', 1]]);
  });
});
