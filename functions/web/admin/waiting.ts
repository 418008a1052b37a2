import { boardPk, CaseView } from '#shared/cases/boards';
import { caseKey, casePk } from '#shared/cases/case';
import type { UnitId } from '#shared/ids';
import type { Table } from '#shared/table/table';

/**
 * The district's cases that wait in a task: one page of the board's stage view, without those that have been answered
 * a moment ago. A list to choose from; whatever is done with a case checks it again.
 */
export const waitingIn = async (
  table: Table,
  pipeline: string,
  district: UnitId,
  task: string,
  limit: number,
): Promise<CaseView[]> => {
  const pk = boardPk(pipeline, district, `stage-${task}`);
  const { items } = await table.query({ index: 'district', pk, limit });
  const listed = items.map((item) => CaseView.parse(item)).filter((each) => each.task?.startsWith(`${task}.`));
  const cases = await table.glance(listed.map(({ id }) => caseKey(id)));
  const waits = new Map(cases.map((item) => [item.pk, item['task']]));
  return listed.filter((each) => waits.get(casePk(each.id)) === each.task);
};
