import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Fields, Json } from '#shared/table/table';
import { Instant } from '#shared/time/instant';

/**
 * The event log of a case: append-only, each event bound to the one before by its hash. Whoever holds the log can
 * check it without any key: sensitive values stand in it as salted commitments (shared/keys/fields.ts).
 */
export type ChainedEvent = {
  readonly seq: number;
  readonly at: Instant;
  /** What happened, in the past tense: `submitted`, `taskOpened`, `decided`. */
  readonly type: string;
  readonly by: Actor;
  readonly data: Fields;
  readonly prev: string;
  readonly hash: string;
};

/** Who did it. A person of the federation always with the position that they acted in. */
export const Actor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('applicant') }),
  z.object({ kind: z.literal('public') }),
  z.object({ kind: z.literal('system') }),
  z.object({ kind: z.literal('person'), person: z.string(), role: z.string(), unit: z.string() }),
]);
export type Actor = z.infer<typeof Actor>;

/** An event as the table holds it. */
export const StoredEvent = z.object({
  seq: z.number(),
  at: Instant,
  type: z.string(),
  by: Actor,
  data: z.record(z.string(), z.json()),
  prev: z.string(),
  hash: z.string(),
});

export const SYSTEM: Actor = { kind: 'system' };

/** JSON with sorted keys and without absent fields: one text for one value. */
export const canonical = (value: Json | undefined): string => {
  if (Array.isArray(value)) return `[${value.map((each: Json) => canonical(each)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
};

/** The `prev` of the first event of a case. */
export const GENESIS = '';

export const chain = (event: Omit<ChainedEvent, 'hash'>): ChainedEvent => ({
  ...event,
  hash: createHash('sha256').update(canonical(event)).digest('base64url'),
});

/** Where a log is broken, in words; nothing when it holds from the first event to `head`. */
export const firstBreak = (
  events: readonly ChainedEvent[],
  head: { seq: number; hash: string },
): string | undefined => {
  let prev = GENESIS;
  for (const [i, { hash, ...event }] of events.entries()) {
    if (event.seq !== i + 1) return `event ${i + 1} is missing or out of order (found ${event.seq})`;
    if (event.prev !== prev) return `event ${event.seq} does not follow from the one before`;
    if (chain(event).hash !== hash) return `event ${event.seq} was changed after it was written`;
    prev = hash;
  }
  if (events.length !== head.seq || prev !== head.hash) return `event ${events.length + 1} is missing at the end`;
  return undefined;
};
