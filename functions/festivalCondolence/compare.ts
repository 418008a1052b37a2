import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { compareBatch } from './compareBatch.ts';
import { contract } from '#workflows/festivalCondolence/contract';

/** Looks who of a register's rows is on no roster. */
export const compare = step(contract.compare, async ({ caseId, batch }, host) => {
  await compareBatch(host, await getCase(host.table, caseId), batch);
  return {};
});
