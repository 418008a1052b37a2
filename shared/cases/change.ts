import { type Actor, chain } from '#shared/events/chain';
import { NotFound, Stale } from '#shared/faults';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { type Message, outboxEntry } from '#shared/outbox/messages';
import { ConditionFailed, type Fields, NEW, type Table, type Write } from '#shared/table/table';
import type { Instant } from '#shared/time/instant';
import { viewWrites } from './boards.ts';
import { Case, caseItem, caseKey, casePk, eventSk } from './case.ts';

/**
 * One change, one transaction: the case at its next version, the event that says what happened, and with them
 * whatever else must be true at the same moment (tasks, money, messages). Every change of a case goes through here.
 */
export type Change = {
  readonly event: { readonly type: string; readonly by: Actor; readonly data?: Fields };
  readonly set?: Partial<Omit<Case, 'id' | 'version' | 'seq' | 'head'>>;
  /** Flags of the case that must hold while this is written: whoever writes past the pages meets them too. */
  readonly needs?: Readonly<Partial<Record<'noticeClear' | 'approved' | 'budgeted', true>>>;
  /** Written with it, with conditions of their own. */
  readonly also?: readonly Write[];
  /** The answer to give when a condition in `also` fails while the case itself has not moved. */
  readonly otherwise?: (failed: readonly Write[]) => Error;
  readonly messages?: readonly Message[];
};

const MOST_TRIES = 8;

export const getCase = async (table: Table, id: CaseId): Promise<Case> => {
  const item = await table.get(caseKey(id));
  if (!item) throw new NotFound(`There is no case ${id}`);
  return Case.parse(item);
};

/** The whole transaction of a change, the case's own item first, and the case as it will be. */
const planned = (before: Case | undefined, now: Case, change: Change, at: Instant): { writes: Write[]; next: Case } => {
  const { id, seq } = now;
  const pk = casePk(id);
  const event = chain({
    seq,
    at,
    type: change.event.type,
    by: change.event.by,
    data: change.event.data ?? {},
    prev: before?.head ?? '',
  });
  const next: Case = { ...now, head: event.hash };
  const writes: Write[] = [
    {
      put: caseItem(next),
      if: before ? { equal: { version: before.version, ...change.needs } } : NEW,
    },
    { put: { pk, sk: eventSk(seq), ...event }, if: NEW },
    ...viewWrites(before, next),
    ...(change.also ?? []),
    ...(change.messages ?? []).map((message, n) => outboxEntry(pk, seq, n, at, message)),
  ];
  return { writes, next };
};

/** Writes the first version of a case. @throws {ConditionFailed} when the id is taken or `also` does not hold */
export const createCase = async (
  host: Pick<Host, 'table' | 'clock'>,
  first: Omit<Case, 'version' | 'seq' | 'head'>,
  change: Omit<Change, 'set' | 'otherwise'>,
): Promise<void> =>
  host.table.transact(planned(undefined, { ...first, version: 1, seq: 1, head: '' }, change, host.clock.now()).writes);

/**
 * Changes a case: `decide` sees it as it is and says what to change, or gives nothing to leave it. When somebody
 * else was first it is asked again with the newer case.
 *
 * @param seen the case as it was read a moment ago, which spares reading it again
 * @returns the case as it is afterwards
 * @throws {Stale} when others were first eight times in a row
 */
export const changeCase = async (
  host: Pick<Host, 'table' | 'clock'>,
  id: CaseId,
  decide: (each: Case) => Change | undefined | Promise<Change | undefined>,
  seen?: Case,
): Promise<Case> => {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const before = attempt === 0 && seen ? seen : await getCase(host.table, id);
    const change = await decide(before);
    if (!change) return before;
    const now = Case.parse({ ...before, ...change.set, version: before.version + 1, seq: before.seq + 1 });
    const { writes, next } = planned(before, now, change, host.clock.now());
    try {
      await host.table.transact(writes);
      return next;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      if (!error.failed.includes(0) && change.otherwise) {
        throw change.otherwise(error.failed.flatMap((i) => writes[i] ?? []));
      }
    }
  }
  throw new Stale(`Case ${id} keeps changing: load it again`);
};

/** A stage is a place in the machine; moving starts its clock. */
export const moveTo = (stage: string, at: Instant) => ({ stage, stageSince: at });
