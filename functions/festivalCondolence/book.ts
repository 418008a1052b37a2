import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { onceFor } from '#shared/cases/once';
import { bookVisits } from '#shared/coverage/visitLedger';
import { peopleOf } from '#shared/coverage/recipients';
import { SYSTEM } from '#shared/events/chain';
import { contract } from '#workflows/festivalCondolence/contract';
import { planOf } from './campaign.ts';

/** Enters what was handed out into the ledger, a line for each enterprise or family, before the campaign is closed. */
export const book = step(contract.book, async ({ caseId, entered }, host) => {
  const each = await getCase(host.table, caseId);
  const booked = await bookVisits(host.table, peopleOf(each), each, planOf(each).type);
  await onceFor(host, { caseId, entered, step: 'book' }, (now) => ({
    event: { type: 'booked', by: SYSTEM, data: booked },
    set: { facts: { ...now.facts, booked } },
  }));
  return {};
});
