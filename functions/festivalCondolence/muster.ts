import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { standingOf } from '#shared/rosters/imports';
import { type Batch, contract } from '#workflows/festivalCondolence/contract';
import { planOf, peopleOf } from './campaign.ts';
import { giveUp } from './places.ts';

/** What one step works off well within its minute. */
const ROWS = 1_000;

/** Cuts the rosters that are in force into batches. */
export const muster = step(contract.muster, async ({ caseId }, host) => {
  const each = await getCase(host.table, caseId);
  const rosters = await Promise.all(
    planOf(each).unions.map(async (unit) => ({
      unit,
      standing: await standingOf(host.table, { scope: caseId, unit }),
    })),
  );
  const inForce = new Map(rosters.flatMap(({ unit, standing }) => (standing?.import ? [[unit, standing.import]] : [])));
  await giveUp(host.table, peopleOf(each), inForce);
  const batches = rosters.flatMap(({ unit, standing }): Batch[] => {
    const { import: roster, lastRow = 0 } = standing ?? {};
    if (roster === undefined) return [];
    return Array.from({ length: Math.ceil(lastRow / ROWS) }, (_, i) => ({
      unit,
      roster,
      from: i * ROWS + 1,
      to: Math.min(lastRow, (i + 1) * ROWS),
    }));
  });
  return { batches };
});
