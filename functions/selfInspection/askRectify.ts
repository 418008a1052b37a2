import { step } from '#functions/step';
import type { Host } from '#shared/host';
import { deadlineOf } from '#shared/register/item';
import { itemsOf } from '#shared/register/register';
import { type CivilDate, civilDate } from '#shared/time/civil';
import { contract } from '#workflows/selfInspection/contract';
import { waitFor } from './waiting.ts';

/** Who was sent back after the deadline still gets so many working days. */
const LEAST_DAYS = 5;

/** Asks the unit until the latest deadline of what is open, so that a return does not begin the time anew. */
export const askRectify = step(contract.askRectify, async (waiting, host) => {
  const open = (await itemsOf(host.table, waiting.caseId)).filter(({ status }) => status !== 'closed');
  const until = open.map(deadlineOf).toSorted().at(-1);
  await waitFor(host, waiting, Math.max(LEAST_DAYS, until === undefined ? 0 : daysUntil(host, until)));
  return {};
});

const MOST_DAYS = 250;
const daysUntil = (host: Host, until: CivilDate): number => {
  const today = civilDate(host.clock.now());
  const calendar = host.calendars.working();
  let days = 0;
  while (days < MOST_DAYS && calendar.internalDeadline(today, days + 1).date <= until) days += 1;
  return days;
};
