import * as z from 'zod/mini';
import type { CaseId } from '#shared/ids';
import { rowsOf, type RosterRow } from '#shared/rosters/imports';
import { all, type Table, type Write } from '#shared/table/table';
import { allRecipients, type People, type Recipient, recipientOf } from './recipients.ts';

/** Whom a team visits: stretches of the unions' rosters. One item a team, however many people it visits. */
export const DayList = z.object({
  subject: z.string(),
  /** The entry of the state that it was made for. */
  entered: z.string(),
  leader: z.string(),
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
  for await (const { status, unit, row, import: id } of allRecipients(table, of)) {
    if (status !== 'listed' && status !== 'absent') continue;
    const some = rows.get(unit);
    if (some) some.push(row);
    else rows.set(unit, [row]);
    imports[unit] = id;
  }
  const sorted = [...rows].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { rows: new Map(sorted.map(([unit, some]) => [unit, some.toSorted((a, b) => a - b)])), imports };
};

export type Listed = { readonly unit: string; readonly row: RosterRow; readonly recipient: Recipient };

/** The people of a day list, from a place in it on; others of the same rows who are not visited are passed over. */
export async function* onList(table: Table, of: People, { segments, imports }: DayList): AsyncGenerator<Listed> {
  for (const { unit, from, to } of segments) {
    const id = imports[unit];
    if (id === undefined) continue;
    for (let next = from; next <= to;) {
      const rows = await rowsOf(table, { scope: of.id, unit }, id, { from: next, limit: 200 });
      for (const row of rows.filter(({ row: nth }) => nth <= to)) {
        const recipient = await recipientOf(table, of, row.person);
        if (recipient?.unit === unit && recipient.row === row.row && recipient.status !== 'excluded')
          yield { unit, row, recipient };
      }
      const last = rows.at(-1);
      if (!last || last.row >= to) break;
      next = last.row + 1;
    }
  }
}

/**
 * Passes a stretch of one team's list on to another team: both lists change in one write, or neither does.
 *
 * @throws {ConditionFailed} when one of them was changed meanwhile
 */
export const passOn = async (table: Table, of: People, from: DayList, to: DayList, nth: number): Promise<void> => {
  const stretch = from.segments[nth];
  if (!stretch || from.subject === to.subject) return;
  let people = 0;
  for await (const _ of onList(table, of, { ...from, segments: [stretch] })) people += 1;
  const less = { ...from, people: from.people - people, segments: from.segments.toSpliced(nth, 1) };
  const more = { ...to, people: to.people + people, segments: [...to.segments, stretch] };
  await table.transact([
    { ...writeList(of.id, less), if: { equal: { people: from.people } } },
    { ...writeList(of.id, more), if: { equal: { people: to.people } } },
  ]);
};
