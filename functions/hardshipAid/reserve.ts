import { step } from '#functions/step';
import type { Case } from '#shared/cases/case';
import type { Change } from '#shared/cases/change';
import { readForm } from '#shared/cases/forms';
import { onceFor } from '#shared/cases/once';
import { SYSTEM } from '#shared/events/chain';
import { NotFound } from '#shared/faults';
import type { Host } from '#shared/host';
import { FundId, reserve as reserveFen } from '#shared/ledger/budget';
import { claim, claimKeys, isClaim } from '#shared/ledger/claims';
import { Fen } from '#shared/money';
import { noticeIsClear } from '#shared/notices/put';
import { policyOn } from '#shared/policy/policy';
import { civilDate, yearOf } from '#shared/time/civil';
import { contract } from '#workflows/hardshipAid/contract';
import { Policy, shipped } from '#workflows/hardshipAid/policy';
import { householdOf } from './household.ts';

type Refused = 'overCap' | 'fundShort' | 'alreadyHelped';

class NotReserved extends Error {
  readonly outcome: Refused;
  constructor(outcome: Refused) {
    super(outcome);
    this.outcome = outcome;
  }
}

/**
 * Sets the amount that the meeting approved and reserves it, with a claim on every member of the household, in one
 * transaction. When the amount is over the cap of the rules, the fund is short, or somebody of the household has been
 * helped, nothing of it happens, and the meeting is told why.
 */
export const reserve = step(contract.reserve, async ({ caseId, entered }, host) => {
  const of = { caseId, entered, step: 'reserve' };
  try {
    const each = await onceFor(host, of, (now) => reserved(host, now));
    return { outcome: contract.reserve.output.shape.outcome.parse(each.facts['reserveOutcome']) };
  } catch (error) {
    if (!(error instanceof NotReserved)) throw error;
    const { outcome } = error;
    await onceFor(host, of, (now) => ({
      event: { type: 'notReserved', by: SYSTEM, data: { outcome } },
      set: { facts: { ...now.facts, reserveOutcome: outcome } },
    }));
    return { outcome };
  }
});

const reserved = async (host: Host, each: Case): Promise<Change> => {
  const now = host.clock.now();
  const application = await readForm(host, each, 'application');
  if (!application) throw new NotFound(`${each.id} has no application`);
  const { values: policy } = await policyOn(
    host.table,
    'hardshipAid',
    { shape: Policy, shipped },
    civilDate(each.openedAt),
  );
  const { idNumbers, household } = householdOf(application.values);
  const fund = FundId.parse(policy.fund);
  const year = yearOf(civilDate(now));
  const programme = household.aidTypes.map((aid) => `${fund}#${aid}#${year}`);
  const claims = await claimKeys(host, { programme, idNumbers });
  const approvedFen = await approvedBy(host, each);
  const cap = Fen.parse((await readForm(host, each, 'calculation'))?.values['capFen']);
  if (approvedFen > cap) throw new NotReserved('overCap');
  const { writes, held } = reserveFen(each, fund, year, approvedFen, now);
  return {
    event: { type: 'reserved', by: SYSTEM, data: { fund, year, approvedFen } },
    set: {
      approvedFen,
      approved: true,
      budgeted: true,
      noticeClear: await noticeIsClear(host, each, 'publicNotice'),
      facts: { ...each.facts, held, claims, reserveOutcome: 'reserved' },
    },
    also: [...writes, ...claim(each, claims)],
    messages: [{ kind: 'mail', letter: 'approved', to: { kind: 'applicant' } }],
    otherwise: (failed) => new NotReserved(failed.some(isClaim) ? 'alreadyHelped' : 'fundShort'),
  };
};

/** What the meeting changed it to, else what was proposed to it. */
const approvedBy = async (host: Host, each: Case): Promise<Fen> => {
  const meeting = await readForm(host, each, 'meetingDecision');
  const proposal = await readForm(host, each, 'classification');
  return Fen.parse(meeting?.values['approvedFen'] ?? proposal?.values['proposedFen']);
};
