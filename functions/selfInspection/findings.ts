import * as z from 'zod/mini';
import { casePk } from '#shared/cases/case';
import type { CaseId } from '#shared/ids';
import { Fen } from '#shared/money';
import { all, prefix, type Table, type Write } from '#shared/table/table';
import { CivilDate } from '#shared/time/civil';
import { checkOf, VIOLATIONS } from '#workflows/selfInspection/checklist';

/** What was found at a unit: proposed from its report and the spot check, then determined, changed or dropped. */
export const Finding = z.object({
  n: z.int(),
  source: z.enum(['SELF', 'SPOT']),
  check: z.string(),
  violation: z.string(),
  clause: z.string(),
  from: CivilDate,
  amountFen: Fen,
  overFen: Fen,
  people: z.int(),
  problem: z.string(),
  status: z.enum(['proposed', 'dropped']),
  /** The number of its item in the problem ledger, once there is one. */
  item: z.optional(z.string()),
});
export type Finding = z.infer<typeof Finding>;

/** A problem as a unit or its inspectors write it down. */
export const Problem = z.object({
  check: z.string(),
  from: CivilDate,
  amountFen: Fen,
  overFen: Fen,
  people: z.int(),
  problem: z.string(),
});
export type Problem = z.infer<typeof Problem>;

const key = (caseId: CaseId, n: number) => ({ pk: casePk(caseId), sk: `FINDING#${String(n).padStart(3, '0')}` });

/** Type and clause follow from the check. */
export const findingOf = (problem: Problem, source: Finding['source'], n: number): Finding => {
  const check = checkOf(problem.check);
  return {
    ...problem,
    n,
    source,
    violation: check?.violation ?? 'PROCEDURE',
    clause: check?.clause ?? '',
    status: 'proposed',
  };
};

export const findingWrite = (caseId: CaseId, finding: Finding): Write => ({
  put: { ...finding, ...key(caseId, finding.n) },
});
export const findingRemoval = (caseId: CaseId, { n }: Pick<Finding, 'n'>): Write => ({ delete: key(caseId, n) });

export const findingsOf = async (table: Table, caseId: CaseId): Promise<Finding[]> =>
  (await all(table, { pk: casePk(caseId), ...prefix('FINDING#') })).map((item) => Finding.parse(item));

export const standing = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ status }) => status === 'proposed');

/** How many of each type: for board and statistics. */
export const byViolation = (findings: readonly Finding[]): Record<string, number> =>
  Object.fromEntries(
    Object.keys(VIOLATIONS)
      .map((type) => [type, findings.filter(({ violation }) => violation === type).length] as const)
      .filter(([, n]) => n > 0),
  );
