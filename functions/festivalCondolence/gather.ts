import { step } from '#functions/step';
import { dataKeyOf, formRecord } from '#shared/cases/forms';
import type { Case } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { nextRound, onceFor } from '#shared/cases/once';
import { cut } from '#shared/coverage/cut';
import { SYSTEM } from '#shared/events/chain';
import { headsOf, sealedHeads } from '#shared/events/lanes';
import type { Host } from '#shared/host';
import { TaskId } from '#shared/ids';
import { standingOf } from '#shared/rosters/imports';
import { cancelParts, partsOf } from '#shared/tasks/parts';
import { getTask } from '#shared/tasks/task';
import { contract } from '#workflows/festivalCondolence/contract';
import { comparedIn, enlistedIn } from './batches.ts';
import { planOf } from './campaign.ts';
import { compareBatch } from './compareBatch.ts';
import { listsOf, registersOf } from './sources.ts';

/** Adds up what the batches came to, and makes of it the difference list for whoever confirms the rosters. */
export const gather = step(contract.gather, async ({ caseId, entered }, host) => {
  const each = await getCase(host.table, caseId);
  const whole = await getTask(host.table, caseId, TaskId.parse(`rosters.${each.rounds['rosters']?.n ?? 1}`));
  const parts = await partsOf(host, whole);
  const mustered = String(each.facts['mustered']);
  const counts = await enlistedIn(host.table, caseId, mustered);
  const notListed = await missingFrom(host, each, mustered);
  const notRegistered = await beyondRegister(host, each, { ...counts, notListed });
  const silent = parts.filter(({ status }) => status !== 'decided').length;
  await onceFor(host, { caseId, entered, step: 'gather' }, async (now) => {
    const figures = {
      rosters: parts.length - silent,
      silent,
      ...counts,
      notListed,
      ...(notRegistered !== undefined && { notRegistered }),
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
      event: {
        type: 'gathered',
        by: SYSTEM,
        data: { ...record.event, lanes: sealedHeads(await headsOf(host.table, caseId)) },
      },
      set: { facts: { ...now.facts, people: counts.listed } },
      also: [record.write],
    };
  });
  await cancelParts(host, caseId, whole.id);
  return {};
});

/**
 * Who has a place and is not on the register: their title is to be checked. Told where one register is the measure; of
 * several, which may overlap, the sum says nothing.
 */
const beyondRegister = async (
  host: Host,
  each: Case,
  { listed, overCap, servedBefore, notListed }: Readonly<Record<string, number>>,
): Promise<number | undefined> => {
  const [only, another] = await registersOf(host, each);
  if (!only || another) return undefined;
  const { rows = 0 } = (await standingOf(host.table, only.place)) ?? {};
  return Math.max(0, (listed ?? 0) + (overCap ?? 0) + (servedBefore ?? 0) - (rows - (notListed ?? 0)));
};

/** Whom the registers name and no roster does. Machines from before there was a state for it leave comparing to this. */
const missingFrom = async (host: Host, each: Case, mustered: string): Promise<number> => {
  const batches = cut(mustered, listsOf(await registersOf(host, each)));
  const done = await comparedIn(host.table, each.id, mustered);
  if (done.batches >= batches.length) return done.missing;
  for (const batch of batches) await compareBatch(host, each, batch);
  return (await comparedIn(host.table, each.id, mustered)).missing;
};
