import { ConditionFailed, type Item, keyOf, STALE, type Table, type Write } from '#shared/table/table';
import { getUnits, queryUnits, writeUnits } from './requestUnits.ts';
import type { Tally } from './tally.ts';

/** `CASE#HA-2019-000001` / `EVENT#0000000001` → `CASE/EVENT`: the kind of an item, for the tally. */
export const kindOf = ({ pk, sk }: { pk: string; sk: string }): string => {
  const [pks = '', sks = ''] = [pk, sk].map((text) => text.split('#')[0] ?? '');
  return pks === sks ? pks : `${pks}/${sks}`;
};

/** The adapter sends these alone, at half the price: shared/aws/dynamo.ts. */
const goesAlone = ([first, ...others]: readonly Write[], harmless: boolean): boolean =>
  first !== undefined &&
  others.length === 0 &&
  !('check' in first) &&
  (harmless || (!first.if && !('update' in first && first.add !== undefined)));

/** shared/aws/glance.ts asks for so many at once. */
const KEYS_A_REQUEST = 100;

export type Metering = {
  readonly tally: Tally;
  /** Told of every call, as of every query's index or partition. */
  readonly called?: (what: string) => void;
  /** Told of the write units that each partition takes, of the table and of its indexes. */
  readonly wrote?: (partition: string, units: number) => void;
  /** Told of every item that is written. */
  readonly written?: (item: Written) => void;
};

/** One write of a call, with what was there before, and whether it was one of a transaction. */
export type Written = { readonly write: Write; readonly before: Item | undefined; readonly transactional: boolean };

const nobody = () => undefined;

/**
 * A table that counts the request units that DynamoDB would charge for each of its calls, whatever adapter is below.
 *
 * Items are read before they are written, beside what is counted. A page of a query is counted with the one item more
 * that the adapter reads to know whether it was the last.
 */
export const meteredTable = (
  table: Table,
  { tally, called = nobody, wrote = nobody, written = nobody }: Metering,
): Table => ({
  async get(key, how) {
    const item = await table.get(key, how);
    called('get');
    tally.add('readUnits', getUnits(item, how), `get ${kindOf(key)}`);
    return item;
  },

  async query(query) {
    const page = await table.query(query);
    const { index } = query;
    const name = index === undefined ? `query ${kindOf({ pk: query.pk, sk: query.from ?? '*' })}` : `index ${index}`;
    called(name);
    const read = page.cursor === undefined ? page : await table.query({ ...query, limit: (query.limit ?? 100) + 1 });
    tally.add('readUnits', queryUnits(read.items, query), name);
    return page;
  },

  async glance(keys) {
    const found = new Map((await table.glance(keys)).map((item) => [JSON.stringify([item.pk, item.sk]), item]));
    for (let i = 0; i < keys.length; i += KEYS_A_REQUEST) called('glance');
    for (const key of keys) {
      const item = found.get(JSON.stringify([key.pk, key.sk]));
      tally.add('readUnits', getUnits(item, STALE), `glance ${kindOf(key)}`);
    }
    return [...found.values()];
  },

  async claim(item) {
    const before = await table.get(item);
    called('claim');
    const { item: units, indexes } = writeUnits({ put: item }, before, {
      transactional: false,
      refused: before !== undefined,
    });
    tally.add('writeUnits', units, `${before ? 'refused ' : ''}claim ${kindOf(item)}`);
    wrote(item.pk, units);
    for (const [name, count] of Object.entries(indexes))
      tally.add('writeUnits', count, `index ${name} of ${kindOf(item)}`);
    if (before === undefined) written({ write: { put: item }, before, transactional: false });
    return table.claim(item);
  },

  async transact(writes, how) {
    const before = await Promise.all(writes.map((write) => table.get(keyOf(write))));
    const transactional = !goesAlone(writes, how !== undefined);
    const count = (refused: boolean) => countWrites({ tally, wrote }, writes, before, { transactional, refused });
    called('transact');
    try {
      await table.transact(writes, how);
    } catch (error) {
      if (error instanceof ConditionFailed) count(true);
      throw error;
    }
    count(false);
    writes.forEach((write, i) => written({ write, before: before[i], transactional }));
  },
});

const countWrites = (
  { tally, wrote }: Required<Pick<Metering, 'tally' | 'wrote'>>,
  writes: readonly Write[],
  before: readonly (Item | undefined)[],
  { transactional, refused }: { transactional: boolean; refused: boolean },
) => {
  for (const [i, write] of writes.entries()) {
    const kind = kindOf(keyOf(write));
    const { item, indexes } = writeUnits(write, before[i], { transactional, refused });
    tally.add('writeUnits', item, `${refused ? 'refused ' : ''}${verbOf(write)} ${kind}`);
    wrote(keyOf(write).pk, item);
    for (const [name, count] of Object.entries(indexes)) {
      const entry = 'put' in write ? write.put : before[i];
      wrote(`${name} ${String(entry?.[`${name}Pk`])}`, count);
      tally.add('writeUnits', count, `index ${name} of ${kind}`);
    }
  }
};

const verbOf = (write: Write): 'put' | 'delete' | 'check' | 'update' => {
  if ('put' in write) return 'put';
  if ('delete' in write) return 'delete';
  return 'check' in write ? 'check' : 'update';
};
