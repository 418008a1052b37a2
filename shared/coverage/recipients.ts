import * as z from 'zod/mini';
import type { CaseId } from '#shared/ids';
import type { Item, Table } from '#shared/table/table';
import { Instant } from '#shared/time/instant';
import { Status } from './status.ts';

/**
 * The places of a campaign: one item for each person, claimed by the first roster that names them, so that nobody is
 * served twice however often anything is tried, and never written again. Places spread over shards by the person's
 * blind index. What became of whoever holds one stands on the sheet of their row (sheets.ts).
 */
export const Recipient = z.object({
  /** Blind index of the identity number. */
  person: z.string(),
  unit: z.string(),
  import: z.string(),
  row: z.number(),
  /** What the union's roster says of the group that is visited together: an enterprise, a team. */
  group: z.optional(z.string()),
  valueFen: z.number(),
  status: Status,
  /** Why excluded, or why not delivered, in words. */
  reason: z.optional(z.string()),
  at: z.optional(Instant),
  by: z.optional(z.string()),
  receipt: z.optional(z.record(z.string(), z.json())),
  late: z.optional(z.boolean()),
});
export type Recipient = z.infer<typeof Recipient>;

/** So many people at most go to one shard: all of them together are one page of a query. */
const PER_SHARD = 500;
const MOST_SHARDS = 512;

export const shardsFor = (people: number): number =>
  Math.min(MOST_SHARDS, 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, people) / PER_SHARD))));

/** `person` is a hash already: its first characters are as good as random. */
export const shardOf = (person: string, shards: number): number =>
  Number(BigInt(`0x${Buffer.from(person.slice(0, 8), 'base64url').toString('hex') || '0'}`) % BigInt(shards));

export const shardPk = (id: CaseId, shard: number): string => `PEOPLE#${id}#${String(shard).padStart(3, '0')}`;

export type People = {
  readonly id: CaseId;
  readonly shards: number;
  /** Absent in campaigns from before there were sheets: what became of somebody stands on their place until it is on one. */
  readonly sheets?: true;
};

/** The people of a case, as its facts say how they are kept. */
export const peopleOf = ({ id, facts }: { id: CaseId; facts: Readonly<Record<string, unknown>> }): People => ({
  id,
  shards: Number(facts['shards'] ?? 1),
  ...(facts['sheets'] === true && { sheets: true }),
});

export const personKey = ({ id, shards }: Pick<People, 'id' | 'shards'>, person: string) => ({
  pk: shardPk(id, shardOf(person, shards)),
  sk: person,
});

/** Who holds the place of a person, as it was claimed. */
export const placeOf = async (table: Table, of: People, person: string): Promise<Recipient | undefined> => {
  const item = await table.get(personKey(of, person));
  return item ? Recipient.parse(item) : undefined;
};

/**
 * The places of many people. A place that is there never changes, so a glance tells it; one that seems to be missing is
 * looked for again.
 */
export const placesOf = async (
  table: Table,
  of: People,
  people: readonly string[],
): Promise<Map<string, Recipient>> => {
  const once = [...new Set(people)];
  const found = new Map(
    (await table.glance(once.map((person) => personKey(of, person)))).map((item) => [item.sk, Recipient.parse(item)]),
  );
  const missing = once.filter((person) => !found.has(person));
  for (const place of await Promise.all(missing.map((person) => placeOf(table, of, person))))
    if (place) found.set(place.person, place);
  return found;
};

/** @returns the recipient that holds the place: this one, or whoever was there before */
export const claimPlace = async (table: Table, of: People, recipient: Recipient): Promise<Recipient> =>
  Recipient.parse(await table.claim({ ...recipient, ...personKey(of, recipient.person) }));

/** The places of a shard, a page at a time. */
export async function* ofShard(table: Table, { id }: People, shard: number): AsyncGenerator<Recipient> {
  let cursor: string | undefined;
  do {
    const page: { items: readonly Item[]; cursor?: string } = await table.query({
      pk: shardPk(id, shard),
      limit: 500,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const item of page.items) yield Recipient.parse(item);
    cursor = page.cursor;
  } while (cursor !== undefined);
}
