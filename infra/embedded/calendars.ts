import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadInput } from '#shared/faults';
import type { Calendars } from '#shared/time/calendars';
import { shippedYears } from '#shared/time/calendars/shipped';
import { CalendarYear, workingCalendar, type WorkingCalendar } from '#shared/time/workingDays';

/** The shipped calendars and those of the data folder, read again when a file has come: no restart is needed. */
export const openCalendars = (folder: string): Calendars => {
  let known = '';
  let calendar: WorkingCalendar = workingCalendar(shippedYears);
  const files = () =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => /^\d{4}\.json$/.test(name))
          .toSorted()
      : [];
  return {
    working: () => {
      const names = files();
      if (names.join() === known) return calendar;
      calendar = workingCalendar([...shippedYears, ...names.map((name) => readYear(join(folder, name)))]);
      known = names.join();
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
