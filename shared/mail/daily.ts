import { Outage } from '#shared/faults';
import { ConditionFailed, type Table } from '#shared/table/table';
import { civilDate, endOfDay } from '#shared/time/civil';
import type { Clock } from '#shared/time/clock';
import type { Mail } from './mail.ts';

type Limit = {
  readonly table: Table;
  readonly clock: Clock;
  /** Mails that may leave in a day of the calendar. */
  readonly most: number;
  /** Called whenever a mail has to wait. */
  readonly full: () => void;
};

const DAY_MS = 86_400_000;

/**
 * A circuit breaker before mail that leaves the house: whatever runs wild, no more than so many mails go out in a day,
 * and what is over the limit waits in the outbox. Used where mail costs money or a good name.
 *
 * What is left of the day is a number that is counted down before each mail. A mail that fails after it was counted,
 * and one counted twice because an answer got lost, cost one of the day's mails each and nothing else.
 */
export const daily = (mail: Mail, limit: Limit): Mail => ({
  async send(each) {
    if (!(await counted(limit))) {
      limit.full();
      throw new Outage('The mails of the day are used up');
    }
    await mail.send(each);
  },
});

const counted = async ({ table, clock, most }: Omit<Limit, 'full'>): Promise<boolean> => {
  const day = civilDate(clock.now());
  const key = { pk: `MAILS#${day}`, sk: 'LEFT' };
  const ttl = Math.ceil((endOfDay(day) + DAY_MS) / 1_000);
  try {
    await table.transact([{ update: key, add: { left: -1 }, if: { atLeast: { left: 1 } } }], { again: 'harmless' });
    return true;
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
  // Used up, or the first mail of the day: then there is a number from here on.
  const { left } = await table.claim({ ...key, left: most, ttl });
  if (typeof left !== 'number' || left < 1) return false;
  return counted({ table, clock, most });
};
