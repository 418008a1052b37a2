import type { KeyObject } from 'node:crypto';
import * as z from 'zod/mini';
import { Answered } from '#shared/forms/answers';
import type { Answers } from '#shared/forms/fields';
import { open } from '#shared/keys/fields';
import { type Fields, prefix, type Table } from '#shared/table/table';

/** Where a roster's rows stand, and how they are read; `imports.ts` takes them in. */
export type RosterPlace = {
  /** The campaign or register that it belongs to. */
  readonly scope: string;
  /** The union that answers for it. */
  readonly unit: string;
};

export const placePk = ({ scope, unit }: RosterPlace) => `ROSTER#${scope}#${unit}`;
export const rowsPk = (place: RosterPlace, id: string) => `${placePk(place)}#${id}`;
export const rowSk = (row: number) => `ROW#${String(row).padStart(6, '0')}`;

const Row = z.object({ row: z.number(), person: z.string(), sealed: z.string() });
export type RosterRow = z.infer<typeof Row> & { readonly plain: Fields };

/** A page of a roster, in the order of its file; sealed fields stay sealed. */
export const rowsOf = async (
  table: Table,
  place: RosterPlace,
  id: string,
  { from = 0, limit = 1_000 }: { from?: number; limit?: number } = {},
): Promise<RosterRow[]> => {
  const pk = rowsPk(place, id);
  const { items } = await table.query({ pk, ...prefix('ROW#'), from: rowSk(from), limit });
  return items.map((item) => {
    const { pk: _pk, sk: _sk, row: _row, person: _person, sealed: _sealed, ...plain } = item;
    return { ...Row.parse(item), plain };
  });
};

/** The sealed fields of a row. @throws {KeyLost} */
export const unsealed = (key: KeyObject, place: RosterPlace, id: string, { row, sealed }: RosterRow): Answers =>
  Answered.parse(open(key, { context: rowsPk(place, id), field: rowSk(row), version: 1 }, sealed));
