import * as z from 'zod/mini';
import type { Json, Write } from '#shared/table/table';

/**
 * What must follow a change, written with it in one transaction and carried out afterwards, at least once.
 * In order within a case and lane: a mail server that is down does not hold up the state machine.
 */
export const Message = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), machine: z.string(), name: z.string(), input: z.json() }),
  z.object({
    kind: z.literal('wake'),
    taskToken: z.string(),
    output: z.json(),
    /** Another answer than the one that the state goes straight on with. */
    otherwise: z.optional(z.literal(true)),
  }),
  z.object({
    kind: z.literal('mail'),
    /** Names the letter in the pipeline's `emails`, or a shared one. */
    letter: z.string(),
    to: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('person'), person: z.string() }),
      z.object({ kind: z.literal('applicant') }),
    ]),
    task: z.optional(z.string()),
    /** From which the link's token is derived at sending (shared/tasks/links.ts). */
    link: z.optional(z.string()),
    /** What the letter says beyond the case itself: never sensitive. */
    facts: z.optional(z.record(z.string(), z.json())),
  }),
]);
export type Message = z.infer<typeof Message>;
export const LANES = ['signal', 'mail'] as const;
export type Lane = (typeof LANES)[number];
export const laneOf = (message: Message): Lane => (message.kind === 'mail' ? 'mail' : 'signal');

const RESCAN_AFTER_MS = 60_000;
const DUE_SHARDS = 8;

/** The shard of a partition in the index of due things: its own for ever, so that nobody has to remember it. */
export const dueShard = (pk: string): string => {
  let sum = 0;
  for (const char of pk) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 1_000_003;
  return `DUE#${sum % DUE_SHARDS}`;
};
export const dueShards = Array.from({ length: DUE_SHARDS }, (_, i) => `DUE#${i}`);

/** The index entry of whatever has to be looked at again at an instant (milliseconds since 1970). */
export const due = (pk: string, at: number) => ({ duePk: dueShard(pk), dueSk: new Date(at).toISOString() });

/**
 * The entry for the `n`th message of the change that became event `seq` of this partition; `again` is one that follows
 * from no change, and takes the place of the one before it.
 */
export const outboxEntry = (pk: string, seq: number, n: number | 'again', at: number, message: Message): Write => {
  const id = `${String(seq).padStart(10, '0')}.${n}`;
  const body: Json = JSON.parse(JSON.stringify(message));
  return {
    put: {
      pk,
      sk: `OUT#${laneOf(message)}#${id}`,
      kind: 'outbox',
      message: body,
      at,
      tries: 0,
      ...due(pk, at + RESCAN_AFTER_MS),
    },
  };
};
