import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { CaseId } from '#shared/ids';
import { eachRow, type RosterPlace } from '#shared/rosters/imports';
import { all, prefix, type Table, type Write } from '#shared/table/table';
import { Instant } from '#shared/time/instant';
import { allRecipients, type People, type Recipient, recipientOf } from './recipients.ts';

/**
 * Proof that nobody was left out: everybody on a register or roster is served, or excluded with a reason, or
 * unresolved. It holds when nobody is unresolved, and says so in a form that can be worked out again: counts by
 * source, and a hash over every person's line.
 */
export type Source = {
  readonly id: string;
  readonly name: string;
  readonly place: RosterPlace;
  readonly import: string;
};

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
  /** SHA-256, hex, over the lines `source person standing`, in the order of the sources. */
  hash: z.string(),
});
export type Proof = z.infer<typeof Proof>;
export type Standing = 'served' | 'excluded' | 'unresolved';

/** Absent is not a reason: a second visit or a proxy is due. The others are, where a reason stands beside them. */
export const standsAs = (recipient: Pick<Recipient, 'status' | 'reason'> | undefined): Standing => {
  switch (recipient?.status) {
    case 'delivered':
      return 'served';
    case 'excluded':
    case 'refused':
    case 'deceased':
    case 'moved':
      return recipient.reason ? 'excluded' : 'unresolved';
    case 'listed':
    case 'absent':
    case undefined:
      return 'unresolved';
  }
};

const proofKey = (id: CaseId) => ({ pk: `PROOF#${id}`, sk: 'PROOF' });
const gapSk = (person: string) => `GAP#${person}`;

/** Who is unresolved, and where they are named: enough to find them, nothing that says who they are. */
export const Gap = z.object({
  person: z.string(),
  source: z.string(),
  scope: z.string(),
  unit: z.string(),
  import: z.string(),
  row: z.number(),
  status: z.optional(z.string()),
});
export type Gap = z.infer<typeof Gap>;

type Line = {
  readonly line: string;
  readonly standing: Standing;
  readonly source?: Source;
  readonly row: number;
  readonly recipient?: Recipient;
  readonly person: string;
};

/** Every person's line: of each source in its order, then of the recipients in theirs. */
export async function* linesOf(table: Table, of: People, sources: readonly Source[]): AsyncGenerator<Line> {
  const lineOf = (source: string, person: string, standing: Standing) => `${source} ${person} ${standing}\n`;
  for (const source of sources) {
    for await (const { person, row } of eachRow(table, source.place, source.import)) {
      const recipient = await recipientOf(table, of, person);
      const standing = standsAs(recipient);
      yield {
        line: lineOf(source.id, person, standing),
        standing,
        source,
        row,
        person,
        ...(recipient && { recipient }),
      };
    }
  }
  for await (const recipient of allRecipients(table, of)) {
    const { person, row } = recipient;
    const standing = standsAs(recipient);
    yield { line: lineOf('recipients', person, standing), standing, row, person, recipient };
  }
}

const gapOf = ({ id }: People, { person, row, source, recipient }: Line): Gap => ({
  person,
  source: source?.name ?? '',
  scope: source?.place.scope ?? id,
  unit: source?.place.unit ?? recipient?.unit ?? '',
  import: source?.import ?? recipient?.import ?? '',
  row,
  ...(recipient && { status: recipient.status }),
});

/** Holds every source against the recipients, writes down who is left, and what it came to. */
export const prove = async (table: Table, of: People, sources: readonly Source[], at: Instant): Promise<Proof> => {
  const hash = createHash('sha256');
  const counts = new Map(
    sources.map(({ id, name }) => [id, { id, name, people: 0, served: 0, excluded: 0, unresolved: 0 }]),
  );
  const total = { served: 0, excluded: 0, unresolved: 0 };
  const gaps = new Map<string, Gap>();
  for await (const each of linesOf(table, of, sources)) {
    hash.update(each.line);
    const count = each.source ? counts.get(each.source.id) : undefined;
    if (count) {
      count.people += 1;
      count[each.standing] += 1;
    } else total[each.standing] += 1;
    if (each.standing === 'unresolved' && !gaps.has(each.person)) gaps.set(each.person, gapOf(of, each));
  }
  const sum = { ...total, unresolved: gaps.size };
  const proof: Proof = { at, sources: [...counts.values()], ...sum, hash: hash.digest('hex') };
  await replaceGaps(table, of.id, gaps);
  await table.transact([{ put: { ...proof, ...proofKey(of.id) } }]);
  return proof;
};

const replaceGaps = async (table: Table, id: CaseId, gaps: ReadonlyMap<string, Gap>): Promise<void> => {
  const { pk } = proofKey(id);
  const old = await all(table, { pk, ...prefix('GAP#') });
  const writes: Write[] = [
    ...old.filter(({ person }) => !gaps.has(String(person))).map(({ sk }) => ({ delete: { pk, sk } })),
    ...[...gaps.values()].map((gap) => ({ put: { ...gap, pk, sk: gapSk(gap.person) } })),
  ];
  for (let i = 0; i < writes.length; i += 100) await table.transact(writes.slice(i, i + 100));
};

export const proofOf = async (table: Table, id: CaseId): Promise<Proof | undefined> => {
  const item = await table.get(proofKey(id));
  return item ? Proof.parse(item) : undefined;
};

export const gapsOf = async (table: Table, id: CaseId, limit = 200): Promise<Gap[]> => {
  const { items } = await table.query({ pk: proofKey(id).pk, ...prefix('GAP#'), limit });
  return items.map((item) => Gap.parse(item));
};
