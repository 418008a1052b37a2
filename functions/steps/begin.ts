import { step } from '#functions/step';
import { changeCase, getCase } from '#shared/cases/change';
import { sharedSteps } from '#shared/contract';
import { SYSTEM } from '#shared/events/chain';
import { policyOf } from '#shared/pipeline';
import { civilDate } from '#shared/time/civil';
import { pipelineOf } from '#workflows/index';

const DAY_SECONDS = 86_400;

/** Fixes for the life of a case what is configured for every pipeline, by the policy of the day on which it was opened. */
export const begin = step(sharedSteps.begin, async ({ caseId }, host) => {
  const seen = await getCase(host.table, caseId);
  const { from, values } = await policyOf(host.table, pipelineOf(seen.pipeline), civilDate(seen.openedAt));
  await changeCase(
    host,
    caseId,
    (each) =>
      each.facts['policyFrom'] === undefined
        ? {
            event: { type: 'opened', by: SYSTEM, data: { policyFrom: from } },
            set: { facts: { ...each.facts, policyFrom: from } },
          }
        : undefined,
    seen,
  );
  return { hardTimeoutSeconds: values.hardTimeoutDays * DAY_SECONDS };
});
