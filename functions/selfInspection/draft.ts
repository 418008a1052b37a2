import * as z from 'zod/mini';
import { casePk } from '#shared/cases/case';
import { Stale } from '#shared/faults';
import type { CaseId } from '#shared/ids';
import { Fen } from '#shared/money';
import { ConditionFailed, NEW, type Table } from '#shared/table/table';
import { Spending } from '#workflows/selfInspection/spending';
import { Problem } from './findings.ts';

/**
 * A self-inspection before it is signed: saved page by page, taken up by whoever it is handed to, and still there when
 * the report comes back. Nothing in it is true before it is signed.
 */
export const Draft = z.object({
  members: z.optional(z.int()),
  ampleEnterprise: z.optional(z.boolean()),
  budgetFen: z.optional(Fen),
  /** Absent until somebody has said what was spent, were it nothing. */
  spending: z.optional(z.array(Spending)),
  checks: z.record(z.string(), z.enum(['OK', 'PROBLEM', 'NA'])),
  problems: z.record(z.string(), Problem),
  version: z.int(),
});
export type Draft = z.infer<typeof Draft>;

const key = (caseId: CaseId) => ({ pk: casePk(caseId), sk: 'DRAFT#selfInspection' });
const EMPTY: Draft = { checks: {}, problems: {}, version: 0 };

export const getDraft = async (table: Table, caseId: CaseId): Promise<Draft> => {
  const item = await table.get(key(caseId));
  return item ? Draft.parse(item) : EMPTY;
};

const MOST_TRIES = 8;

/** Saves what `change` makes of it as it is: two people who fill in different pages both keep what they wrote. */
export const saveDraft = async (
  table: Table,
  caseId: CaseId,
  change: (draft: Draft) => Partial<Omit<Draft, 'version'>>,
): Promise<Draft> => {
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const before = await getDraft(table, caseId);
    const next: Draft = { ...before, ...change(before), version: before.version + 1 };
    try {
      const condition = before.version === 0 ? NEW : { equal: { version: before.version } };
      await table.transact([{ put: { ...next, ...key(caseId) }, if: condition }]);
      return next;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
  throw new Stale(`The draft of ${caseId} keeps changing`);
};
