import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { onceFor } from '#shared/cases/once';
import { peopleOf } from '#shared/coverage/recipients';
import { countSheets } from '#shared/coverage/walk';
import { SYSTEM } from '#shared/events/chain';
import { headsOf, sealedHeads } from '#shared/events/lanes';
import { TaskId } from '#shared/ids';
import { cancelParts } from '#shared/tasks/parts';
import { contract } from '#workflows/festivalCondolence/contract';

/** Counts what the teams recorded: the case then says how much was handed out, for whoever reconciles the goods. */
export const tally = step(contract.tally, async ({ caseId, entered }, host) => {
  const each = await getCase(host.table, caseId);
  const counts = { delivered: 0, absent: 0, listed: 0, ...(await countSheets(host.table, peopleOf(each))) };
  const lanes = sealedHeads(await headsOf(host.table, caseId));
  await onceFor(host, { caseId, entered, step: 'tally' }, (now) => ({
    event: { type: 'tallied', by: SYSTEM, data: { counts, lanes } },
    set: { facts: { ...now.facts, counts, delivered: counts.delivered } },
  }));
  const round = each.rounds['visits'];
  if (round) await cancelParts(host, caseId, TaskId.parse(`visits.${round.n}`));
  return {};
});
