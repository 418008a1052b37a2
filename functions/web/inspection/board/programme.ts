import { aboutOf, type About } from '#functions/selfInspection/programme';
import { NoSuchPage } from '#functions/web/refusals';
import type { Visit } from '#functions/web/admin/console';
import type { Case } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { Forbidden } from '#shared/faults';
import { CaseId } from '#shared/ids';

/** A programme spans all units: it is for the district's own people. */
export const ofDistrict = ({ officer }: Visit): void => {
  if (officer.units[0]?.kind !== 'district') throw new Forbidden('Programmes are of the district');
};

export const programmeIn = async (visit: Visit): Promise<{ programme: Case; about: About }> => {
  ofDistrict(visit);
  const id = CaseId.safeParse(visit.request.params['programme']);
  if (!id.success) throw new NoSuchPage('Not a programme');
  const programme = await getCase(visit.host.table, id.data);
  if (programme.pipeline !== 'selfInspection') throw new NoSuchPage('Not a programme');
  return { programme, about: aboutOf(programme) };
};

export const pathOf = ({ id }: Pick<Case, 'id'>): `/${string}` => `/admin/selfInspection/${id}`;
