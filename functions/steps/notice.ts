import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { sharedSteps } from '#shared/contract';
import { putUp } from '#shared/notices/put';
import { policyOf } from '#shared/pipeline';
import { civilDate } from '#shared/time/civil';
import { pipelineOf, taskOf } from '#workflows/index';

/** Puts up a notice, and leaves the state machine waiting for its end or an objection: time's answer, or a person's. */
export const notice = step(sharedSteps.notice, async ({ caseId, task, entered, taskToken, straight, scope }, host) => {
  const seen = await getCase(host.table, caseId);
  const pipeline = pipelineOf(seen.pipeline);
  const definition = taskOf(pipeline, task);
  const { values } = await policyOf(host.table, pipeline, civilDate(host.clock.now()));
  const days = values.days[definition.days];
  if (days === undefined) throw new RangeError(`The policy of ${pipeline.name} has no days for ${definition.days}`);
  const confirmDays = definition.silence === 'escalate' ? values.days['noticeConfirm'] : undefined;
  const objection = { task: 'objection', resumes: 'dismiss' };
  await putUp(host, {
    caseId,
    seen,
    name: task,
    definition,
    days,
    entered,
    taskToken,
    straight,
    scope,
    ...(confirmDays !== undefined && { confirmDays }),
    aid: pipeline.label,
    objection,
  });
  return {};
});
