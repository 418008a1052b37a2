import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { sharedSteps } from '#shared/contract';
import { policyOf } from '#shared/pipeline';
import { openTask } from '#shared/tasks/open';
import { civilDate } from '#shared/time/civil';
import { pipelineOf, taskOf } from '#workflows/index';

/** Asks whoever a task names, and leaves the state machine waiting for the answer. */
export const ask = step(sharedSteps.ask, async ({ caseId, task, entered, taskToken, straight }, host) => {
  const seen = await getCase(host.table, caseId);
  const pipeline = pipelineOf(seen.pipeline);
  const definition = taskOf(pipeline, task);
  const { values } = await policyOf(host.table, pipeline, civilDate(host.clock.now()));
  const days = values.days[definition.days];
  if (days === undefined) throw new RangeError(`The policy of ${pipeline.name} has no days for ${definition.days}`);
  await openTask(host, { caseId, seen, name: task, definition, days, entered, taskToken, straight });
  return {};
});
