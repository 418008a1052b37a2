import { step } from '#functions/step';
import { accountsOf } from '#shared/recovery/ledger';
import { contract } from '#workflows/selfInspection/contract';

/** Says whether anything is outstanding. */
export const balance = step(contract.balance, async ({ caseId }, host) => {
  const open = (await accountsOf(host.table, caseId)).some(({ outstandingFen }) => outstandingFen > 0);
  return { outcome: open ? ('outstanding' as const) : ('settled' as const) };
});
