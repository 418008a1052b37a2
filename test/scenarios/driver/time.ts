import * as z from 'zod/mini';
import { addDays, CivilDate, civilDate, startOfDay } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';
import { shippedYears } from '#shared/time/calendars/shipped';
import { workingCalendar } from '#shared/time/workingDays';
import { insist, type Server } from './browser.ts';

/** The virtual clock of the host, moved from outside. It stands still while people act. */
export type Time = {
  now(): number;
  today(): CivilDate;
  /** Waits until the host has nothing left to do. @returns when something happens there by itself */
  settle(): Promise<number | undefined>;
  moveTo(when: number): Promise<void>;
};

const Clock = z.object({ now: z.string(), next: z.nullable(z.string()) });
const calendar = workingCalendar(shippedYears());
const OFFICE_OPENS_MS = 9 * 3_600_000;

/** 9:00 of that day. */
export const morning = (day: CivilDate): number => startOfDay(day) + OFFICE_OPENS_MS;

/** When somebody acts who takes so many working days: at once in office hours, else from 9:00 of a working day on. */
export const inOffice = (now: number, after: number): number => {
  let day = civilDate(Instant.parse(now));
  for (let left = after; left > 0;) {
    day = addDays(day, 1);
    if (calendar.isWorkingDay(day)) left -= 1;
  }
  while (!calendar.isWorkingDay(day)) day = addDays(day, 1);
  return Math.max(now, morning(day));
};

export const openTime = (server: Server, start: number): Time => {
  if (server.time) return server.time;
  let now = start;
  const ask = async (init: RequestInit = {}) => {
    const response = await insist(server, new URL('_clock', server.url), init);
    const clock = Clock.parse(await response.json());
    now = Date.parse(clock.now);
    return clock.next === null ? undefined : Date.parse(clock.next);
  };
  return {
    now: () => now,
    today: () => civilDate(Instant.parse(now)),
    settle: () => ask(),
    moveTo: async (when) => {
      // By its name, never «the next»: who asks twice because the first answer was lost must not move twice.
      await ask({ method: 'POST', body: JSON.stringify({ to: new Date(when).toISOString() }) });
    },
  };
};

export const day = (text: string): CivilDate => CivilDate.parse(text);
