import * as z from 'zod/mini';
import { step } from '#functions/step';
import { readForm } from '#shared/cases/forms';
import { onceFor } from '#shared/cases/once';
import { SYSTEM } from '#shared/events/chain';
import type { Item } from '#shared/register/item';
import { itemNumbersIn, reopen as openAgain } from '#shared/register/item';
import { itemsOf, itemWrite, newItem, type Opened, takeNumbers } from '#shared/register/register';
import { civilDate, yearOf } from '#shared/time/civil';
import { contract } from '#workflows/selfInspection/contract';
import { policyFor } from './programme.ts';
import { rowFor, rowChange } from './roster.ts';

const Look = z.object({
  how: z.enum(['reopen', 'repeat']),
  items: z._default(z.string(), ''),
  opinion: z._default(z.string(), ''),
  problem: z._default(z.string(), ''),
});

/**
 * What the look-back found undone is open again, with its earlier closing told; new facts are a new item that names
 * the old one. Either has a deadline of its own.
 */
export const reopen = step(contract.reopen, async ({ caseId, entered }, host) => {
  await onceFor(host, { caseId, entered, step: 'reopen' }, async (each) => {
    const now = host.clock.now();
    const today = civilDate(now);
    const look = Look.parse((await readForm(host, each, 'lookBack'))?.values);
    const numbers = itemNumbersIn(look.items);
    const items = await itemsOf(host.table, caseId);
    const named = items.filter(({ no, status }) => status === 'closed' && numbers.includes(no));
    const chosen = named.length > 0 ? named : items.filter(({ status }) => status === 'closed').slice(-1);
    const { days } = await policyFor(host.table, today);
    const deadline = host.calendars.working().internalDeadline(today, days['rectification'] ?? 30).date;
    const row = await rowFor(host.table, each);
    const who = each.acted['lookBack'] ?? 'lookBack';
    const back = { status: 'RECTIFYING' as const, settledOn: undefined, dueOn: deadline };
    const again = look.how === 'reopen';
    const event = { type: again ? 'reopened' : 'repeated', by: SYSTEM, data: { items: chosen.map(({ no }) => no) } };
    if (again) {
      const open = chosen.map((item) => ({ ...openAgain(item, who, now, 'lookBack'), deadline }));
      return {
        event,
        also: [...open.map(itemWrite), ...rowChange(row, { ...back, closed: row.closed - open.length })],
      };
    }
    const { numbers: free, write } = await takeNumbers(host.table, yearOf(today), chosen.length);
    const fresh = chosen.flatMap((item, i) => {
      const no = free[i];
      return no ? [newItem(repeated(item, { no, deadline, problem: look.problem || item.problem }))] : [];
    });
    return {
      event,
      also: [
        write,
        ...fresh.map((made) => made.write),
        ...rowChange(row, { ...back, items: row.items + fresh.length }),
      ],
    };
  });
  return {};
});

const repeated = (
  { caseId, programme, unit, finding, check, violation, no: repeatOf }: Item,
  own: Pick<Item, 'no' | 'deadline' | 'problem'>,
): Opened => ({ ...own, caseId, programme, unit, finding, check, violation, repeatOf });
