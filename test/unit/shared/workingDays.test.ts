import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedYears } from '#shared/time/calendars/shipped';
import { addDays, CivilDate, weekday } from '#shared/time/civil';
import { CalendarMissing, CalendarYear, workingCalendar } from '#shared/time/workingDays';

const on = (date: string) => CivilDate.parse(date);
const calendar = workingCalendar(shippedYears());
const upTo2019 = workingCalendar(shippedYears().filter(({ year }) => year <= 2019));

/** Day by day as the notices read: weekend days that are worked, and days off from Monday to Friday. */
const golden = {
  worked: `
    2018-02-11 2018-02-24 2018-04-08 2018-04-28 2018-09-29 2018-09-30 2018-12-29
    2019-02-02 2019-02-03 2019-04-28 2019-05-05 2019-09-29 2019-10-12
    2020-01-19 2020-04-26 2020-05-09 2020-06-28 2020-09-27 2020-10-10
    2021-02-07 2021-02-20 2021-09-18 2022-01-29 2022-04-02 2022-10-09
    2023-01-28 2023-06-25 2023-10-08 2024-02-04 2024-02-18 2024-05-11 2024-09-14
    2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
    2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10
    2019-04-30 2019-05-06 2020-02-03 2022-02-07 2024-02-09 2025-10-09 2026-02-24`,
  off: `
    2018-02-15 2018-02-21 2018-04-06 2018-04-30 2018-06-18 2018-09-24 2018-12-31
    2019-01-01 2019-02-04 2019-02-08 2019-04-05 2019-05-01 2019-05-02 2019-05-03 2019-05-04
    2019-06-07 2019-09-13 2019-10-07
    2020-01-24 2020-01-30 2020-01-31 2020-02-01 2020-02-02 2020-04-06 2020-06-25 2020-10-08
    2021-02-11 2021-05-05 2021-09-20 2022-01-03 2022-06-03 2022-09-12 2022-12-31
    2023-01-02 2023-04-05 2023-05-03 2023-09-29 2023-10-06
    2024-02-16 2024-06-10 2024-09-16 2025-01-28 2025-02-04 2025-06-02 2025-10-08
    2026-01-02 2026-02-16 2026-02-23 2026-06-19 2026-09-25 2026-10-07
    2019-06-01 2019-06-02 2020-02-08 2023-12-30`,
};
const dates = (list: string) => list.trim().split(/\s+/).map(on);

describe('the shipped calendars', () => {
  it.each(dates(golden.worked))('%s is worked', (date) => {
    expect(calendar.isWorkingDay(date)).toBe(true);
  });

  it.each(dates(golden.off))('%s is off', (date) => {
    expect(calendar.isWorkingDay(date)).toBe(false);
  });

  it('run from 2018 without a gap, and agree with a public calendar on every day', () => {
    const years = shippedYears().map(({ year }) => year);
    expect(years).toEqual(years.map((_, i) => 2018 + i));
    const last = on(`${years.at(-1)}-12-31`);
    const different = [];
    for (let date = on('2018-01-01'); date <= last; date = addDays(date, 1)) {
      const worked = date in published.workdays || (weekday(date) <= 5 && !(date in published.holidays));
      if (calendar.isWorkingDay(date) !== worked) different.push(date);
    }
    expect(different).toEqual([]);
  });

  it.each(shippedYears())('$year lists only weekdays as holidays, and names its notice', ({ holidays, source }) => {
    expect(holidays.every((date) => weekday(date) <= 5)).toBe(true);
    expect(source).toContain('国办发明电');
  });
});

describe('a deadline', () => {
  it.each([
    ['2019-06-03', 1, '2019-06-04'],
    ['2019-06-06', 1, '2019-06-10'], // Dragon Boat Festival, 7 to 9 June
    ['2019-06-07', 1, '2019-06-10'], // counted from a day off
    ['2019-04-26', 1, '2019-04-28'], // a Sunday that was worked
    ['2019-04-26', 5, '2019-05-06'],
    ['2019-04-30', 1, '2019-05-05'],
    ['2020-01-22', 5, '2020-02-06'],
    ['2018-12-28', 2, '2019-01-02'],
    ['2019-06-03', 60, '2019-08-27'],
  ])('from %s, %i working days: ends on %s', (from, days, last) => {
    expect(calendar.legalDeadline(on(from), days)).toBe(last);
    expect(calendar.internalDeadline(on(from), days)).toEqual({ date: last, provisional: false });
  });

  it.each([0, -1, 1.5, 1001, NaN])('is refused for %d days', (days) => {
    expect(() => calendar.legalDeadline(on('2019-06-03'), days)).toThrow(RangeError);
    expect(() => calendar.internalDeadline(on('2019-06-03'), days)).toThrow(RangeError);
  });

  it('counts the days that it was made of', () => {
    const from = fc.integer({ min: 0, max: 2500 }).map((days) => addDays(on('2018-01-01'), days));
    fc.assert(
      fc.property(from, fc.integer({ min: 1, max: 200 }), (start, days) => {
        const last = calendar.legalDeadline(start, days);
        expect(calendar.isWorkingDay(last)).toBe(true);
        expect(calendar.workingDaysBetween(start, last)).toBe(days);
      }),
    );
  });
});

describe('a notice', () => {
  it('does not count the day it is put up, and ends with the fifth full working day', () => {
    expect(calendar.lastFullNoticeDay(on('2019-06-03'), 5)).toBe('2019-06-11');
    expect(calendar.lastFullNoticeDay(on('2019-06-01'), 5)).toBe('2019-06-10');
  });
});

describe('workingDaysBetween', () => {
  it.each([
    ['2019-06-03', '2019-06-03', 0],
    ['2019-06-03', '2019-06-02', 0],
    ['2019-06-03', '2019-06-04', 1],
    ['2019-06-06', '2019-06-09', 0],
    ['2019-06-06', '2019-06-10', 1],
    ['2018-12-31', '2019-12-31', 250],
  ])('after %s, up to %s: %i', (after, to, count) => {
    expect(calendar.workingDaysBetween(on(after), on(to))).toBe(count);
  });
});

describe('a year that is not announced yet', () => {
  const lastDay = on('2019-12-31');

  it('makes legal clocks wait, and says which file is missing', () => {
    const missing = expect.objectContaining({
      name: 'CalendarMissing',
      year: 2020,
      message: expect.stringContaining('calendars/2020.json'),
    });
    for (const count of [
      () => upTo2019.isWorkingDay(on('2020-01-01')),
      () => upTo2019.legalDeadline(lastDay, 1),
      () => upTo2019.lastFullNoticeDay(on('2019-12-25'), 5),
      () => upTo2019.workingDaysBetween(lastDay, on('2020-01-01')),
    ]) {
      expect(count).toThrow(CalendarMissing);
      expect(count).toThrow(missing);
    }
  });

  it('leaves deadlines alone that end before it', () => {
    expect(upTo2019.legalDeadline(on('2019-12-30'), 1)).toBe('2019-12-31');
    expect(upTo2019.internalDeadline(on('2019-12-30'), 1)).toEqual({ date: '2019-12-31', provisional: false });
    expect(upTo2019.workingDaysBetween(on('2019-12-30'), lastDay)).toBe(1);
  });

  it('is counted as Monday to Friday for internal deadlines, and says so', () => {
    expect(upTo2019.internalDeadline(lastDay, 1)).toEqual({ date: '2020-01-01', provisional: true });
    expect(upTo2019.internalDeadline(lastDay, 4)).toEqual({ date: '2020-01-06', provisional: true });
    expect(workingCalendar([]).internalDeadline(on('2019-05-31'), 1)).toEqual({
      date: '2019-06-03',
      provisional: true,
    });
  });
});

describe('a calendar file', () => {
  const year = { year: 2027, source: '国办发明电〔2026〕1号', holidays: ['2027-01-01'], makeUpDays: ['2027-01-03'] };

  it('adds a year', () => {
    const longer = workingCalendar([...shippedYears(), CalendarYear.parse(year)]);
    expect(longer.legalDeadline(on('2026-12-31'), 1)).toBe('2027-01-03');
  });

  it('replaces a year that was announced differently later', () => {
    const corrected = CalendarYear.parse({ ...year, year: 2019, holidays: ['2019-06-03'], makeUpDays: [] });
    expect(workingCalendar([...shippedYears(), corrected]).isWorkingDay(on('2019-06-03'))).toBe(false);
  });

  it('may list the weekend days of a holiday too', () => {
    expect(CalendarYear.safeParse({ ...year, holidays: ['2027-01-01', '2027-01-02'] }).success).toBe(true);
  });

  it.each([
    ['a date of another year', { holidays: ['2026-01-01'] }],
    ['a make-up day on a weekday', { makeUpDays: ['2027-01-04'] }],
    ['a date that is both', { holidays: ['2027-01-03'] }],
    ['a date that does not exist', { holidays: ['2027-02-29'] }],
    ['no holidays at all', { holidays: [] }],
    ['no source', { source: '' }],
    ['an unknown key', { holiday: ['2027-01-01'] }],
  ])('is refused for %s', (_, change) => {
    expect(CalendarYear.safeParse({ ...year, ...change }).success).toBe(false);
  });
});
