import type { Host } from '#shared/host';
import { civilDate, endOfDay } from '#shared/time/civil';
import type { TaskDefinition } from './definition.ts';
import { ladder } from './ladder.ts';
import type { Task } from './task.ts';

/**
 * Until when a task that is put this moment is to be answered, and what happens on the way there. Legal time is only
 * told where its calendar is known; an internal deadline is provisional where it is not.
 *
 * @param days working days for the answer
 */
export const dueIn = (
  { clock, calendars }: Pick<Host, 'clock' | 'calendars'>,
  definition: TaskDefinition,
  days: number,
): Pick<Task, 'openedAt' | 'dueAt' | 'provisional' | 'rungs' | 'climbed'> => {
  const now = clock.now();
  const [today, calendar] = [civilDate(now), calendars.working()];
  const nth = (n: number) =>
    definition.legal
      ? { date: calendar.legalDeadline(today, n), provisional: false }
      : calendar.internalDeadline(today, n);
  const { date, provisional } = nth(days);
  const rungs = ladder(definition, days, (n) => nth(n).date);
  return { openedAt: now, dueAt: endOfDay(date), provisional, rungs, climbed: 0 };
};
