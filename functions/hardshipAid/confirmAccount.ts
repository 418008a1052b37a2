import { step } from '#functions/step';
import { APPLICANT } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { TaskId } from '#shared/ids';
import { confirmAccounts, correctionOf } from '#shared/payments/corrections';
import { policyOf } from '#shared/pipeline';
import { getTask } from '#shared/tasks/task';
import { civilDate } from '#shared/time/civil';
import { contract } from '#workflows/hardshipAid/contract';
import { hardshipAid } from '#workflows/hardshipAid/index';

/** Takes up the second person's word on the account. One that was right all along is paid to at once. */
export const confirmAccount = step(contract.confirmAccount, async ({ caseId }, host) => {
  const each = await getCase(host.table, caseId);
  const checked = await getTask(host.table, caseId, TaskId.parse(`accountCheck.${each.rounds['accountCheck']?.n}`));
  const { values } = await policyOf(host.table, hardshipAid, civilDate(host.clock.now()));
  if (checked.decidedBy) await confirmAccounts(host, each, checked.decidedBy, values.days['coolOff'] ?? 1);
  const correction = await correctionOf(host.table, each, APPLICANT);
  return { outcome: correction?.kind === 'changed' ? ('rest' as const) : ('pay' as const) };
});
