import * as z from 'zod/mini';
import type { Host } from '#shared/host';
import { CaseId } from '#shared/ids';
import { type DataKey, newDataKey, open, seal, unwrapped } from '#shared/keys/fields';
import type { Fields, Item } from '#shared/table/table';
import { Instant } from '#shared/time/instant';
import { Answered } from './answers.ts';
import type { Answers } from './fields.ts';

/**
 * How a draft is kept: all answers are one sealed blob; the item is found by the blind index of its return code, which
 * only its owner has. What is done with it is in draft.ts.
 */
export type Draft = {
  readonly id: string;
  readonly code: string;
  /** The pipeline that it applies to; absent in drafts from before there was a choice. */
  readonly pipeline: string | undefined;
  readonly answers: Answers;
  readonly version: number;
  readonly expires: Instant;
  /** The case that it has become. */
  readonly submitted: CaseId | undefined;
};

const DAYS = 30;
const DAY_MS = 86_400_000;

const Stored = z.object({
  id: z.string(),
  pipeline: z.optional(z.string()),
  wrapped: z.string(),
  sealed: z.string(),
  version: z.number(),
  expires: Instant,
  submitted: z.optional(CaseId),
});
const Blob = z.object({ code: z.string(), answers: Answered });

export type Needs = Pick<Host, 'table' | 'keys' | 'random' | 'clock'>;
/** Under which key a draft was found sealed: whoever has read it need not read it again to write it. */
const openedUnder = new WeakMap<Draft, DataKey>();

export type DraftKey = { readonly pk: string; readonly sk: 'DRAFT' };

export const draftKey = async (host: Pick<Host, 'keys'>, code: string): Promise<DraftKey> => ({
  pk: `DRAFT#${await host.keys.blind('returnCode', code)}`,
  sk: 'DRAFT',
});

export const expiry = ({ clock }: Pick<Host, 'clock'>): Instant => Instant.parse(clock.now() + DAYS * DAY_MS);
const context = (id: string) => `draft#${id}`;
const place = (id: string, version: number) => ({ context: context(id), field: 'answers', version });

/** The next state of a draft, as a write that only succeeds on the version before it. */
export const itemOf = (
  host: Needs,
  key: DraftKey,
  { id, code, pipeline, answers, version, expires, submitted }: Draft,
  data: DataKey,
): Item => {
  const { sealed } = seal(host.random, data.key, place(id, version), { code, answers });
  // What has been sent stays as long as its case; the sweeper and DynamoDB remove the rest by `ttl`, in seconds.
  const lifetime: Fields = submitted === undefined ? { ttl: Math.ceil(expires / 1000) } : { submitted };
  const kind: Fields = pipeline === undefined ? {} : { pipeline };
  return { ...key, id, ...kind, wrapped: data.wrapped, sealed, version, expires, ...lifetime };
};

/** The first state of a draft, under a key of its own. */
export const firstItem = async (host: Needs, key: DraftKey, draft: Draft): Promise<Item> =>
  itemOf(host, key, draft, await newDataKey(host, context(draft.id)));

/** @param seen as it was read a moment ago: it is not read again */
export const load = async (
  host: Needs,
  key: DraftKey,
  seen?: Draft,
): Promise<{ draft: Draft; data: DataKey } | undefined> => {
  const known = seen && openedUnder.get(seen);
  if (known) return { draft: seen, data: known };
  const item = await host.table.get(key);
  if (!item) return undefined;
  const { wrapped, sealed, ...stored } = Stored.parse(item);
  if (stored.submitted === undefined && stored.expires <= host.clock.now()) return undefined; // the table is late
  const dataKey = await unwrapped(host, wrapped, context(stored.id));
  const { code, answers } = Blob.parse(open(dataKey, place(stored.id, stored.version), sealed));
  const draft: Draft = { ...stored, pipeline: stored.pipeline, submitted: stored.submitted, code, answers };
  const data = { wrapped, key: dataKey };
  openedUnder.set(draft, data);
  return { draft, data };
};
