import * as z from 'zod/mini';
import { step } from '#functions/step';
import { readForm } from '#shared/cases/forms';
import { onceFor } from '#shared/cases/once';
import { SYSTEM } from '#shared/events/chain';
import { contract } from '#workflows/selfInspection/contract';
import { type Finding, findingOf, findingRemoval, findingsOf, findingWrite, Problem } from './findings.ts';
import { SignedReport } from './signed.ts';

const OnSite = z.object({ found: z.optional(z.array(Problem)) });

/** Findings of what the unit reported and of what the spot check saw, in place of those proposed before. */
export const propose = step(contract.propose, async ({ caseId, entered }, host) => {
  await onceFor(host, { caseId, entered, step: 'propose' }, async (each) => {
    const report = SignedReport.parse((await readForm(host, each, 'selfInspection'))?.values);
    const spot = OnSite.parse((await readForm(host, each, 'spotCheck'))?.values ?? {});
    const sources: readonly (readonly [Finding['source'], Problem])[] = [
      ...report.problems.map((problem) => ['SELF', problem] as const),
      ...(spot.found ?? []).map((problem) => ['SPOT', problem] as const),
    ];
    const findings = sources.map(([source, problem], i) => findingOf(problem, source, i + 1));
    const gone = (await findingsOf(host.table, caseId)).filter(({ n }) => n > findings.length);
    return {
      event: { type: 'findingsProposed', by: SYSTEM, data: { findings: findings.map(summary) } },
      also: [
        ...findings.map((finding) => findingWrite(caseId, finding)),
        ...gone.map((finding) => findingRemoval(caseId, finding)),
      ],
    };
  });
  return { outcome: (await findingsOf(host.table, caseId)).length > 0 ? ('problems' as const) : ('none' as const) };
});

const summary = ({ n, source, check, overFen, people }: Finding) => ({ n, source, check, overFen, people });
