import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  addDays,
  CivilDate,
  civilDate,
  civilMonth,
  endOfDay,
  formatDate,
  formatInstant,
  startOfDay,
  weekday,
} from '#shared/time/civil';
import { Instant } from '#shared/time/instant';

const at = (iso: string) => Instant.parse(Date.parse(iso));
const on = (date: string) => CivilDate.parse(date);
const anyDate = fc
  .date({ min: new Date('1900-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => on(date.toISOString().slice(0, 10)));

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('Instant', () => {
  it('spans exactly the civil dates', () => {
    expect(startOfDay(on('1900-01-01'))).toBe(Date.parse('1900-01-01T00:00+08:00'));
    expect(endOfDay(on('9999-12-31'))).toBe(Date.parse('9999-12-31T16:00Z'));
    expect(Instant.safeParse(Date.parse('1900-01-01T00:00+08:00') - 1).success).toBe(false);
    expect(Instant.safeParse(Date.parse('9999-12-31T16:00Z') + 1).success).toBe(false);
  });

  it.each([0.5, NaN, Infinity, '0', new Date(0)])('refuses %s', (value) => {
    expect(Instant.safeParse(value).success).toBe(false);
  });
});

describe('CivilDate', () => {
  it.each(['1900-01-01', '2000-02-29', '2024-02-29', '2019-06-01', '9999-12-31'])('takes %s', (date) => {
    expect(CivilDate.parse(date)).toBe(date);
  });

  it.each([
    '1899-12-31',
    '1900-02-29',
    '2019-02-29',
    '2019-13-01',
    '2019-06-31',
    '2019-6-1',
    '2019-06-01T00:00',
    '',
    20190601,
  ])('refuses %s', (date) => {
    expect(CivilDate.safeParse(date).success).toBe(false);
  });
});

describe('civilDate', () => {
  it.each([
    ['2019-05-31T15:59:59.999Z', '2019-05-31'],
    ['2019-05-31T16:00:00.000Z', '2019-06-01'],
    ['2019-06-01T15:59:59.999Z', '2019-06-01'],
    ['2019-12-31T16:00:00.000Z', '2020-01-01'],
  ])('%s is %s in Shanghai', (iso, date) => {
    expect(civilDate(at(iso))).toBe(date);
  });

  it('changes the month with the day', () => {
    expect(civilMonth(at('2019-05-31T15:59:59.999Z'))).toBe('2019-05');
    expect(civilMonth(at('2019-05-31T16:00Z'))).toBe('2019-06');
  });

  it('does not look at TZ', () => {
    for (const zone of ['America/New_York', 'Pacific/Kiritimati', 'UTC', 'Asia/Shanghai']) {
      vi.stubEnv('TZ', zone);
      expect(civilDate(at('2019-05-31T16:00Z'))).toBe('2019-06-01');
      expect(startOfDay(on('2019-06-01'))).toBe(Date.parse('2019-05-31T16:00Z'));
      expect(weekday(on('2019-06-01'))).toBe(6);
      expect(formatInstant(at('2019-06-01T01:40Z'), 'zh')).toBe('2019年6月1日 09:40');
    }
  });

  it('agrees with the time zone database from 1992 on', () => {
    const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
    const instants = fc.integer({ min: Date.UTC(1992, 0), max: Date.UTC(2100, 0) }).map((ms) => Instant.parse(ms));
    fc.assert(
      fc.property(instants, (instant) => {
        expect(civilDate(instant)).toBe(shanghai.format(instant));
      }),
    );
  });

  it('has no date for the last instant, which is the end of 9999', () => {
    expect(() => civilDate(endOfDay(on('9999-12-31')))).toThrow(RangeError);
  });
});

describe('days', () => {
  it('a day ends where the next one starts, and no instant lies in two', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        fc.pre(date < '9999-12-31');
        expect(endOfDay(date)).toBe(startOfDay(addDays(date, 1)));
        expect(civilDate(startOfDay(date))).toBe(date);
        expect(civilDate(Instant.parse(endOfDay(date) - 1))).toBe(date);
      }),
    );
  });

  it.each([
    ['2019-02-28', 1, '2019-03-01'],
    ['2020-02-28', 1, '2020-02-29'],
    ['2019-12-31', 1, '2020-01-01'],
    ['2019-06-01', 0, '2019-06-01'],
    ['2019-06-01', -1, '2019-05-31'],
    ['2019-06-01', 366, '2020-06-01'],
  ])('%s and %i days is %s', (from, days, expected) => {
    expect(addDays(on(from), days)).toBe(expected);
  });

  it.each([
    ['9999-12-31', 1],
    ['1900-01-01', -1],
    ['2019-06-01', 0.5],
    ['2019-06-01', NaN],
  ])('there is no day %s and %d days', (from, days) => {
    expect(() => addDays(on(from), days)).toThrow(RangeError);
  });

  it.each([
    ['2019-06-03', 1],
    ['2019-06-01', 6],
    ['2019-06-02', 7],
    ['1900-01-01', 1],
  ])('%s is weekday %i', (date, expected) => {
    expect(weekday(on(date))).toBe(expected);
  });
});

describe('formatting', () => {
  it('writes a date as people do', () => {
    expect(formatDate(on('2019-06-01'), 'zh')).toBe('2019年6月1日');
    expect(formatDate(on('2019-06-01'), 'en')).toBe('1 June 2019');
    expect(formatDate(on('2019-12-31'), 'en')).toBe('31 December 2019');
  });

  it('writes an instant in Shanghai time, on the 24-hour clock', () => {
    expect(formatInstant(at('2019-06-01T01:40:59Z'), 'zh')).toBe('2019年6月1日 09:40');
    expect(formatInstant(at('2019-06-01T09:40Z'), 'en')).toBe('1 June 2019, 17:40');
    expect(formatInstant(endOfDay(on('2019-06-01')), 'zh')).toBe('2019年6月2日 00:00');
  });
});
