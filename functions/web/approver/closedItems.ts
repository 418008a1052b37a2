import type { Case } from '#shared/cases/case';
import type { Answers } from '#shared/forms/fields';
import type { Host } from '#shared/host';
import { itemNumbersIn } from '#shared/register/item';
import { itemsOf } from '#shared/register/register';
import type { Outcome, Problem } from '#shared/tasks/definition';

/** An answer that names closed items names no others: a number typed wrong would open somebody's next best one. */
export const notClosed = async (
  { table }: Pick<Host, 'table'>,
  each: Case,
  { namesClosed: field }: Outcome,
  values: Answers,
): Promise<readonly Problem[]> => {
  if (field === undefined) return [];
  const closed = (await itemsOf(table, each.id)).flatMap(({ no, status }) => (status === 'closed' ? [no] : []));
  const named = itemNumbersIn(String(values[field] ?? ''));
  if (named.length > 0 && named.every((no) => closed.includes(no))) return [];
  const [zh, en] = [closed.join('、'), closed.join(', ')];
  const message = {
    zh: `请填写本单位已销号的问题编号：${zh}`,
    en: `Give numbers of items of this unit that are closed: ${en}`,
  };
  return [{ field, message }];
};
