import { step } from '#functions/step';
import type { Case } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { onceFor } from '#shared/cases/once';
import { holdBatch, mergeProof, type Proof, proofOf } from '#shared/coverage/proof';
import { peopleOf } from '#shared/coverage/recipients';
import { SYSTEM } from '#shared/events/chain';
import { headsOf, sealedHeads } from '#shared/events/lanes';
import type { Host } from '#shared/host';
import { contract } from '#workflows/festivalCondolence/contract';
import { heldBatches, sourceName, sourcesOf } from './sources.ts';

/** Makes one proof of its parts. The log keeps the hash, so the proof cannot be replaced. */
export const prove = step(contract.prove, async ({ caseId, entered, linedUp = entered }, host) => {
  const each = await getCase(host.table, caseId);
  const before = await proofOf(host.table, caseId);
  const proof = before?.of === linedUp ? before : await merged(host, each, linedUp);
  const { hash, served, excluded, unresolved } = proof;
  await onceFor(host, { caseId, entered, step: 'prove' }, async (now) => ({
    event: {
      type: 'proved',
      by: SYSTEM,
      data: { hash, unresolved, lanes: sealedHeads(await headsOf(host.table, caseId)) },
    },
    set: { facts: { ...now.facts, proof: { hash, served, excluded, unresolved } } },
  }));
  return { outcome: unresolved === 0 ? ('full' as const) : ('gap' as const) };
});

const merged = async (host: Host, each: Case, of: string): Promise<Proof> => {
  const found = await sourcesOf(host, each);
  const batches = heldBatches(of, found);
  const ids = [...new Set(found.map(({ id }) => id))];
  const sources = await Promise.all(ids.map(async (id) => ({ id, name: await sourceName(host, id) })));
  const proof = await mergeProof(host, peopleOf(each), { of, batches: batches.length, sources });
  if (proof) return proof;
  // The machines of campaigns from before the proof was made in batches hold none.
  for (const batch of batches) await holdBatch(host, peopleOf(each), batch, (source) => sourceName(host, source));
  const made = await mergeProof(host, peopleOf(each), { of, batches: batches.length, sources });
  if (!made) throw new Error(`${each.id} was held against its lists, but parts of the proof are missing`);
  return made;
};
