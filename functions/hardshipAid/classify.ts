import { step } from '#functions/step';
import { dataKeyOf, formRecord, readForm } from '#shared/cases/forms';
import { nextRound, onceFor } from '#shared/cases/once';
import { SYSTEM } from '#shared/events/chain';
import { NotFound } from '#shared/faults';
import { policyOn } from '#shared/policy/policy';
import { civilDate } from '#shared/time/civil';
import { contract } from '#workflows/hardshipAid/contract';
import { Policy, shipped } from '#workflows/hardshipAid/policy';
import { classify as workOut } from '#workflows/hardshipAid/rules';
import { householdOf } from './household.ts';

/** Works out the category by the rules of the day of submission, and keeps every figure of the calculation. */
export const classify = step(contract.classify, async ({ caseId, entered }, host) => {
  await onceFor(host, { caseId, entered, step: 'classify' }, async (each) => {
    const application = await readForm(host, each, 'application');
    if (!application) throw new NotFound(`${caseId} has no application`);
    const { from, values } = await policyOn(
      host.table,
      'hardshipAid',
      { shape: Policy, shipped },
      civilDate(each.openedAt),
    );
    const { household } = householdOf(application.values);
    const { category, caps, ...figures } = workOut(household, values);
    const record = formRecord(
      host.random,
      { id: caseId, key: await dataKeyOf(host, each) },
      { name: 'calculation', version: nextRound(each, 'classify') },
      { ...figures, caps, category, policyFrom: from },
      (field) => field !== 'category' && field !== 'policyFrom',
    );
    return {
      event: { type: 'classified', by: SYSTEM, data: record.event },
      set: { facts: { ...each.facts, category, policyFrom: from } },
      also: [record.write],
    };
  });
  return {};
});
