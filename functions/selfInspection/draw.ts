import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { step } from '#functions/step';
import { casePk } from '#shared/cases/case';
import { changeCase } from '#shared/cases/change';
import { getCase } from '#shared/cases/change';
import { readForm } from '#shared/cases/forms';
import { SYSTEM } from '#shared/events/chain';
import type { Host } from '#shared/host';
import type { CaseId, UnitId } from '#shared/ids';
import { ConditionFailed, NEW } from '#shared/table/table';
import { civilDate } from '#shared/time/civil';
import { contract } from '#workflows/selfInspection/contract';
import { type Picked, sample } from '#workflows/selfInspection/sample';
import { policyFor, progressOf, scopeOf } from './programme.ts';
import { getRow, type Row, rowChange, rowsOf } from './roster.ts';
import { answerIfWaiting } from './waiting.ts';

const AT_ONCE = 100;

/** Draws the spot check once, and tells the next few units. Who has not reported by now is in. */
export const draw = step(contract.draw, async ({ caseId }, host) => {
  const picks = await picksOf(host, caseId);
  const units = await scopeOf(host.table, caseId);
  const from = await progressOf(host.table, caseId, 'told');
  const batch = units.slice(from, from + AT_ONCE);
  for (const unit of batch) await tell(host, caseId, unit, picks.get(unit) ?? 'passed');
  const told = from + batch.length;
  await changeCase(host, caseId, (each) =>
    Number(each.facts['told']) >= told
      ? undefined
      : { event: { type: 'drawn', by: SYSTEM, data: { units: told } }, set: { facts: { ...each.facts, told } } },
  );
  return { more: told < units.length };
});

const Draw = z.object({ picked: z.array(z.object({ unit: z.string(), reason: z.enum(['late', 'bigZero', 'risk']) })) });
type Picks = ReadonlyMap<string, Picked['reason']>;

/** The draw as it was made first: an attempt that follows must not draw others. */
const picksOf = async (host: Host, programme: CaseId): Promise<Picks> => {
  const key = { pk: casePk(programme), sk: 'DRAW' };
  const stored = await host.table.get(key);
  if (stored) return new Map(Draw.parse(stored).picked.map(({ unit, reason }) => [unit, reason]));
  const each = await getCase(host.table, programme);
  const policy = await policyFor(host.table, civilDate(host.clock.now()));
  const asked = Number((await readForm(host, each, 'sampling'))?.values['percent'] ?? policy.samplePercent);
  const rows = await rowsOf(host.table, programme);
  const picked = sample(
    rows.map((row) => candidate(row, each.head)),
    { percent: Math.max(asked, policy.samplePercent), zeroReportMembers: policy.zeroReportMembers },
  );
  try {
    await host.table.transact([{ put: { ...key, picked }, if: NEW }]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    return picksOf(host, programme);
  }
  return new Map(picked.map(({ unit, reason }) => [unit, reason]));
};

/** The lot is drawn from the programme's event chain as it stood: it can be drawn again, and nobody could choose it. */
const candidate = (row: Row, seed: string) => ({
  unit: row.unit,
  members: row.members,
  late: row.reportedOn === undefined || row.late,
  zeroReport: row.zero,
  risk: row.reportedProblems * 2 + row.returned,
  lot: createHash('sha256').update(`${seed}#${row.unit}`).digest('hex'),
});

const tell = async (host: Host, programme: CaseId, unit: UnitId, drawn: NonNullable<Row['drawn']>): Promise<void> => {
  const { caseId } = await getRow(host.table, programme, unit);
  await changeCase(host, caseId, async () => {
    const row = await getRow(host.table, programme, unit);
    if (row.drawn) return undefined;
    return { event: { type: 'drawn', by: SYSTEM, data: { drawn } }, also: rowChange(row, { drawn }) };
  });
  await answerIfWaiting(host, caseId, 'drawing', drawn === 'passed' ? 'passed' : 'picked');
};
