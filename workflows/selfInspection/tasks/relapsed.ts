import { itemNumbersIn } from '#shared/register/item';
import { itemsOf } from '#shared/register/register';
import type { TaskDefinition } from '#shared/tasks/definition';

/** A look-back opens items that were closed, and no others: a number typed wrong would open somebody's next best one. */
export const namesClosedItems: NonNullable<TaskDefinition['check']> = async (
  { outcome, values, case: each },
  table,
) => {
  if (outcome !== 'relapse') return [];
  const closed = (await itemsOf(table, each.id)).flatMap(({ no, status }) => (status === 'closed' ? [no] : []));
  const named = itemNumbersIn(String(values['items'] ?? ''));
  if (named.length > 0 && named.every((no) => closed.includes(no))) return [];
  const [zh, en] = [closed.join('、'), closed.join(', ')];
  const message = {
    zh: `请填写本单位已销号的问题编号：${zh}`,
    en: `Give numbers of items of this unit that are closed: ${en}`,
  };
  return [{ field: 'items', message }];
};
