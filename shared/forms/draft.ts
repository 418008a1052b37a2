import * as z from 'zod/mini';
import { canonical } from '#shared/events/chain';
import { Stale } from '#shared/faults';
import type { Host } from '#shared/host';
import { CaseId } from '#shared/ids';
import { type DataKey, newDataKey, open, seal, unwrapped } from '#shared/keys/fields';
import { ConditionFailed, type Fields, type Item, NEW, type Write } from '#shared/table/table';
import { Instant } from '#shared/time/instant';
import { Answered } from './answers.ts';
import type { Answers } from './fields.ts';
import { newReturnCode } from './returnCode.ts';

/**
 * A form that is not sent yet, kept for thirty days since it was last changed. All answers are one sealed blob; the
 * item is found by the blind index of its return code, which only its owner has. Once sent it stays as the way from
 * the code to the case, without the answers. Used by applicants' pages.
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

type Needs = Pick<Host, 'table' | 'keys' | 'random' | 'clock'>;
/** Under which key a draft was found sealed: whoever has read it need not read it again to write it. */
const opened = new WeakMap<Draft, DataKey>();

export type DraftKey = { readonly pk: string; readonly sk: 'DRAFT' };

export const draftKey = async (host: Pick<Host, 'keys'>, code: string): Promise<DraftKey> => ({
  pk: `DRAFT#${await host.keys.blind('returnCode', code)}`,
  sk: 'DRAFT',
});

const expiry = ({ clock }: Pick<Host, 'clock'>): Instant => Instant.parse(clock.now() + DAYS * DAY_MS);
const context = (id: string) => `draft#${id}`;
const place = (id: string, version: number) => ({ context: context(id), field: 'answers', version });

/** The next state of a draft, as a write that only succeeds on the version before it. */
const itemOf = (
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

const load = async (host: Needs, key: DraftKey): Promise<{ draft: Draft; data: DataKey } | undefined> => {
  const item = await host.table.get(key);
  if (!item) return undefined;
  const { wrapped, sealed, ...stored } = Stored.parse(item);
  if (stored.submitted === undefined && stored.expires <= host.clock.now()) return undefined; // the table is late
  const dataKey = await unwrapped(host, wrapped, context(stored.id));
  const { code, answers } = Blob.parse(open(dataKey, place(stored.id, stored.version), sealed));
  const draft: Draft = { ...stored, pipeline: stored.pipeline, submitted: stored.submitted, code, answers };
  const data = { wrapped, key: dataKey };
  opened.set(draft, data);
  return { draft, data };
};

const MOST_TRIES = 8;

export const drafts = (host: Needs) => ({
  async create(pipeline: string, answers: Answers): Promise<{ draft: Draft; key: DraftKey }> {
    const code = newReturnCode(host.random);
    const key = await draftKey(host, code);
    const id = Buffer.from(host.random.bytes(12)).toString('hex');
    const draft: Draft = { id, code, pipeline, answers, version: 1, expires: expiry(host), submitted: undefined };
    await host.table.transact([{ put: itemOf(host, key, draft, await newDataKey(host, context(id))), if: NEW }]);
    return { draft, key };
  },

  get: async (key: DraftKey): Promise<Draft | undefined> => (await load(host, key))?.draft,

  /**
   * Saves what `change` makes of the answers as they are at that moment; it is asked again when another window was
   * first, so that two pages saved at the same time both stay.
   *
   * @param seen the draft as it was read a moment ago
   * @param sent whether the draft has become a case: then its answers are only what is being corrected
   * @returns the draft as it is afterwards, left alone when it is gone or not as `sent` says
   * @throws {Stale} when others were first eight times in a row
   */
  async change(
    key: DraftKey,
    seen: Draft,
    change: (answers: Answers) => Answers,
    sent = false,
  ): Promise<Draft | undefined> {
    for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
      const data = attempt === 0 ? opened.get(seen) : undefined;
      const found = data ? { draft: seen, data } : await load(host, key);
      if (!found || (found.draft.submitted !== undefined) !== sent) return found?.draft;
      const { draft } = found;
      const answers = change(draft.answers);
      // Told of its own write, whose answer got lost, it finds nothing left to change.
      if (attempt > 0 && canonical(answers) === canonical(draft.answers)) return draft;
      const next: Draft = {
        ...draft,
        answers,
        version: draft.version + 1,
        expires: expiry(host),
      };
      try {
        const put = itemOf(host, key, next, found.data);
        await host.table.transact([{ put, if: { equal: { version: draft.version } } }], { again: 'harmless' });
        return next;
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
    }
    throw new Stale('The draft keeps changing');
  },

  /** Removes a draft that was not sent. */
  async discard(key: DraftKey, { version }: Draft): Promise<void> {
    await host.table.transact([{ delete: key, if: { equal: { version }, absent: ['submitted'] } }]);
  },

  /**
   * Belongs into the transaction that makes or corrects the case: the answers go, the way from the code to the case
   * stays. The condition lets one of many parallel posts through.
   */
  async sending(key: DraftKey, seen: Draft): Promise<(caseId: CaseId) => Write> {
    const { version } = seen;
    const data = opened.get(seen) ?? (await load(host, key))?.data;
    if (!data) throw new Stale('The draft is gone');
    return (submitted) => ({
      put: itemOf(host, key, { ...seen, answers: {}, version: version + 1, submitted }, data),
      if: { equal: { version } },
    });
  },
});
