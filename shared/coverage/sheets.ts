import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { CaseId } from '#shared/ids';
import { type Item, NEW, prefix, type Table, type Write } from '#shared/table/table';
import { earlierSheet, earlierSheets, sheetSk } from './earlierSheets.ts';
import type { People, Recipient } from './recipients.ts';
import { type Line, linesFrom, LineText, textOf } from './sheetText.ts';
import { firstOf, type OnSheet, type Sheet, STRETCH } from './stretch.ts';

/**
 * 签领表: what became of the people of a stretch of a union's roster, on one item, as on a sheet of paper. Whoever
 * signs a sheet for sixty people writes it once. The places (recipients.ts) say who is on which line.
 */
const Stored = z.extend(LineText, {
  unit: z.string(),
  import: z.string(),
  from: z.number(),
  valueFen: z.number(),
  late: z.optional(z.boolean()),
  version: z.number(),
});

/** So many partitions hold the sheets of a campaign, each those of some unions: no batch is in another's way. */
const SHARDS = 16;
const shards = Array.from({ length: SHARDS }, (_, shard) => shard);
const pkOf = (id: CaseId, shard: number) => `SHEETS#${id}#${String(shard).padStart(2, '0')}`;
const pk = (id: CaseId, unit: string) => pkOf(id, (createHash('sha256').update(unit).digest()[0] ?? 0) % SHARDS);

const read = (item: Item): Sheet => {
  const { unit, import: roster, from, valueFen, late = false, version, ...text } = Stored.parse(item);
  return { unit, import: roster, from, valueFen, late, version, lines: linesFrom(from, text) };
};

/** The sheet with other lines, if nobody has changed it since. */
export const writeSheet = (id: CaseId, sheet: Sheet, lines: ReadonlyMap<number, Line>): Write => {
  const { unit, import: roster, from, valueFen, late, version } = sheet;
  const kept = { unit, import: roster, from, valueFen, ...(late && { late }), version: version + 1 };
  const put: Item = {
    pk: pk(id, unit),
    sk: sheetSk({ unit, import: roster, row: from }),
    ...kept,
    ...textOf(from, lines),
  };
  return { put, if: version === 0 ? NEW : { equal: { version } } };
};

export const removeSheet = (id: CaseId, { unit, import: roster, from, version }: Sheet): Write => ({
  delete: { pk: pk(id, unit), sk: sheetSk({ unit, import: roster, row: from }) },
  if: { equal: { version } },
});

/** The sheet of a row; nothing where none of its stretch has been given a place. */
export const sheetOf = async (table: Table, of: People, on: OnSheet): Promise<Sheet | undefined> => {
  const item = await table.get({ pk: pk(of.id, on.unit), sk: sheetSk(on) });
  if (item) return read(item);
  return of.sheets ? undefined : earlierSheet(table, of, on);
};

/** The sheets of some rows of one roster, in order. */
export const sheetsOf = async (
  table: Table,
  of: People,
  { unit, import: roster, from, to }: Omit<OnSheet, 'row'> & { from: number; to: number },
): Promise<Sheet[]> => {
  const skAt = (row: number) => sheetSk({ unit, import: roster, row });
  const range = { from: skAt(from), to: skAt(to) };
  const sheets: Sheet[] = [];
  for await (const item of pages(table, { pk: pk(of.id, unit), ...range })) sheets.push(read(item));
  if (of.sheets) return sheets;
  const known = new Set(sheets.map((sheet) => sheet.from));
  for (let first = firstOf(from); first <= to; first += STRETCH) {
    const sheet = known.has(first) ? undefined : await earlierSheet(table, of, { unit, import: roster, row: first });
    if (sheet) sheets.push(sheet);
  }
  return sheets.toSorted((a, b) => a.from - b.from);
};

/** Every sheet of a campaign, a page at a time: those of a union one after the other, in the order of its rows. */
export async function* eachSheet(table: Table, of: People): AsyncGenerator<Sheet> {
  const earlier = of.sheets ? new Map<string, Sheet>() : await earlierSheets(table, of);
  for (const shard of shards) {
    for await (const item of pages(table, { pk: pkOf(of.id, shard), ...prefix('SHEET#') })) {
      earlier.delete(item.sk);
      yield read(item);
    }
  }
  yield* earlier.values();
}

async function* pages(table: Table, query: { pk: string; from: string; to: string }): AsyncGenerator<Item> {
  let cursor: string | undefined;
  do {
    const page: { items: readonly Item[]; cursor?: string } = await table.query({
      ...query,
      limit: 500,
      ...(cursor === undefined ? {} : { cursor }),
    });
    yield* page.items;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** A line as the recipient that it is about. */
export const recipientOn = (sheet: Sheet, row: number, person: string): Recipient | undefined => {
  const line = sheet.lines.get(row);
  if (!line) return undefined;
  const { unit, import: roster, valueFen, late } = sheet;
  return { person, unit, import: roster, row, valueFen, ...line, ...(late && { late }) };
};
