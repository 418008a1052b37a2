import { addDays, type CivilDate, civilDate } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';
import { shippedYears } from '#shared/time/calendars/shipped';
import { workingCalendar } from '#shared/time/workingDays';
import { eventsOf, type Kept } from './eventLog.ts';
import type { Applicant } from './world.ts';

const calendar = workingCalendar(shippedYears());
const dayOf = (at: number): CivilDate => civilDate(Instant.parse(at));

/** Whole working days from the day after `from` to the day before `to`. */
const between = (from: CivilDate, to: CivilDate): number => {
  let days = 0;
  for (let day = addDays(from, 1); day < to; day = addDays(day, 1)) if (calendar.isWorkingDay(day)) days += 1;
  return days;
};

/** Full working days that a case was on notice until it ended without objection, from its last start anew; 0 if never. */
export const noticeDays = (items: readonly Kept[], applicant: Applicant): number | undefined => {
  let since: CivilDate | undefined;
  let [days, clear] = [0, false];
  for (const { type, at, data } of eventsOf(items, applicant)) {
    const task = String(data['task'] ?? '');
    const outcome = String(data['outcome'] ?? '');
    if (task.startsWith('publicNotice.') && type === 'taskOpened') since = dayOf(at);
    if (task.startsWith('publicNotice.') && type === 'decided' && since !== undefined) {
      days += between(since, dayOf(at));
      clear = outcome === 'clear';
    }
    // Any other answer to an objection than its dismissal starts the notice from its first day.
    if (task.startsWith('objection.') && type === 'decided' && outcome === 'reclassify') days = 0;
  }
  return clear ? days : undefined;
};
