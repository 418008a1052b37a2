import type { WorkingCalendar } from './workingDays.ts';

/** Port: the working-day calendar in force: the shipped years and those in the data folder. */
export interface Calendars {
  working(): WorkingCalendar;
}
