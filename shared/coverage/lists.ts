import * as z from 'zod/mini';
import type { CaseId } from '#shared/ids';
import type { RosterRow } from '#shared/rosters/rows';
import { all, type Table, type Write } from '#shared/table/table';
import type { People, Recipient } from './recipients.ts';
import { eachSheet, sheetsOf } from './sheets.ts';
import { onRoster } from './walk.ts';

/** Whom a team visits: stretches of the unions' rosters. One item a team, however many people it visits. */
export const DayList = z.object({
  subject: z.string(),
  /** The entry of the state that it was made for. */
  entered: z.string(),
  leader: z.string(),
  /** The union that hands out to its own people, where that is whose list it is. */
  union: z.optional(z.string()),
  /** How many lists were made with it. */
  of: z.optional(z.number()),
  people: z.number(),
  segments: z.readonly(z.array(z.object({ unit: z.string(), from: z.number(), to: z.number() }))),
  /** The import of each union that the rows belong to. */
  imports: z.record(z.string(), z.string()),
});
export type DayList = z.infer<typeof DayList>;

const keyOf = (id: CaseId, subject: string) => ({ pk: `LISTS#${id}`, sk: subject });

export const writeList = (id: CaseId, list: DayList): Extract<Write, { put: unknown }> => ({
  put: { ...list, ...keyOf(id, list.subject) },
});
export const dayList = async (table: Table, id: CaseId, subject: string): Promise<DayList | undefined> => {
  const item = await table.get(keyOf(id, subject));
  return item ? DayList.parse(item) : undefined;
};
export const dayLists = async (table: Table, id: CaseId): Promise<DayList[]> =>
  (await all(table, { pk: keyOf(id, '').pk })).map((item) => DayList.parse(item));

/** The rows of each union whose people are still to be visited, and the import that they belong to. */
export const toVisit = async (
  table: Table,
  of: People,
): Promise<{ rows: Map<string, number[]>; imports: Record<string, string> }> => {
  const rows = new Map<string, number[]>();
  const imports: Record<string, string> = {};
  for await (const { unit, import: id, lines } of eachSheet(table, of)) {
    const due = [...lines].flatMap(([row, { status }]) => (status === 'listed' || status === 'absent' ? [row] : []));
    if (due.length === 0) continue;
    const some = rows.get(unit);
    if (some) some.push(...due);
    else rows.set(unit, due);
    imports[unit] = id;
  }
  const sorted = [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { rows: new Map(sorted.map(([unit, some]) => [unit, some.toSorted((a, b) => a - b)])), imports };
};

export type Listed = {
  readonly unit: string;
  readonly row: RosterRow;
  readonly recipient: Recipient;
  /** Where it is in the list. */
  readonly mark: Mark;
};

/** A place in a list: a stretch of it, and a row. */
export type Mark = { readonly nth: number; readonly row: number };

/** The people of a day list, from a place in it on; others of the same rows who are not visited are passed over. */
export async function* onList(
  table: Table,
  of: People,
  { segments, imports }: DayList,
  { start = { nth: 0, row: 0 }, page }: { start?: Mark; page?: number } = {},
): AsyncGenerator<Listed> {
  for (const [nth, { unit, from, to }] of segments.entries()) {
    const roster = imports[unit];
    if (roster === undefined || nth < start.nth) continue;
    const first = nth === start.nth ? Math.max(from, start.row) : from;
    for await (const { row, recipient } of onRoster(table, of, { unit, import: roster, from: first, to }, page))
      if (recipient && recipient.status !== 'excluded') yield { unit, row, recipient, mark: { nth, row: row.row } };
  }
}

/** How many people of a list stand how, from its sheets alone. */
export const countList = async (
  table: Table,
  of: People,
  { segments, imports }: DayList,
): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { unit, from, to } of segments) {
    const sheets = await sheetsOf(table, of, { unit, import: imports[unit] ?? '', from, to });
    for (const [row, { status }] of sheets.flatMap(({ lines }) => [...lines]))
      if (row >= from && row <= to) counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
};

/**
 * Passes a stretch of one team's list on to another team: both lists change in one write, or neither does.
 *
 * @throws {ConditionFailed} when one of them was changed meanwhile
 */
export const passOn = async (table: Table, of: People, from: DayList, to: DayList, nth: number): Promise<void> => {
  const stretch = from.segments[nth];
  if (!stretch || from.subject === to.subject) return;
  let people = 0;
  for (const [status, count] of Object.entries(await countList(table, of, { ...from, segments: [stretch] })))
    if (status !== 'excluded') people += count;
  const less = { ...from, people: from.people - people, segments: from.segments.toSpliced(nth, 1) };
  const more = { ...to, people: to.people + people, segments: [...to.segments, stretch] };
  await table.transact([
    { ...writeList(of.id, less), if: { equal: { people: from.people } } },
    { ...writeList(of.id, more), if: { equal: { people: to.people } } },
  ]);
};
