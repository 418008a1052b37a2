import { openCase } from '#shared/cases/open';
import type { Actor } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { CaseId, type UnitId } from '#shared/ids';
import { ConditionFailed, type Fields, NEW } from '#shared/table/table';
import { festivalCondolence } from '#workflows/festivalCondolence/index';
import type { Plan } from '#workflows/festivalCondolence/plan';

/**
 * Makes a case of a plan: the district's own, since a campaign has no applicant.
 *
 * @param key of the form: whoever sends it again, because the answer was lost, gets the campaign that it made
 */
export const openCampaign = async (
  host: Host,
  plan: Plan,
  by: Actor,
  district: UnitId,
  key?: string,
): Promise<CaseId> => {
  const values: Fields = JSON.parse(JSON.stringify(plan));
  const sent = { pk: `PLANNED#${key}`, sk: 'PLANNED' };
  try {
    return await openCase(host, {
      pipeline: festivalCondolence,
      title: plan.title,
      union: district,
      lang: 'zh',
      by,
      appliedFen: plan.budgetFen,
      values,
      also: (id) => (key === undefined ? [] : [{ put: { ...sent, caseId: id }, if: NEW }]),
    });
  } catch (error) {
    const before = error instanceof ConditionFailed && key !== undefined ? await host.table.get(sent) : undefined;
    if (!before) throw error;
    return CaseId.parse(before['caseId']);
  }
};
