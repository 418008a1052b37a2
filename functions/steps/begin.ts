import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { sharedSteps } from '#shared/contract';
import { policyOf } from '#shared/pipeline';
import { fixPolicy } from '#shared/policy/fixed';
import { civilDate } from '#shared/time/civil';
import { pipelineOf } from '#workflows/index';

const DAY_SECONDS = 86_400;

/** Fixes for the life of a case what is configured for every pipeline, by the policy of the day on which it was opened. */
export const begin = step(sharedSteps.begin, async ({ caseId }, host) => {
  const seen = await getCase(host.table, caseId);
  const { from, values } = await policyOf(host.table, pipelineOf(seen.pipeline), civilDate(seen.openedAt));
  await fixPolicy(host, seen, from);
  return { hardTimeoutSeconds: values.hardTimeoutDays * DAY_SECONDS };
});
