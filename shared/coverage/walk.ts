import { rowsOf, type RosterRow } from '#shared/rosters/rows';
import type { Table } from '#shared/table/table';
import { type People, placesOf, type Recipient } from './recipients.ts';
import { eachSheet, recipientOn, sheetOf, sheetsOf } from './sheets.ts';
import { firstOf, type OnSheet, type Sheet, STRETCH } from './stretch.ts';

/** Rows of one union's roster, by its import; both ends are meant. */
export type Rows = Omit<OnSheet, 'row'> & { readonly from: number; readonly to: number };

export type OnRoster = { readonly row: RosterRow; readonly recipient: Recipient | undefined };

const PAGE = 10 * STRETCH;

/**
 * The rows of a roster, each with whoever has a place by it: nobody where the person's place is on another row.
 *
 * @param page how many rows are read at once: as many as are wanted, where that is known
 */
export async function* onRoster(
  table: Table,
  of: People,
  { unit, import: roster, from, to }: Rows,
  page = PAGE,
): AsyncGenerator<OnRoster> {
  for (let next = from; next <= to;) {
    const last = Math.min(to, next + page - 1);
    const [rows, sheets] = await Promise.all([
      rowsOf(table, { scope: of.id, unit }, roster, { from: next, limit: last - next + 1 }),
      sheetsOf(table, of, { unit, import: roster, from: next, to: last }),
    ]);
    const bySheet = new Map(sheets.map((sheet) => [sheet.from, sheet]));
    for (const row of rows) {
      if (row.row > last) break;
      const sheet = bySheet.get(firstOf(row.row));
      yield { row, recipient: sheet && recipientOn(sheet, row.row, row.person) };
    }
    next = last + 1;
  }
}

/** Everybody with a place, by union and row. A campaign may be large: look at sheets where that will do. */
export async function* everyRecipient(
  table: Table,
  of: People,
): AsyncGenerator<Recipient & { readonly on: RosterRow }> {
  for await (const { unit, import: roster, from, ...sheet } of eachSheet(table, of)) {
    const rows = await rowsOf(table, { scope: of.id, unit }, roster, { from, limit: STRETCH });
    for (const row of rows) {
      const recipient = recipientOn({ unit, import: roster, from, ...sheet }, row.row, row.person);
      if (recipient) yield { ...recipient, on: row };
    }
  }
}

/** How many stand how, from the sheets alone. */
export const countSheets = async (table: Table, of: People): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for await (const { lines } of eachSheet(table, of))
    for (const { status } of lines.values()) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

/** How people stand: by the sheet of their row, or by their place where that is on none. */
export const recipientsOf = async (
  table: Table,
  of: People,
  people: readonly string[],
): Promise<Map<string, Recipient>> => {
  const places = [...(await placesOf(table, of, people)).values()];
  const bySheet = Map.groupBy(places, ({ unit, import: roster, row }) => `${unit}#${roster}#${firstOf(row)}`);
  const found = await Promise.all(
    [...bySheet.values()].map(async (some) => {
      const [first] = some;
      const sheet: Sheet | undefined = first && (await sheetOf(table, of, first));
      return some.flatMap((place) => (sheet ? recipientOn(sheet, place.row, place.person) : place) ?? []);
    }),
  );
  return new Map(found.flat().map((recipient) => [recipient.person, recipient]));
};
