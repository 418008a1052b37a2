import * as z from 'zod/mini';
import { Refusal } from '#shared/faults';
import { CaseId, UnitId } from '#shared/ids';
import { CivilDate } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';

/**
 * 问题台账, the problem ledger: what was found, why it came about, what is done, by whom and by when, with proof. An
 * item is closed by somebody who did not submit it, and what was closed once stays told when it is opened again.
 */
export const ItemNo = z
  .string()
  .check(z.regex(/^ZG-\d{4}-\d{3,}$/))
  .brand<'ItemNo'>();
export type ItemNo = z.infer<typeof ItemNo>;

/** The numbers in what somebody typed, whatever stands between them. */
export const itemNumbersIn = (typed: string): ItemNo[] =>
  (typed.match(/ZG-\d{4}-\d{3,}/g) ?? []).map((no) => ItemNo.parse(no));

/** A paper that shows how it was, or how it is now; what it shows counts from a day on. */
export const Evidence = z.object({ file: z.string(), name: z.string(), effective: CivilDate });
export type Evidence = z.infer<typeof Evidence>;

export const Item = z.object({
  no: ItemNo,
  caseId: CaseId,
  programme: z.string(),
  unit: UnitId,
  /** The number of the finding that it comes from, within its case. */
  finding: z.int(),
  check: z.string(),
  violation: z.string(),
  problem: z.string(),
  cause: z.optional(z.string()),
  measure: z.optional(z.string()),
  owner: z.optional(z.string()),
  deadline: CivilDate,
  extendedTo: z.optional(CivilDate),
  progress: z.int().check(z.gte(0), z.lte(100)),
  before: z.array(Evidence),
  after: z.array(Evidence),
  status: z.enum(['open', 'submitted', 'closed']),
  submittedBy: z.optional(z.string()),
  submittedAt: z.optional(Instant),
  /** Every time that it was closed; the last one counts while it is closed. */
  closings: z.array(z.object({ by: z.string(), at: Instant, submittedBy: z.string() })),
  reopenings: z.array(z.object({ by: z.string(), at: Instant, reason: z.string() })),
  sentBack: z.int(),
  repeatOf: z.optional(ItemNo),
  /** Counts changes: the condition of every write. */
  version: z.int(),
});
export type Item = z.infer<typeof Item>;

/** Whoever put it right does not say that it is right. */
export class OwnVerification extends Refusal {
  override readonly name = 'OwnVerification';
  readonly status = 409;
}

/** The item is not in the state in which this can be done. */
export class WrongState extends Refusal {
  override readonly name = 'WrongState';
  readonly status = 409;
}

/** Money is outstanding: nothing of it is closed. */
export class BalanceOutstanding extends Refusal {
  override readonly name = 'BalanceOutstanding';
  readonly status = 409;
}

const need = (item: Item, ...states: readonly Item['status'][]): void => {
  if (!states.includes(item.status)) throw new WrongState(`${item.no} is ${item.status}, not ${states.join(' or ')}`);
};
const next = (item: Item, change: Partial<Item>): Item => ({ ...item, ...change, version: item.version + 1 });

export type Description = Partial<Pick<Item, 'cause' | 'measure' | 'owner' | 'progress' | 'before' | 'after'>>;

/** What the unit writes about it, as often as it likes until it is submitted. @throws {WrongState} */
export const describe = (item: Item, description: Description): Item => {
  need(item, 'open');
  return next(item, description);
};

/** Says that it is put right. @throws {WrongState} where cause, measure, owner or proof is missing */
export const submit = (item: Item, by: string, at: Instant): Item => {
  need(item, 'open');
  const missing = missingIn(item);
  if (missing.length > 0) throw new WrongState(`${item.no} has no ${missing.join(', ')}`);
  return next(item, { status: 'submitted', submittedBy: by, submittedAt: at, progress: 100 });
};

export const missingIn = ({ cause, measure, owner, after }: Item): ('cause' | 'measure' | 'owner' | 'after')[] => [
  ...(cause ? [] : (['cause'] as const)),
  ...(measure ? [] : (['measure'] as const)),
  ...(owner ? [] : (['owner'] as const)),
  ...(after.length > 0 ? [] : (['after'] as const)),
];

/** 销号. @throws {OwnVerification} {BalanceOutstanding} {WrongState} when it is closed already or not submitted */
export const close = (item: Item, by: string, at: Instant, outstandingFen: number): Item => {
  need(item, 'submitted');
  const { submittedBy = '' } = item;
  if (submittedBy === by) throw new OwnVerification(`${by} submitted ${item.no}`);
  if (outstandingFen > 0) throw new BalanceOutstanding(`${item.no}: ${outstandingFen} fen outstanding`);
  return next(item, { status: 'closed', closings: [...item.closings, { by, at, submittedBy }] });
};

/** @throws {OwnVerification} {WrongState} */
export const sendBack = (item: Item, by: string): Item => {
  need(item, 'submitted');
  if (item.submittedBy === by) throw new OwnVerification(`${by} submitted ${item.no}`);
  return next(item, { status: 'open', sentBack: item.sentBack + 1, progress: 50 });
};

/** A later look found it undone. What it was closed with stays. @throws {WrongState} */
export const reopen = (item: Item, by: string, at: Instant, reason: string): Item => {
  need(item, 'closed');
  return next(item, { status: 'open', progress: 0, reopenings: [...item.reopenings, { by, at, reason }] });
};

/** Once, and never to an earlier day. @throws {WrongState} */
export const extend = (item: Item, to: CivilDate): Item => {
  need(item, 'open');
  if (item.extendedTo !== undefined) throw new WrongState(`${item.no} was extended before`);
  if (to <= item.deadline) throw new WrongState(`${item.no}: ${to} is no extension of ${item.deadline}`);
  return next(item, { extendedTo: to });
};

export const deadlineOf = ({ deadline, extendedTo }: Pick<Item, 'deadline' | 'extendedTo'>): CivilDate =>
  extendedTo ?? deadline;
