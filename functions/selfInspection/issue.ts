import { step } from '#functions/step';
import type { Case } from '#shared/cases/case';
import { changeCase, getCase } from '#shared/cases/change';
import { openCase } from '#shared/cases/open';
import { SYSTEM } from '#shared/events/chain';
import type { Host } from '#shared/host';
import type { UnitId } from '#shared/ids';
import { yuan } from '#shared/money';
import { organisation } from '#shared/people/organisation';
import { ConditionFailed } from '#shared/table/table';
import { civilDate } from '#shared/time/civil';
import { contract } from '#workflows/selfInspection/contract';
import { selfInspection } from '#workflows/selfInspection/index';
import { aboutOf, policyFor, progressOf, scopeOf } from './programme.ts';
import { findRow, newRow } from './roster.ts';

/** So many at a time, well within the minute that a step has. */
const AT_ONCE = 100;

/** Opens the parts of the next few units. A unit's row is part of its case's transaction, so each has one part. */
export const issue = step(contract.issue, async ({ caseId }, host) => {
  const programme = await getCase(host.table, caseId);
  const units = await scopeOf(host.table, caseId);
  const from = await progressOf(host.table, caseId, 'issued');
  const batch = units.slice(from, from + AT_ONCE);
  for (const unit of batch) await openPart(host, programme, unit);
  const issued = from + batch.length;
  await changeCase(host, caseId, (each) =>
    Number(each.facts['issued']) >= issued
      ? undefined
      : { event: { type: 'issued', by: SYSTEM, data: { units: issued } }, set: { facts: { ...each.facts, issued } } },
  );
  return { more: issued < units.length };
});

const openPart = async (host: Host, programme: Case, unit: UnitId): Promise<void> => {
  if (await findRow(host.table, programme.id, unit)) return;
  const line = await organisation(host.table).lineage(unit);
  const { name } = line[0] ?? { name: unit };
  const township = line.find(({ kind }) => kind === 'township')?.id ?? programme.district;
  const today = civilDate(host.clock.now());
  const { days } = await policyFor(host.table, today);
  const dueOn = host.calendars.working().internalDeadline(today, days['selfInspection'] ?? 15).date;
  const nothing = yuan(0);
  try {
    await openCase(host, {
      pipeline: selfInspection.unitInspection,
      title: name,
      union: unit,
      lang: programme.lang,
      by: SYSTEM,
      values: {},
      facts: { programme: programme.id, about: aboutOf(programme) },
      also: (caseId) =>
        newRow({
          programme: programme.id,
          unit,
          name,
          township,
          caseId,
          status: 'ISSUED',
          members: 0,
          zero: false,
          late: false,
          returned: 0,
          reportedProblems: 0,
          findings: 0,
          items: 0,
          closed: 0,
          dueOn,
          dueFen: nothing,
          recoveredFen: nothing,
          waivedFen: nothing,
          outstandingFen: nothing,
          violations: {},
        }),
    });
  } catch (error) {
    // Another attempt of this step was faster.
    if (!(error instanceof ConditionFailed) || !(await findRow(host.table, programme.id, unit))) throw error;
  }
};
