import { step } from '#functions/step';
import { changeCase, getCase } from '#shared/cases/change';
import { SYSTEM } from '#shared/events/chain';
import { policyOn } from '#shared/policy/policy';
import { civilDate } from '#shared/time/civil';
import { contract } from '#workflows/hardshipAid/contract';
import { Policy, shipped } from '#workflows/hardshipAid/policy';

const DAY_SECONDS = 86_400;

/** Fixes what is configured for the life of the case: by the policy in force on the day it was submitted. */
export const open = step(contract.open, async ({ caseId }, host) => {
  const seen = await getCase(host.table, caseId);
  const { from, values } = await policyOn(
    host.table,
    'hardshipAid',
    { shape: Policy, shipped },
    civilDate(seen.openedAt),
  );
  const { dataCheckBeforeNotice, districtNotice, hardTimeoutDays } = values;
  await changeCase(
    host,
    caseId,
    (each) =>
      each.facts['policyFrom'] === undefined
        ? {
            event: { type: 'opened', by: SYSTEM, data: { policyFrom: from, dataCheckBeforeNotice, districtNotice } },
            set: { facts: { ...each.facts, policyFrom: from } },
          }
        : undefined,
    seen,
  );
  return { hardTimeoutSeconds: hardTimeoutDays * DAY_SECONDS, dataCheckBeforeNotice, districtNotice };
});
