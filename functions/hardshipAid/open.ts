import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { fixPolicy } from '#shared/policy/fixed';
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
  const told = { dataCheckBeforeNotice, districtNotice };
  await fixPolicy(host, seen, from, told);
  return { hardTimeoutSeconds: hardTimeoutDays * DAY_SECONDS, ...told };
});
