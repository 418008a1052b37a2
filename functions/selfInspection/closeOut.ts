import { step } from '#functions/step';
import { accountsOf } from '#shared/recovery/ledger';
import { itemsOf } from '#shared/register/register';
import { contract } from '#workflows/selfInspection/contract';
import { isRectified } from '#workflows/selfInspection/standing';

/** Rectified is a unit whose items are all closed and that owes nothing: read from the ledgers, not from its answers. */
export const closeOut = step(contract.closeOut, async ({ caseId }, host) => {
  const [items, accounts] = await Promise.all([itemsOf(host.table, caseId), accountsOf(host.table, caseId)]);
  const done = isRectified({
    items: items.length,
    closed: items.filter(({ status }) => status === 'closed').length,
    outstandingFen: accounts.reduce((sum, { outstandingFen }) => sum + outstandingFen, 0),
  });
  return { outcome: done ? ('rectified' as const) : ('open' as const) };
});
