/**
 * Working days of the State Council's calendar, for every deadline. Day 1 of a deadline is the next working day, and
 * a deadline ends at 24:00 of its last day (`endOfDay`).
 *
 * The State Council announces a year in the November before it. Until its file is here, whoever counts must say
 * which clock is meant: a legal one, which refuses to guess, or an internal one, which guesses and says so.
 */
import * as z from 'zod/mini';
import { Refusal } from '#shared/faults';
import { addDays, CivilDate, weekday, yearOf } from './civil.ts';

const isWeekend = (date: CivilDate) => weekday(date) > 5;

/**
 * One year's arrangement, as in `calendars/<year>.json`. Holidays are days off (on a weekend they change nothing);
 * make-up days are the weekend days worked for them. `source` is the number of the State Council's notice.
 */
export const CalendarYear = z
  .strictObject({
    year: z.int().check(z.gte(2000), z.lte(2999)),
    source: z.string().check(z.minLength(1)),
    holidays: z.array(CivilDate).check(z.minLength(1)),
    makeUpDays: z.array(CivilDate).check(z.refine((days) => days.every(isWeekend), 'make-up days are weekend days')),
  })
  .check(
    z.refine(
      ({ year, holidays, makeUpDays }) => [...holidays, ...makeUpDays].every((date) => yearOf(date) === year),
      'every date must be in the year',
    ),
    z.refine(
      ({ holidays, makeUpDays }) => !makeUpDays.some((date) => holidays.includes(date)),
      'a date is off or worked, not both',
    ),
  );
export type CalendarYear = z.infer<typeof CalendarYear>;

/** A legal clock met a year whose calendar is not here. It waits; submitting and deciding go on. */
export class CalendarMissing extends Refusal {
  override readonly name = 'CalendarMissing';
  readonly status = 409;
  readonly year: number;

  constructor(year: number) {
    super(`No working-day calendar for ${year}: put calendars/${year}.json into the data folder`);
    this.year = year;
  }
}

/** A day counted for an internal deadline. Provisional: it passes through a year counted as Monday to Friday. */
export type InternalDeadline = { readonly date: CivilDate; readonly provisional: boolean };

/** Counts of days are whole, 1 to 1000, or a RangeError. */
export type WorkingCalendar = {
  /** @throws {CalendarMissing} for a date in a year that is not here */
  isWorkingDay(date: CivilDate): boolean;
  /** The `days`th working day after `from`. For notice, appeal and correction. @throws {CalendarMissing} */
  legalDeadline(from: CivilDate, days: number): CivilDate;
  /** The `days`th working day after `from`. For officers' own deadlines. Never refuses for a missing year. */
  internalDeadline(from: CivilDate, days: number): InternalDeadline;
  /**
   * The last day of a notice put up on `start`, which does not count itself: the `days`th full working day after it.
   * Objections are in time until its 24:00. @throws {CalendarMissing}
   */
  lastFullNoticeDay(start: CivilDate, days: number): CivilDate;
  /** Working days after `after`, up to and including `to`; 0 when `to` is not later. @throws {CalendarMissing} */
  workingDaysBetween(after: CivilDate, to: CivilDate): number;
};

/** The `days`th day after `from` that `works`. */
const nth = (from: CivilDate, days: number, works: (date: CivilDate) => boolean): CivilDate => {
  if (!Number.isInteger(days) || days < 1 || days > 1000) throw new RangeError(`days must be 1 to 1000, got ${days}`);
  let date = from;
  for (let left = days; left > 0;) {
    date = addDays(date, 1);
    if (works(date)) left -= 1;
  }
  return date;
};

/** The calendar made of these years. A year given twice counts as given last, so a corrected file replaces ours. */
export const workingCalendar = (years: readonly CalendarYear[]): WorkingCalendar => {
  const known = new Map(
    years.map(({ year, holidays, makeUpDays }) => [
      year,
      { off: new Set<string>(holidays), worked: new Set<string>(makeUpDays) },
    ]),
  );

  /** Undefined where the year is missing. */
  const announced = (date: CivilDate): boolean | undefined => {
    const year = known.get(yearOf(date));
    return year && (isWeekend(date) ? year.worked.has(date) : !year.off.has(date));
  };

  const isWorkingDay = (date: CivilDate): boolean => {
    const working = announced(date);
    if (working === undefined) throw new CalendarMissing(yearOf(date));
    return working;
  };

  const legalDeadline = (from: CivilDate, days: number) => nth(from, days, isWorkingDay);

  return {
    isWorkingDay,
    legalDeadline,
    lastFullNoticeDay: legalDeadline,
    internalDeadline(from, days) {
      let provisional = false;
      const date = nth(from, days, (day) => {
        const working = announced(day);
        provisional ||= working === undefined;
        return working ?? !isWeekend(day);
      });
      return { date, provisional };
    },
    workingDaysBetween(after, to) {
      let count = 0;
      for (let date = after; date < to;) {
        date = addDays(date, 1);
        if (isWorkingDay(date)) count += 1;
      }
      return count;
    },
  };
};
