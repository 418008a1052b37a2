/**
 * Port: a document store of few verbs, as DynamoDB has them. Used by every repository; two adapters, one contract.
 *
 * An item is plain JSON under a partition key and a sort key. It is in an index when it carries that index's key
 * (a sparse index); index reads are eventually consistent, so no decision may rest on one.
 */
export interface Table {
  /**
   * Reads the newest version.
   *
   * @param how `STALE` says that it may be as it was a moment ago, at half the price
   */
  get(key: Key, how?: Stale): Promise<Item | undefined>;
  /** Reads one partition, or one partition of an index, in the order of its sort key. */
  query(query: Query): Promise<Page>;
  /**
   * Reads many items at half the price of `get`, in no order, and each perhaps as it was a moment ago: for what never
   * changes again, or is only shown. Any number of keys, none twice.
   */
  glance(keys: readonly Key[]): Promise<Item[]>;
  /**
   * Writes everything or nothing.
   *
   * @param how `again: 'harmless'` says that the caller copes with a condition that fails because of its own write,
   *            whose answer got lost: one write alone is then not guarded against that, and costs half
   * @throws {ConditionFailed} naming the writes whose condition did not hold; `returned` holds their current items
   * @throws {TransactionTooLarge} over 100 writes or 4 MB, an item over 400 KB, or one item written twice
   */
  transact(writes: readonly Write[], how?: { readonly again: 'harmless' }): Promise<void>;
  /**
   * Puts an item where there is none: one write, at half the price of a transaction. Carried out again, because its
   * answer got lost, it finds its own item.
   *
   * @returns the item that is there: this one, or whoever's came first
   */
  claim(item: Item): Promise<Item>;
}

export type Key = { readonly pk: string; readonly sk: string };
export type Json = string | number | boolean | null | readonly Json[] | { readonly [field: string]: Json | undefined };
export type Fields = { readonly [field: string]: Json | undefined };
export type Item = Key & Fields;

/** The sparse indexes: an item that carries `<name>Pk` and `<name>Sk` is found there. */
export const INDEXES = ['district', 'township', 'union', 'position', 'month', 'due', 'person'] as const;
export type IndexName = (typeof INDEXES)[number];

/** For what changes so seldom that nothing rests on the latest second of it. */
export const STALE = { stale: 'harmless' } as const;
type Stale = typeof STALE;

export type Query = Partial<Stale> & {
  readonly index?: IndexName;
  readonly pk: string;
  /** Sort keys from here on, inclusive. */
  readonly from?: string;
  /** Sort keys up to here, inclusive. */
  readonly to?: string;
  readonly descending?: boolean;
  /** This many items a page, 1 to 1,000; 100 when absent. Only the last page has fewer. */
  readonly limit?: number;
  /** Where the page before ended: opaque, from `Page.cursor`. */
  readonly cursor?: string;
};
export type Page = { readonly items: readonly Item[]; readonly cursor?: string };

/** All of them must hold on the item as it is; an absent item has no fields. */
export type Condition = {
  readonly absent?: readonly string[];
  readonly equal?: Readonly<Record<string, string | number | boolean>>;
  readonly atLeast?: Readonly<Record<string, number>>;
};

export type Write =
  | { readonly put: Item; readonly if?: Condition }
  | { readonly delete: Key; readonly if?: Condition }
  | { readonly check: Key; readonly if: Condition }
  | {
      readonly update: Key;
      readonly set?: Fields;
      /** Numbers to add; an absent field counts from 0. */
      readonly add?: Readonly<Record<string, number>>;
      readonly remove?: readonly string[];
      readonly if?: Condition;
    };

/** Nothing has been written. `failed` are the positions of the writes whose condition did not hold. */
export class ConditionFailed extends Error {
  override readonly name = 'ConditionFailed';
  readonly failed: readonly number[];
  constructor(failed: readonly number[]) {
    super(`Condition failed for write ${failed.join(', ')}`);
    this.failed = failed;
  }
}

/** A fault of our code: DynamoDB would refuse this transaction whatever the table holds. */
export class TransactionTooLarge extends Error {
  override readonly name = 'TransactionTooLarge';
}

export const NEW: Condition = { absent: ['pk'] };

export const keyOf = (write: Write): Key => {
  if ('put' in write) return { pk: write.put.pk, sk: write.put.sk };
  if ('delete' in write) return write.delete;
  if ('check' in write) return write.check;
  return write.update;
};

/** The sort keys that begin with a prefix, as a range for `Query`. */
export const prefix = (start: string) => ({ from: start, to: `${start}\u{10ffff}` });

/** Every item of a query, page by page. Only for partitions whose size is bounded by one case. */
export const all = async (table: Table, query: Query): Promise<Item[]> => {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page: Page = await table.query({ ...query, limit: 1_000, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
};
