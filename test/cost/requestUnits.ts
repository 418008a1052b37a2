import { isDeepStrictEqual } from 'node:util';
import { after } from '#infra/embedded/tableWrites';
import { INDEXES, type IndexName, type Item, type Query, type STALE, type Write } from '#shared/table/table';
import { inIndex, itemSize } from './itemSize.ts';

/** Request units on demand, by the pages of DynamoDB's developer guide that each function names. */

const WRITE_BYTES = 1_024;
const READ_BYTES = 4_096;
/** A transaction prepares and commits: two underlying writes for each of its items. Indexes follow outside of it. */
const IN_TRANSACTION = 2;
/** Of a read that is eventually consistent. */
const HALF = 0.5;

const units = (bytes: number, step: number) => Math.max(1, Math.ceil(bytes / step));

export type WriteUnits = { readonly item: number; readonly indexes: Readonly<Partial<Record<IndexName, number>>> };

/**
 * One write: of the item, by its larger size before and after; and of every index, one for an entry that comes, goes
 * or changes, two for one that moves.
 *
 * @param transactional a check counts as a write; where the transaction is refused, prepared items are charged all the
 *                      same, and no index has changed
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html (Provisioned throughput considerations)
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html (Capacity management)
 */
export const writeUnits = (
  write: Write,
  before: Item | undefined,
  { transactional, refused = false }: { transactional: boolean; refused?: boolean },
): WriteUnits => {
  const next = after(write, before);
  const bytes = Math.max(before ? itemSize(before) : 0, next ? itemSize(next) : 0);
  const item = units(bytes, WRITE_BYTES) * (transactional ? IN_TRANSACTION : 1);
  const indexes: Partial<Record<IndexName, number>> = {};
  if (refused || 'check' in write) return { item, indexes };
  for (const name of INDEXES) {
    const count = indexUnits(name, inIndex(name, before), inIndex(name, next));
    if (count > 0) indexes[name] = count;
  }
  return { item, indexes };
};

const indexUnits = (name: IndexName, before: Item | undefined, next: Item | undefined): number => {
  const [left, entered] = [before, next].map((each) => (each ? units(itemSize(each), WRITE_BYTES) : 0));
  const leaves = left ?? 0;
  const enters = entered ?? 0;
  if (!before || !next) return leaves + enters;
  if (before[`${name}Pk`] !== next[`${name}Pk`] || before[`${name}Sk`] !== next[`${name}Sk`]) return leaves + enters;
  return isDeepStrictEqual(before, next) ? 0 : Math.max(leaves, enters);
};

/**
 * A read of one item, which costs a unit even where there is none, and half of it where it may be of a moment ago.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export const getUnits = (item: Item | undefined, how?: Partial<typeof STALE>): number =>
  units(item ? itemSize(item) : 0, READ_BYTES) * (how?.stale ? HALF : 1);

/** A query: all that it has looked at, added up before it is rounded; half the price for an index, or of a moment ago. */
export const queryUnits = (items: readonly Item[], { index, stale }: Pick<Query, 'index' | 'stale'>): number =>
  units(
    items.reduce((sum, item) => sum + itemSize(item), 0),
    READ_BYTES,
  ) * (index !== undefined || stale ? HALF : 1);
