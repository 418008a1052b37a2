import { step } from '#functions/step';
import { readForm } from '#shared/cases/forms';
import { onceFor } from '#shared/cases/once';
import { SYSTEM } from '#shared/events/chain';
import { TaskId } from '#shared/ids';
import { getTask } from '#shared/tasks/task';
import { civilDate } from '#shared/time/civil';
import { contract } from '#workflows/selfInspection/contract';
import { rowFor, rowChange } from './roster.ts';
import { SignedReport } from './signed.ts';

/** Notes a signed report on the board. A report that comes again after a return leaves the first day standing. */
export const receive = step(contract.receive, async ({ caseId, entered }, host) => {
  await onceFor(host, { caseId, entered, step: 'receive' }, async (each) => {
    const form = await readForm(host, each, 'selfInspection');
    const report = SignedReport.parse(form?.values);
    const row = await rowFor(host.table, each);
    const n = each.rounds['selfInspection']?.n ?? 1;
    const { decidedAt, dueAt } = await getTask(host.table, caseId, TaskId.parse(`selfInspection.${n}`));
    const first = row.reportedOn === undefined;
    const zero = report.problems.length === 0;
    return {
      event: { type: 'reported', by: SYSTEM, data: { zero, problems: report.problems.length } },
      also: rowChange(row, {
        status: 'REPORTED',
        reportedOn: row.reportedOn ?? civilDate(decidedAt ?? host.clock.now()),
        late: first ? (decidedAt ?? 0) > dueAt : row.late,
        zero,
        members: report.members,
        returned: first ? row.returned : row.returned + 1,
        reportedProblems: report.problems.length,
        dueOn: undefined,
      }),
    };
  });
  return {};
});
