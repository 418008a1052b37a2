import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { onceFor } from '#shared/cases/once';
import { allRecipients } from '#shared/coverage/recipients';
import { SYSTEM } from '#shared/events/chain';
import { TaskId } from '#shared/ids';
import { cancelParts } from '#shared/tasks/parts';
import { contract } from '#workflows/festivalCondolence/contract';
import { peopleOf } from './campaign.ts';

/** Counts what the teams recorded: the case then says how much was handed out, for whoever reconciles the goods. */
export const tally = step(contract.tally, async ({ caseId, entered }, host) => {
  const each = await getCase(host.table, caseId);
  const counts: Record<string, number> = { delivered: 0, absent: 0, listed: 0 };
  for await (const { status } of allRecipients(host.table, peopleOf(each))) counts[status] = (counts[status] ?? 0) + 1;
  await onceFor(host, { caseId, entered, step: 'tally' }, (now) => ({
    event: { type: 'tallied', by: SYSTEM, data: { counts } },
    set: { facts: { ...now.facts, counts, delivered: counts['delivered'] ?? 0 } },
  }));
  const round = each.rounds['visits'];
  if (round) await cancelParts(host, caseId, TaskId.parse(`visits.${round.n}`));
  return {};
});
