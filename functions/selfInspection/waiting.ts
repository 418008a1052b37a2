import { getCase } from '#shared/cases/change';
import { SYSTEM } from '#shared/events/chain';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { sealedIn } from '#shared/pipeline';
import { decideTask, openTaskOf } from '#shared/tasks/decide';
import { openTask } from '#shared/tasks/open';
import { civilDate } from '#shared/time/civil';
import { pipelineOf, taskOf } from '#workflows/index';
import { policyFor } from './programme.ts';

type Waiting = { readonly caseId: CaseId; readonly task: string; readonly entered: string; readonly taskToken: string };

/** Opens a task as the shared step `ask` does, for as many working days as its policy or the caller says. */
export const waitFor = async (
  host: Host,
  { caseId, task, entered, taskToken }: Waiting,
  given?: number,
): Promise<void> => {
  const definition = taskOf(pipelineOf((await getCase(host.table, caseId)).pipeline), task);
  const { days } = await policyFor(host.table, civilDate(host.clock.now()));
  const count = given ?? days[definition.days];
  if (count === undefined) throw new RangeError(`The policy has no days for ${definition.days}`);
  await openTask(host, { caseId, name: task, definition, days: count, entered, taskToken });
};

/** Answers a task that waits for the system itself, if that is what the case waits for. */
export const answerIfWaiting = async (host: Host, caseId: CaseId, name: string, outcome: string): Promise<void> => {
  const task = await openTaskOf(host, caseId);
  if (task?.name !== name) return;
  const pipeline = pipelineOf(task.pipeline);
  await decideTask(host, {
    caseId,
    task: task.id,
    definition: taskOf(pipeline, name),
    by: SYSTEM,
    outcome,
    sensitive: sealedIn(pipeline),
  });
};
