import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { refusedOf } from '#shared/payments/refused';
import { contract } from '#workflows/festivalCondolence/contract';

/** Says whether there is anybody to whom the bank could not pay and whose account can still be corrected. */
export const refused = step(contract.refused, async ({ caseId }, host) => ({
  outcome: (await refusedOf(host, await getCase(host.table, caseId))).length > 0 ? ('ask' as const) : ('none' as const),
}));
