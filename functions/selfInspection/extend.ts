import { step } from '#functions/step';
import { onceFor } from '#shared/cases/once';
import { SYSTEM } from '#shared/events/chain';
import { extend as later } from '#shared/register/item';
import { itemsOf, itemWrite } from '#shared/register/register';
import { civilDate } from '#shared/time/civil';
import { contract } from '#workflows/selfInspection/contract';
import { policyFor } from './programme.ts';
import { rowFor, rowChange } from './roster.ts';

/** Moves the deadline of what is open, once, from the day on which it was. */
export const extend = step(contract.extend, async ({ caseId, entered }, host) => {
  await onceFor(host, { caseId, entered, step: 'extend' }, async (each) => {
    const { days } = await policyFor(host.table, civilDate(host.clock.now()));
    const calendar = host.calendars.working();
    const open = (await itemsOf(host.table, caseId)).filter(
      ({ status, extendedTo }) => status === 'open' && extendedTo === undefined,
    );
    const extended = open.map((item) =>
      later(item, calendar.internalDeadline(item.deadline, days['extension'] ?? 15).date),
    );
    const row = await rowFor(host.table, each);
    const until = extended
      .flatMap(({ extendedTo }) => extendedTo ?? [])
      .toSorted()
      .at(-1);
    return {
      event: { type: 'extended', by: SYSTEM, data: { items: extended.map(({ no }) => no), until } },
      also: [...extended.map(itemWrite), ...rowChange(row, { dueOn: until ?? row.dueOn })],
    };
  });
  return {};
});
