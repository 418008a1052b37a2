import { randomUUID } from 'node:crypto';
import { ConditionFailed, type Item, type Json, type Table } from '#shared/table/table';

/** A table, and a partition of it that no other test uses. */
export const own = () => `T#${randomUUID()}`;

export const put = (table: Table, pk: string, sk: string, more: Record<string, Json> = {}) =>
  table.transact([{ put: { pk, sk, ...more } }]);

export const sks = (items: readonly Item[]) => items.map(({ sk }) => sk);

export const failure = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    await promise;
    return undefined;
  } catch (error) {
    return error;
  }
};

/** The positions whose condition failed; nothing where all was written. */
export const failedAt = async (promise: Promise<unknown>) => {
  const error = await failure(promise);
  return error instanceof ConditionFailed ? error.failed : error;
};
