import { casePk } from '#shared/cases/case';
import type { CaseId } from '#shared/ids';
import { all, NEW, prefix, type Table, type Write } from '#shared/table/table';
import { Item, ItemNo } from './item.ts';

/** The problem ledger in the table: items in the partition of their case, numbers without gaps from a counter per year. */
export const itemKey = (caseId: CaseId, no: ItemNo) => ({ pk: casePk(caseId), sk: `ITEM#${no}` });
const counterKey = (year: number) => ({ pk: `REGISTER#${year}`, sk: 'COUNTER' });

const numberOf = (year: number, n: number): ItemNo => ItemNo.parse(`ZG-${year}-${String(n).padStart(3, '0')}`);

/**
 * The next `count` numbers of a year. The write takes them, with whatever they are for, or fails with it: numbers have
 * neither gaps nor doubles.
 */
export const takeNumbers = async (
  table: Table,
  year: number,
  count: number,
): Promise<{ numbers: ItemNo[]; write: Write }> => {
  const key = counterKey(year);
  const taken = Number((await table.get(key))?.['taken'] ?? 0);
  return {
    numbers: Array.from({ length: count }, (_, i) => numberOf(year, taken + i + 1)),
    write: {
      put: { ...key, taken: taken + count },
      if: taken === 0 ? NEW : { equal: { taken } },
    },
  };
};

/** What is known of an item on the day that it is opened. */
export type Opened = Pick<
  Item,
  'no' | 'caseId' | 'programme' | 'unit' | 'finding' | 'check' | 'violation' | 'problem' | 'deadline' | 'repeatOf'
>;

export const newItem = (opened: Opened): { item: Item; write: Write } => {
  const first: Item = {
    ...opened,
    progress: 0,
    before: [],
    after: [],
    status: 'open',
    closings: [],
    reopenings: [],
    sentBack: 0,
    version: 1,
  };
  return { item: first, write: { put: { ...first, ...itemKey(opened.caseId, opened.no), kind: 'item' }, if: NEW } };
};

/** Writes what one of the functions of `item.ts` made of an item; fails when somebody else changed it first. */
export const itemWrite = (item: Item): Write => ({
  put: { ...item, ...itemKey(item.caseId, item.no), kind: 'item' },
  if: { equal: { version: item.version - 1 } },
});

export const itemsOf = async (table: Table, caseId: CaseId): Promise<Item[]> =>
  (await all(table, { pk: casePk(caseId), ...prefix('ITEM#') })).map((item) => Item.parse(item));
