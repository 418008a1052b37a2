import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { onceFor } from '#shared/cases/once';
import { prove as hold, proofOf } from '#shared/coverage/proof';
import { SYSTEM } from '#shared/events/chain';
import { contract } from '#workflows/festivalCondolence/contract';
import { peopleOf } from './campaign.ts';
import { sourcesOf } from './sources.ts';

/** Holds registers and rosters against what was delivered. The log keeps the hash, so the proof cannot be replaced. */
export const prove = step(contract.prove, async ({ caseId, entered }, host) => {
  const each = await getCase(host.table, caseId);
  if (each.rounds['prove']?.entered !== entered)
    await hold(host.table, peopleOf(each), await sourcesOf(host, each), host.clock.now());
  const proof = await proofOf(host.table, caseId);
  if (!proof) throw new Error(`${caseId} was proved, but has no proof`);
  await onceFor(host, { caseId, entered, step: 'prove' }, (now) => ({
    event: { type: 'proved', by: SYSTEM, data: { hash: proof.hash, unresolved: proof.unresolved } },
    set: {
      facts: {
        ...now.facts,
        proof: { hash: proof.hash, served: proof.served, excluded: proof.excluded, unresolved: proof.unresolved },
      },
    },
  }));
  return { outcome: proof.unresolved === 0 ? ('full' as const) : ('gap' as const) };
});
