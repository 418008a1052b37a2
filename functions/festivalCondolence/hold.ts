import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { holdBatch } from '#shared/coverage/proof';
import { peopleOf } from '#shared/coverage/recipients';
import { contract } from '#workflows/festivalCondolence/contract';
import { sourceName } from './sources.ts';

/** Holds some rows of registers and rosters against what was delivered: a part of the proof. */
export const hold = step(contract.hold, async ({ caseId, batch }, host) => {
  const each = await getCase(host.table, caseId);
  await holdBatch(host, peopleOf(each), batch, (source) => sourceName(host, source));
  return {};
});
