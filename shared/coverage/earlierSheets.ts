import { rowsOf } from '#shared/rosters/rows';
import type { Table } from '#shared/table/table';
import { ofShard, type People, placesOf, type Recipient } from './recipients.ts';
import type { Line } from './sheetText.ts';
import { blank, firstOf, type OnSheet, type Sheet, STRETCH } from './stretch.ts';

/**
 * Campaigns from before there were sheets kept on each person's place what became of them. Their sheets are read from
 * there until they are written for the first time.
 */
const lineOf = ({ status, group, reason, at, by, receipt }: Recipient): Line => ({
  status,
  ...(group !== undefined && { group }),
  ...(reason !== undefined && { reason }),
  ...(at !== undefined && { at }),
  ...(by !== undefined && { by }),
  ...(receipt !== undefined && { receipt }),
});

const asSheet = (on: OnSheet, places: readonly Recipient[]): Sheet | undefined => {
  const [first] = places;
  if (!first) return undefined;
  const late = places.some((place) => place.late === true);
  return { ...blank(on, first.valueFen, late), lines: new Map(places.map((place) => [place.row, lineOf(place)])) };
};

export const earlierSheet = async (table: Table, of: People, on: OnSheet): Promise<Sheet | undefined> => {
  const { unit, import: roster } = on;
  const from = firstOf(on.row);
  const rows = (await rowsOf(table, { scope: of.id, unit }, roster, { from, limit: STRETCH })).filter(
    ({ row }) => row < from + STRETCH,
  );
  const places = await placesOf(
    table,
    of,
    rows.map(({ person }) => person),
  );
  const held = [...places.values()].filter((place) => place.unit === unit && place.import === roster);
  return asSheet(
    on,
    held.filter(({ row }) => firstOf(row) === from),
  );
};

/** All of them, by the sort key of the sheet: a campaign of that time is small enough. */
export const earlierSheets = async (table: Table, of: People): Promise<Map<string, Sheet>> => {
  const places: Recipient[] = [];
  for (let shard = 0; shard < of.shards; shard++)
    for await (const place of ofShard(table, of, shard)) places.push(place);
  const groups = Map.groupBy(places, (place) => sheetSk({ ...place, row: place.row }));
  const sorted = [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    sorted.flatMap(([sk, some]) => {
      const [first] = some;
      const sheet = first && asSheet(first, some);
      return sheet ? [[sk, sheet] as const] : [];
    }),
  );
};

export const sheetSk = ({ unit, import: roster, row }: OnSheet): string =>
  `SHEET#${unit}#${roster}#${String(firstOf(row)).padStart(7, '0')}`;
