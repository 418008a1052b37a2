import { openCase } from '#shared/cases/open';
import type { Actor } from '#shared/events/chain';
import type { Host } from '#shared/host';
import type { CaseId, UnitId } from '#shared/ids';
import type { Fields } from '#shared/table/table';
import { festivalCondolence } from '#workflows/festivalCondolence/index';
import type { Plan } from '#workflows/festivalCondolence/plan';

/** Makes a case of a plan: the district's own, since a campaign has no applicant. */
export const openCampaign = (host: Host, plan: Plan, by: Actor, district: UnitId): Promise<CaseId> => {
  const values: Fields = JSON.parse(JSON.stringify(plan));
  return openCase(host, {
    pipeline: festivalCondolence,
    title: plan.title,
    union: district,
    lang: 'zh',
    by,
    appliedFen: plan.budgetFen,
    values,
  });
};
