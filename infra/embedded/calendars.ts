import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { BadInput } from '#shared/faults';
import type { Calendars } from '#shared/time/calendars';
import { shippedYears } from '#shared/time/calendars/shipped';
import { CalendarYear, workingCalendar, type WorkingCalendar } from '#shared/time/workingDays';

/**
 * The shipped calendars and those of the data folder, read again when the folder has changed: no restart is needed.
 *
 * Asked for every deadline, so the folder's own time is all that is looked at.
 */
export const openCalendars = (folder: string): Calendars => {
  let known: number | undefined;
  let calendar: WorkingCalendar = workingCalendar(shippedYears());
  return {
    working: () => {
      const changed = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
      if (changed === known) return calendar;
      const names = changed === undefined ? [] : readdirSync(folder).filter((name) => /^\d{4}\.json$/.test(name));
      calendar = workingCalendar([...shippedYears(), ...names.toSorted().map((name) => readYear(join(folder, name)))]);
      known = changed;
      return calendar;
    },
  };
};

const readYear = (path: string): CalendarYear => {
  try {
    return CalendarYear.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new BadInput(`${path} is not a working-day calendar: compare it with shared/time/calendars`, { cause });
  }
};
