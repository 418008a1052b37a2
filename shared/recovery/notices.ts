import * as z from 'zod/mini';
import { casePk } from '#shared/cases/case';
import type { CaseId } from '#shared/ids';
import { all, NEW, prefix, type Table, type Write } from '#shared/table/table';
import { CivilDate } from '#shared/time/civil';

/**
 * 清退通知, served on whoever has to pay back and, where they have left or retired, on their present employer. The person
 * is told by a code: who that is stands on the paper itself.
 */
export const Served = z.object({
  n: z.int(),
  item: z.string(),
  to: z.enum(['person', 'employer']),
  payer: z.string(),
  on: CivilDate,
  /** How it was served: by hand, by registered post. */
  how: z.string(),
});
export type Served = z.infer<typeof Served>;

const sk = (n: number) => `RECNOTICE#${String(n).padStart(4, '0')}`;

export const servedOn = async (table: Table, caseId: CaseId): Promise<Served[]> =>
  (await all(table, { pk: casePk(caseId), ...prefix('RECNOTICE#') })).map((item) => Served.parse(item));

export const servedWrite = (caseId: CaseId, served: Served): Write => ({
  put: { pk: casePk(caseId), sk: sk(served.n), ...served },
  if: NEW,
});
