import { getRow } from '#functions/selfInspection/roster';
import type { Visit } from '#functions/web/admin/console';
import { NoSuchPage } from '#functions/web/refusals';
import type { Case } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { UnitId } from '#shared/ids';
import { programmeIn } from './programme.ts';

/** A unit's part of a programme, by the unit that it was issued to. */
export const partIn = async (visit: Visit): Promise<{ programme: Case; each: Case }> => {
  const { programme } = await programmeIn(visit);
  const unit = UnitId.safeParse(visit.request.params['unit']);
  if (!unit.success) throw new NoSuchPage('Not a unit');
  const { caseId } = await getRow(visit.host.table, programme.id, unit.data);
  return { programme, each: await getCase(visit.host.table, caseId) };
};
