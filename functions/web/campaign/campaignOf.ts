import { caseOf } from '#functions/web/admin/case/load';
import type { Visit } from '#functions/web/admin/console';
import type { Case } from '#shared/cases/case';
import { NotFound } from '#shared/faults';
import { festivalCondolence } from '#workflows/festivalCondolence/index';

/** The campaign that an address names, if the officer may see it and it has been weighed. @throws {NotFound} */
export const campaignOf = async (visit: Visit): Promise<Case> => {
  const each = await caseOf(visit);
  if (each.pipeline !== festivalCondolence.name) throw new NotFound('Not a campaign');
  return each;
};
