import type { Host } from '#shared/host';
import type { Text } from '#shared/text';
import { addDays, type CivilDate, civilDate, weekday } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';
import { CalendarMissing } from '#shared/time/workingDays';

/** The last day of a deadline: a deadline is kept as its end, which is the first instant of the day after. */
export const lastDay = (dueAt: Instant): CivilDate => civilDate(Instant.parse(dueAt - 1));

/** Working days until the end of a deadline, today not counted; Monday to Friday where the calendar is missing. */
const workingDaysLeft = ({ calendars }: Pick<Host, 'calendars'>, today: CivilDate, last: CivilDate): number => {
  try {
    return calendars.working().workingDaysBetween(today, last);
  } catch (error) {
    if (!(error instanceof CalendarMissing)) throw error;
    let count = 0;
    for (let day = today; day < last;) {
      day = addDays(day, 1);
      if (weekday(day) <= 5) count += 1;
    }
    return count;
  }
};

/** How long a deadline still is, in words: 还有 2 个工作日, 今天到期, 已逾期. */
export const daysLeft = (host: Pick<Host, 'calendars' | 'clock'>, dueAt: Instant): Text => {
  const today = civilDate(host.clock.now());
  const last = lastDay(dueAt);
  if (today > last) return { zh: '已经逾期', en: 'it is overdue' };
  if (today === last) return { zh: '今天到期', en: 'it is due today' };
  const days = workingDaysLeft(host, today, last);
  if (days === 0) return { zh: '期限前没有工作日了', en: 'no working day is left' };
  return { zh: `还有 ${days} 个工作日`, en: days === 1 ? '1 working day left' : `${days} working days left` };
};
