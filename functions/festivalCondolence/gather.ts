import { step } from '#functions/step';
import { dataKeyOf, formRecord } from '#shared/cases/forms';
import { getCase } from '#shared/cases/change';
import { nextRound, onceFor } from '#shared/cases/once';
import { SYSTEM } from '#shared/events/chain';
import { TaskId } from '#shared/ids';
import { cancelParts, partsOf } from '#shared/tasks/parts';
import { getTask } from '#shared/tasks/task';
import { contract } from '#workflows/festivalCondolence/contract';
import { countsOf } from './batches.ts';
import { planOf } from './campaign.ts';
import { missingFrom } from './sources.ts';

/** Makes recipients of the rosters that are in force, and works out the difference list for whoever confirms them. */
export const gather = step(contract.gather, async ({ caseId, entered }, host) => {
  const each = await getCase(host.table, caseId);
  const whole = await getTask(host.table, caseId, TaskId.parse(`rosters.${each.rounds['rosters']?.n ?? 1}`));
  const parts = await partsOf(host, whole);
  // The batches were enlisted in the entry before this one.
  const counts = await countsOf(host.table, caseId, String(Number(entered) - 1));
  const notListed = await missingFrom(host, each);
  const silent = parts.filter(({ status }) => status !== 'decided').length;
  await onceFor(host, { caseId, entered, step: 'gather' }, async (now) => {
    const figures = {
      rosters: parts.length - silent,
      silent,
      ...counts,
      notListed,
      totalFen: counts.listed * planOf(now).standardFen,
    };
    const record = formRecord(
      host.random,
      { id: caseId, key: await dataKeyOf(host, now) },
      { name: 'calculation', version: nextRound(now, 'gather') },
      figures,
      () => false,
    );
    return {
      event: { type: 'gathered', by: SYSTEM, data: record.event },
      set: { facts: { ...now.facts, people: counts.listed } },
      also: [record.write],
    };
  });
  await cancelParts(host, caseId, whole.id);
  return {};
});
