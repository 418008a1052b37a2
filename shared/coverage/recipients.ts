import * as z from 'zod/mini';
import type { CaseId } from '#shared/ids';
import { ConditionFailed, type Fields, type Item, NEW, type Table } from '#shared/table/table';
import { Instant } from '#shared/time/instant';

/**
 * The people of a campaign: one item each, claimed by the first roster that names them and decided by conditional
 * writes, so that nobody is served twice however often anything is tried. They spread over shards by their blind
 * index; a shard is what one batch works on.
 */
export const OUTCOMES = ['delivered', 'absent', 'refused', 'deceased', 'moved'] as const;
export const Status = z.enum(['listed', 'excluded', ...OUTCOMES]);
export type Status = z.infer<typeof Status>;

export const Recipient = z.object({
  /** Blind index of the identity number. */
  person: z.string(),
  unit: z.string(),
  import: z.string(),
  row: z.number(),
  /** What the union's roster says of the group that is visited together: an enterprise, a team. */
  group: z.optional(z.string()),
  kind: z.optional(z.string()),
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

/** So many people at most go to one shard: one batch of a map works it off within a minute. */
const PER_SHARD = 500;
const MOST_SHARDS = 512;

export const shardsFor = (people: number): number =>
  Math.min(MOST_SHARDS, 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, people) / PER_SHARD))));

/** `person` is a hash already: its first characters are as good as random. */
export const shardOf = (person: string, shards: number): number =>
  Number(BigInt(`0x${Buffer.from(person.slice(0, 8), 'base64url').toString('hex') || '0'}`) % BigInt(shards));

export const shardPk = (id: CaseId, shard: number): string => `PEOPLE#${id}#${String(shard).padStart(3, '0')}`;

export type People = { readonly id: CaseId; readonly shards: number };

export const personKey = ({ id, shards }: People, person: string) => ({
  pk: shardPk(id, shardOf(person, shards)),
  sk: person,
});

export const recipientOf = async (table: Table, of: People, person: string): Promise<Recipient | undefined> => {
  const item = await table.get(personKey(of, person));
  return item ? Recipient.parse(item) : undefined;
};

/** @returns the recipient that holds the place: this one, or whoever was there before */
export const claimPlace = async (table: Table, of: People, recipient: Recipient): Promise<Recipient> => {
  try {
    await table.transact([{ put: { ...recipient, ...personKey(of, recipient.person) }, if: NEW }]);
    return recipient;
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    return (await recipientOf(table, of, recipient.person)) ?? recipient;
  }
};

/** Moves a recipient on from one of the statuses it may come from. @returns false when it was elsewhere already */
export const decideRecipient = async (
  table: Table,
  of: People,
  person: string,
  from: Status,
  set: Partial<Omit<Recipient, 'person'>>,
): Promise<boolean> => {
  try {
    const fields: Fields = JSON.parse(JSON.stringify(set));
    await table.transact([{ update: personKey(of, person), set: fields, if: { equal: { status: from } } }]);
    return true;
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
    return false;
  }
};

/** The recipients of a shard, a page at a time. */
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

export async function* allRecipients(table: Table, of: People): AsyncGenerator<Recipient> {
  for (let shard = 0; shard < of.shards; shard++) yield* ofShard(table, of, shard);
}
