import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { contract } from '#workflows/festivalCondolence/contract';
import { heldBatches, sourcesOf } from './sources.ts';

/** Cuts the lists that a campaign is held against into batches. */
export const lineUp = step(contract.lineUp, async ({ caseId, entered }, host) => {
  const each = await getCase(host.table, caseId);
  return { batches: heldBatches(entered, await sourcesOf(host, each)) };
});
