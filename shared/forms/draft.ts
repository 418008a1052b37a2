import { canonical } from '#shared/events/chain';
import { Stale } from '#shared/faults';
import type { CaseId } from '#shared/ids';
import { ConditionFailed, NEW, type Write } from '#shared/table/table';
import type { Answers } from './fields.ts';
import { newReturnCode } from './returnCode.ts';
import { type Draft, type DraftKey, draftKey, expiry, firstItem, itemOf, load, type Needs } from './storedDraft.ts';

/**
 * A form that is not sent yet, kept for thirty days since it was last changed. Once sent it stays as the way from the
 * code to the case, without the answers. Used by applicants' pages.
 */
const MOST_TRIES = 8;

export const drafts = (host: Needs) => ({
  async create(pipeline: string, answers: Answers): Promise<{ draft: Draft; key: DraftKey }> {
    const code = newReturnCode(host.random);
    const key = await draftKey(host, code);
    const id = Buffer.from(host.random.bytes(12)).toString('hex');
    const draft: Draft = { id, code, pipeline, answers, version: 1, expires: expiry(host), submitted: undefined };
    await host.table.transact([{ put: await firstItem(host, key, draft), if: NEW }]);
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
      const found = await load(host, key, attempt === 0 ? seen : undefined);
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
    const found = await load(host, key, seen);
    if (!found) throw new Stale('The draft is gone');
    return (submitted) => ({
      put: itemOf(host, key, { ...seen, answers: {}, version: version + 1, submitted }, found.data),
      if: { equal: { version } },
    });
  },
});
