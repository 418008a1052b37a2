import { caseItems, isView } from '#shared/cases/boards';
import { Case } from '#shared/cases/case';
import type { Item } from '#shared/table/table';

/** Items by which boards find a case are made anew: an archive may be older than how they are kept. */
export const asStoredNow = (item: Item): Item[] => {
  if (isView(item)) return [];
  return item.sk === 'CASE' ? caseItems(Case.parse(item)) : [item];
};
