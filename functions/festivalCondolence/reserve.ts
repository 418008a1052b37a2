import { step } from '#functions/step';
import { onceFor } from '#shared/cases/once';
import { peopleOf } from '#shared/coverage/recipients';
import { SYSTEM } from '#shared/events/chain';
import { FundId, reserve as reserveFen } from '#shared/ledger/budget';
import { civilDate, yearOf } from '#shared/time/civil';
import { contract } from '#workflows/festivalCondolence/contract';
import { campaignsPk, planOf } from './campaign.ts';

class FundShort extends Error {}

/** Reserves the approved budget in the year's fund. When less is free, nothing happens and the plan goes back. */
export const reserve = step(contract.reserve, async ({ caseId, entered }, host) => {
  const of = { caseId, entered, step: 'reserve' };
  try {
    await onceFor(host, of, (each) => {
      const { fund, budgetFen, regime, type } = planOf(each);
      const now = host.clock.now();
      const year = yearOf(civilDate(now));
      const { writes, held } = reserveFen(each, FundId.parse(fund), year, budgetFen, now);
      const { shards, sheets } = peopleOf(each);
      const known = { pk: campaignsPk(regime, year), sk: caseId, type, shards, ...(sheets && { sheets }) };
      return {
        event: { type: 'reserved', by: SYSTEM, data: { fund, year, approvedFen: budgetFen } },
        set: { approvedFen: budgetFen, approved: true, budgeted: true, facts: { ...each.facts, held } },
        also: [...writes, { put: known }],
        otherwise: () => new FundShort(),
      };
    });
    return { outcome: 'reserved' as const };
  } catch (error) {
    if (!(error instanceof FundShort)) throw error;
    await onceFor(host, of, () => ({ event: { type: 'notReserved', by: SYSTEM, data: { outcome: 'fundShort' } } }));
    return { outcome: 'fundShort' as const };
  }
});
