import { after } from '#infra/embedded/tableWrites';
import { isView } from '#shared/cases/boards';
import { INDEXES, type Item, type Json, keyOf } from '#shared/table/table';
import { inIndex, itemSize } from './itemSize.ts';
import type { Written } from './meteredTable.ts';

const KB = 1_024;
const IN_TRANSACTION = 2;

/**
 * The write units below which no layout of the table could make the same change, under the same rules (one change is
 * one transaction; what is looked for is found by an index):
 *
 * - an item costs as if it held nothing but its key and what the change gives another value, since DynamoDB charges the
 *   whole item and cannot write less than what is new in it; twice in a transaction, which prepares and commits;
 * - an index costs one unit for an entry that comes or goes and two for one that moves, and nothing for what changes in
 *   it, as if it held keys alone;
 * - copies for boards cost nothing themselves, only their entries.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export const leastUnits = ({ write, before, transactional }: Written): number => {
  const next = after(write, before);
  const key = keyOf(write);
  const entries = 'check' in write ? 0 : INDEXES.reduce((sum, name) => sum + moved(name, before, next), 0);
  if (isView(key)) return entries;
  const bytes = itemSize(key) + (next ? sizeOfNew(before, next) : 0);
  return Math.max(1, Math.ceil(bytes / KB)) * (transactional ? IN_TRANSACTION : 1) + entries;
};

const moved = (name: (typeof INDEXES)[number], before: Item | undefined, next: Item | undefined): number => {
  const [old, now] = [inIndex(name, before), inIndex(name, next)];
  if (!old && !now) return 0;
  if (!old || !now) return 1;
  return old[`${name}Pk`] === now[`${name}Pk`] && old[`${name}Sk`] === now[`${name}Sk`] ? 0 : 2;
};

type Fields = Readonly<Record<string, Json | undefined>>;
const isFields = (value: Json | undefined): value is Fields & Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Bytes of what has another value than before, field by field. */
const sizeOfNew = (before: Fields | undefined, next: Fields): number =>
  Object.entries(next).reduce((sum, [name, value]) => {
    const old = before?.[name];
    if (name === 'pk' || name === 'sk' || JSON.stringify(old) === JSON.stringify(value)) return sum;
    return sum + (isFields(old) && isFields(value) ? sizeOfNew(old, value) : itemSize({ [name]: value }));
  }, 0);
