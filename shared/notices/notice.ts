import * as z from 'zod/mini';
import { CaseId } from '#shared/ids';
import type { Item, Key, Table } from '#shared/table/table';
import { addDays, CivilDate } from '#shared/time/civil';
import type { WorkingCalendar } from '#shared/time/workingDays';

/**
 * A public notice (公示): a masked line on a page of its own for whole working days, during which anybody may object.
 * An objection stops its clock; what was left of it runs on when the objection is dismissed.
 */
export const Notice = z.object({
  caseId: CaseId,
  pipeline: z.string(),
  /** An internal notice hangs where those concerned can see it; on no page of ours, and nobody objects to it there. */
  scope: z.enum(['union', 'district', 'internal']),
  /** Which notice of this scope it is: a new one starts from its first day. */
  round: z.number(),
  status: z.enum(['up', 'paused', 'ended']),
  /** Masked name, unit, category and kind of aid; never an illness, a number or an account. */
  line: z.object({ name: z.string(), unit: z.string(), aid: z.object({ zh: z.string(), en: z.string() }) }),
  /** The first day of the present run, which does not count itself. */
  since: CivilDate,
  lastDay: CivilDate,
  /** Full working days still to run when it was paused. */
  daysLeft: z.number(),
  contact: z.string(),
  supervisionPhone: z.string(),
});
export type Notice = z.infer<typeof Notice>;

export const noticeKey = (caseId: CaseId): Key => ({ pk: `CASE#${caseId}`, sk: 'NOTICE' });

/** Public notices in force stand in an index of their own, soonest to end first. */
export const noticeItem = (notice: Notice): Item => ({
  ...notice,
  ...noticeKey(notice.caseId),
  ...(notice.status === 'up' && notice.scope !== 'internal'
    ? { monthPk: 'NOTICES', monthSk: `${notice.lastDay}#${notice.caseId}` }
    : {}),
});

export const getNotice = async (table: Table, caseId: CaseId): Promise<Notice | undefined> => {
  const item = await table.get(noticeKey(caseId));
  return item ? Notice.parse(item) : undefined;
};

/** Full working days still to run when it is stopped on a day: that day itself was no full one. @throws {CalendarMissing} */
export const daysLeftOn = (calendar: WorkingCalendar, { daysLeft, lastDay }: Notice, day: CivilDate): number =>
  Math.max(1, Math.min(daysLeft, calendar.workingDaysBetween(addDays(day, -1), lastDay)));

/** The notices that are up on a day, soonest to end first; those whose last day has passed are not found any more. */
export const noticesUp = async (
  table: Table,
  today: CivilDate,
  cursor?: string,
): Promise<{ notices: Notice[]; cursor?: string }> => {
  const page = await table.query({
    index: 'month',
    pk: 'NOTICES',
    from: today,
    limit: 50,
    ...(cursor ? { cursor } : {}),
  });
  return { notices: page.items.map((item) => Notice.parse(item)), ...(page.cursor ? { cursor: page.cursor } : {}) };
};
