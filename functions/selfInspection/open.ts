import { step } from '#functions/step';
import { changeCase, getCase } from '#shared/cases/change';
import { SYSTEM } from '#shared/events/chain';
import { civilDate } from '#shared/time/civil';
import { contract } from '#workflows/selfInspection/contract';
import { policyFor } from './programme.ts';

const DAY_SECONDS = 86_400;

/** Fixes what is configured for the life of the case, of a programme or of a unit's part. */
export const open = step(contract.open, async ({ caseId }, host) => {
  const { openedAt } = await getCase(host.table, caseId);
  const { hardTimeoutDays } = await policyFor(host.table, civilDate(openedAt));
  await changeCase(host, caseId, (each) =>
    each.facts['opened'] === undefined
      ? { event: { type: 'opened', by: SYSTEM }, set: { facts: { ...each.facts, opened: true } } }
      : undefined,
  );
  return { hardTimeoutSeconds: hardTimeoutDays * DAY_SECONDS };
});
