import * as z from 'zod/mini';
import { step } from '#functions/step';
import type { Case } from '#shared/cases/case';
import { readForm } from '#shared/cases/forms';
import { onceFor } from '#shared/cases/once';
import { SYSTEM } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { TaskId } from '#shared/ids';
import { Fen } from '#shared/money';
import { getTask } from '#shared/tasks/task';
import { contract } from '#workflows/selfInspection/contract';
import { type Finding, findingsOf, findingWrite, standing } from './findings.ts';

const Changes = z.object({
  changes: z._default(z.array(z.object({ finding: z.int(), overFen: Fen, dropped: z.boolean() })), []),
});

/** Changes the findings as whoever determined or reconsidered them has said. What falls stays told, as dropped. */
export const amend = step(contract.amend, async ({ caseId, entered }, host) => {
  await onceFor(host, { caseId, entered, step: 'amend' }, async (each) => {
    const findings = await findingsOf(host.table, caseId);
    const changed = await changesTo(host, each, findings);
    return {
      event: {
        type: 'findingsChanged',
        by: SYSTEM,
        data: { findings: changed.map(({ n, overFen, status }) => ({ n, overFen, status })) },
      },
      also: changed.map((finding) => findingWrite(caseId, finding)),
    };
  });
  const left = standing(await findingsOf(host.table, caseId));
  return { outcome: left.length > 0 ? ('problems' as const) : ('none' as const) };
});

/** All fall where the answer was so; else those that the reconsideration names change. */
const changesTo = async (host: Host, each: Case, findings: readonly Finding[]): Promise<Finding[]> => {
  const round = each.rounds['reconsideration'];
  const task = round && (await getTask(host.table, each.id, TaskId.parse(`reconsideration.${round.n}`)));
  if (task?.outcome !== 'amend') return findings.map((finding) => ({ ...finding, status: 'dropped' }));
  const { changes } = Changes.parse((await readForm(host, each, 'reconsideration'))?.values ?? {});
  return changes.flatMap(({ finding: n, overFen, dropped }) => {
    const finding = findings.find((one) => one.n === n);
    return finding ? [{ ...finding, overFen, status: dropped ? ('dropped' as const) : finding.status }] : [];
  });
};
