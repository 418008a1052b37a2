/** Dates as people write them: Asia/Shanghai on every host, whatever `TZ` says. */
import * as z from 'zod/mini';
import type { Lang } from '#shared/text';
import { Instant } from './instant.ts';

const DAY_MS = 86_400_000;
/** China has kept UTC+8 without summer time since September 1991, and no instant of ours is older. */
const SHANGHAI_MS = 8 * 3_600_000;

/** A day of the calendar, `yyyy-mm-dd`, from 1900-01-01 to 9999-12-31. Compares as text. */
export const CivilDate = z.iso
  .date()
  .check(z.refine((date) => date >= '1900-01-01'))
  .brand<'CivilDate'>();
export type CivilDate = z.infer<typeof CivilDate>;

/** The day in Shanghai. 16:00 UTC begins the next one. @throws {RangeError} after 9999-12-31 */
export const civilDate = (instant: Instant): CivilDate => {
  const date = CivilDate.safeParse(new Date(instant + SHANGHAI_MS).toISOString().slice(0, 10));
  if (!date.success) throw new RangeError(`No civil date at ${instant}`);
  return date.data;
};

/** The month in Shanghai, `yyyy-mm`. @throws {RangeError} after 9999-12-31 */
export const civilMonth = (instant: Instant): string => civilDate(instant).slice(0, 7);

/** 00:00 in Shanghai, the first instant of the day. */
export const startOfDay = (date: CivilDate): Instant => Instant.parse(Date.parse(date) - SHANGHAI_MS);

/** 24:00 in Shanghai: the first instant that is no longer this day. What is due on a day is late from here on. */
export const endOfDay = (date: CivilDate): Instant => Instant.parse(startOfDay(date) + DAY_MS);

/** The day `days` later, or earlier when negative. @throws {RangeError} unless whole and within 1900 to 9999 */
export const addDays = (date: CivilDate, days: number): CivilDate => {
  const instant = Instant.safeParse(startOfDay(date) + days * DAY_MS);
  if (!Number.isInteger(days) || !instant.success) throw new RangeError(`No date ${days} days from ${date}`);
  return civilDate(instant.data);
};

/** 1 Monday to 7 Sunday, as ISO 8601 counts. */
export const weekday = (date: CivilDate): number => new Date(date).getUTCDay() || 7;

/** The calendar year, as a number. */
export const yearOf = (date: CivilDate): number => Number(date.slice(0, 4));

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `2019年6月1日` or `1 June 2019`. */
export const formatDate = (date: CivilDate, lang: Lang): string => {
  const [month, day] = [Number(date.slice(5, 7)), Number(date.slice(8))];
  return lang === 'zh' ? `${yearOf(date)}年${month}月${day}日` : `${day} ${MONTHS[month - 1]} ${yearOf(date)}`;
};

/**
 * `2019年6月1日 09:40` or `1 June 2019, 09:40`, 24-hour, Shanghai time; seconds are cut.
 * A deadline is better shown by its date: its end, 24:00, reads 00:00 of the next day here.
 */
export const formatInstant = (instant: Instant, lang: Lang): string => {
  const time = new Date(instant + SHANGHAI_MS).toISOString().slice(11, 16);
  return `${formatDate(civilDate(instant), lang)}${lang === 'zh' ? ' ' : ', '}${time}`;
};
