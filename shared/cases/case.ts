import * as z from 'zod/mini';
import { CaseId, TaskId, UnitId } from '#shared/ids';
import type { Item } from '#shared/table/table';
import { Instant } from '#shared/time/instant';

/** Kept as `2@17`: a case has one for each of its tasks, and its item is written with every change. */
const Round = z.union([
  z.object({ n: z.number(), entered: z.string() }),
  z.pipe(
    z.string(),
    z.transform((text) => {
      const at = text.indexOf('@');
      return { n: Number(text.slice(0, at)), entered: text.slice(at + 1) };
    }),
  ),
]);

/**
 * What every case of every pipeline is: where it stands, whose it is, who acted, and the head of its event chain.
 * Nothing in it is sensitive; a pipeline keeps what is peculiar to it in `facts`.
 */
export const Case = z.object({
  id: CaseId,
  pipeline: z.string(),
  /** Counts changes: the condition of every write. */
  version: z.number(),
  /** Sequence number and hash of the last event. */
  seq: z.number(),
  head: z.string(),
  /** What is shown of whom it concerns: a masked name. */
  title: z.string(),
  union: UnitId,
  township: UnitId,
  district: UnitId,
  openedAt: Instant,
  /** The task or step that it is in; an end state once `closedAt` is set. */
  stage: z.string(),
  stageSince: Instant,
  closedAt: z.optional(Instant),
  /** Its open task, if it waits for somebody, and whom that is. */
  task: z.optional(TaskId),
  waitingFor: z.optional(z.object({ role: z.string(), unit: z.string() })),
  /** When that task is due. */
  dueAt: z.optional(Instant),
  /** How often each task was opened, and for which entry of its state the last time. */
  rounds: z.record(z.string(), Round),
  /** Who decided which task: `{unionReview: 'chen-hong'}`. Separation of duties rests on it. */
  acted: z.record(z.string(), z.string()),
  /** What a board filters by: `failing`, `unreached`, `stuck`. */
  flags: z.readonly(z.array(z.string())),
  /** Four amounts that are never mixed, in fen. */
  appliedFen: z.optional(z.number()),
  approvedFen: z.optional(z.number()),
  receivedFen: z.optional(z.number()),
  paidFen: z.optional(z.number()),
  /** All three must be true before anything of it is payable. */
  noticeClear: z.boolean(),
  approved: z.boolean(),
  budgeted: z.boolean(),
  /** The case's data key, wrapped; absent once shredded. */
  wrappedKey: z.optional(z.string()),
  lang: z.enum(['zh', 'en']),
  /** Where the applicant gets mail, if anywhere. */
  email: z.optional(z.string()),
  /** The pipeline's own facts, none of them sensitive. */
  facts: z.record(z.string(), z.json()),
});
export type Case = z.infer<typeof Case>;

/** The place in `acted` of an official who applies themselves. */
export const APPLICANT = 'applicant';

export const casePk = (id: CaseId) => `CASE#${id}`;
export const caseKey = (id: CaseId) => ({ pk: casePk(id), sk: 'CASE' });

/** The item of a case. It is in no index: boards find a case by items of their own (boards.ts). */
export const caseItem = (each: Case): Item => ({
  ...each,
  rounds: Object.fromEntries(Object.entries(each.rounds).map(([name, { n, entered }]) => [name, `${n}@${entered}`])),
  ...caseKey(each.id),
});
export const eventSk = (seq: number) => `EVENT#${String(seq).padStart(10, '0')}`;
