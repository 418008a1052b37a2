import * as z from 'zod/mini';
import type { Table } from '#shared/table/table';
import type { Remembered } from './mapping.ts';

/** How a unit heads the columns of a kind of roster, so that its next file needs no help. */
const keyOf = (unit: string, kind: string) => ({ pk: `COLUMNS#${unit}`, sk: kind });

export const remembered = async (table: Table, unit: string, kind: string): Promise<Remembered> => {
  const item = await table.get(keyOf(unit, kind));
  return item ? z.parse(z.record(z.string(), z.string()), item['heads']) : {};
};

export const remember = (table: Table, unit: string, kind: string, heads: Remembered): Promise<void> =>
  table.transact([{ put: { ...keyOf(unit, kind), heads } }]);
