import { step } from '#functions/step';
import type { Case } from '#shared/cases/case';
import { readForm } from '#shared/cases/forms';
import { onceFor } from '#shared/cases/once';
import { getCase } from '#shared/cases/change';
import { shardsFor } from '#shared/coverage/recipients';
import { SYSTEM } from '#shared/events/chain';
import { NotFound } from '#shared/faults';
import { contract } from '#workflows/festivalCondolence/contract';
import { isCash, isForMinors, Kept, Plan } from '#workflows/festivalCondolence/plan';
import { needsMeeting } from '#workflows/festivalCondolence/rules';
import { keepUnions, planOf, rulesFor } from './campaign.ts';

const DAY_SECONDS = 86_400;

/** Takes up the newest plan, a revision over what was planned first, and says which way it goes. */
export const open = step(contract.open, async ({ caseId, entered }, host) => {
  const { from, values: rules } = await rulesFor(host, await getCase(host.table, caseId));
  const each = await onceFor(host, { caseId, entered, step: 'open' }, async (now) => {
    const planned = await readForm(host, now, 'application');
    if (!planned) throw new NotFound(`${caseId} has no plan`);
    const revised = await readForm(host, now, 'planRevision');
    const plan = Plan.parse({ ...planned.values, ...revised?.values });
    const kept: Case['facts'][string] = JSON.parse(JSON.stringify(Kept.parse(plan)));
    const facts = { plan: kept, shards: shardsFor(plan.headcount), sheets: true, lanes: true, policyFrom: from };
    return {
      event: { type: 'weighed', by: SYSTEM, data: { policyFrom: from, meeting: needsMeeting(plan, rules) } },
      set: { appliedFen: plan.budgetFen, facts: { ...now.facts, ...facts } },
      also: [keepUnions(caseId, plan.unions)],
    };
  });
  const plan = planOf(each);
  return {
    hardTimeoutSeconds: rules.hardTimeoutDays * DAY_SECONDS,
    meeting: needsMeeting(plan, rules),
    cash: isCash(plan),
    minors: isForMinors(plan),
  };
});
