import { casePk } from '#shared/cases/case';
import type { CaseId } from '#shared/ids';
import { all, type Key, prefix, type Table } from '#shared/table/table';
import type { Batch } from '#workflows/festivalCondolence/contract';

/** What each batch came to, written with its event: counters that are added up when all of them are done. */
export type Counts = { listed: number; twice: number; overCap: number; servedBefore: number; late: number };

const start = (entered: string): string => `BATCH#${entered}#`;

export const batchKey = (id: CaseId, entered: string, { unit, from }: Batch): Key => ({
  pk: casePk(id),
  sk: `${start(entered)}${unit}#${String(from).padStart(7, '0')}`,
});

export const countsOf = async (table: Table, id: CaseId, entered: string): Promise<Counts> => {
  const sum: Counts = { listed: 0, twice: 0, overCap: 0, servedBefore: 0, late: 0 };
  for (const item of await all(table, { pk: casePk(id), ...prefix(start(entered)) })) {
    sum.listed += Number(item['listed']);
    sum.twice += Number(item['twice']);
    sum.overCap += Number(item['overCap']);
    sum.servedBefore += Number(item['servedBefore']);
    sum.late += Number(item['late']);
  }
  return sum;
};
