import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { batchEvents, noteBatch } from '#shared/events/lanes';
import { SYSTEM } from '#shared/events/chain';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import type { Table } from '#shared/table/table';
import { Instant } from '#shared/time/instant';
import { type Batch, batchName, BatchRows } from './cut.ts';
import { claimGaps, type Gap, proofPk } from './gaps.ts';
import { linesOf } from './proofLines.ts';
import type { People } from './recipients.ts';

/**
 * Proof that nobody was left out: everybody on a register or roster is served, or excluded with a reason, or
 * unresolved. It holds when nobody is unresolved, and says so in a form that can be worked out again: counts by
 * source, and a hash over every person's line. The lists are held against the visits in batches, each a part of the
 * proof with a hash of its own; the proof's hash is over those of its parts.
 */
const Count = z.object({
  id: z.string(),
  name: z.string(),
  people: z.number(),
  served: z.number(),
  excluded: z.number(),
  unresolved: z.number(),
});
export const Proof = z.object({
  at: Instant,
  sources: z.array(Count),
  served: z.number(),
  excluded: z.number(),
  unresolved: z.number(),
  /** SHA-256, hex: of the lines of its only part, or of the hashes of its parts, a line each, in their order. */
  hash: z.string(),
  /** The entry of the state that it was made for, and of how many parts; absent in proofs made in one piece. */
  of: z.optional(z.string()),
  parts: z.optional(z.number()),
});
export type Proof = z.infer<typeof Proof>;

const Tally = z.object({ people: z.number(), served: z.number(), excluded: z.number(), unresolved: z.number() });
type Tally = z.infer<typeof Tally>;
/** What a batch came to, as its event says it. */
const Part = z.object({
  n: z.int(),
  /** What it was about: whoever works the part out again begins there. */
  rows: z.array(BatchRows),
  sha256: z.string(),
  sources: z.record(z.string(), Tally),
  served: z.number(),
  excluded: z.number(),
  unresolved: z.number(),
});
export type Part = z.infer<typeof Part>;

const proofKey = (id: CaseId) => ({ pk: proofPk(id), sk: 'PROOF' });
const none = (): Tally => ({ people: 0, served: 0, excluded: 0, unresolved: 0 });
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Holds the rows of a batch against the visits, and notes who is left. Done again it changes nothing. */
export const holdBatch = async (
  host: Pick<Host, 'table' | 'clock'>,
  of: People,
  batch: Batch,
  nameOf: (source: string) => Promise<string>,
): Promise<void> => {
  const hash = createHash('sha256');
  const sources = new Map<string, Tally>();
  const total = { served: 0, excluded: 0 };
  const gaps = new Map<string, Gap>();
  for await (const { line, source, standing, home, gap } of linesOf(host.table, of, batch.rows)) {
    hash.update(line);
    const count = sources.get(source) ?? none();
    sources.set(source, { ...count, people: count.people + 1, [standing]: count[standing] + 1 });
    if (standing !== 'unresolved') {
      if (home) total[standing] += 1;
    } else if (!gaps.has(gap.person)) gaps.set(gap.person, { ...gap, source: await nameOf(source) });
  }
  const at = host.clock.now();
  const unresolved = await claimGaps(host.table, of.id, { of: batch.of, n: batch.n, at }, [...gaps.values()]);
  const part: Part = {
    n: batch.n,
    rows: batch.rows,
    sha256: hash.digest('hex'),
    sources: Object.fromEntries(sources),
    ...total,
    unresolved,
  };
  await noteBatch(host, of.id, batchName('held', batch), () => ({
    event: { type: 'held', by: SYSTEM, data: part },
  }));
};

/** The parts of a proof, in their order; of one made in one piece there are none. */
export const partsOf = async (table: Table, id: CaseId, of: string | undefined): Promise<Part[]> =>
  of === undefined ? [] : (await batchEvents(table, id, `held#${of}#`)).map(({ data }) => Part.parse(data));

export const hashOfParts = (hashes: readonly string[]): string =>
  hashes.length === 1 ? (hashes[0] ?? '') : sha256(hashes.map((hash) => `${hash}\n`).join(''));

/** Adds up what the batches came to. @returns nothing while one of them is missing */
export const mergeProof = async (
  host: Pick<Host, 'table' | 'clock'>,
  { id }: People,
  { of, batches, sources }: { of: string; batches: number; sources: readonly { id: string; name: string }[] },
): Promise<Proof | undefined> => {
  const parts = await partsOf(host.table, id, of);
  if (parts.length < batches) return undefined;
  const counts = new Map(sources.map((source) => [source.id, { ...source, ...none() }]));
  const total = { served: 0, excluded: 0, unresolved: 0 };
  for (const part of parts) {
    for (const [source, { people, served, excluded, unresolved }] of Object.entries(part.sources)) {
      const count = counts.get(source);
      if (!count) continue;
      count.people += people;
      count.served += served;
      count.excluded += excluded;
      count.unresolved += unresolved;
    }
    total.served += part.served;
    total.excluded += part.excluded;
    total.unresolved += part.unresolved;
  }
  const hash = hashOfParts(parts.map((part) => part.sha256));
  const made: Proof = { at: host.clock.now(), of, parts: batches, sources: [...counts.values()], ...total, hash };
  await host.table.transact([{ put: { ...made, ...proofKey(id) } }]);
  return made;
};

export const proofOf = async (table: Table, id: CaseId): Promise<Proof | undefined> => {
  const item = await table.get(proofKey(id));
  return item ? Proof.parse(item) : undefined;
};
