import * as z from 'zod/mini';
import { casePk } from '#shared/cases/case';
import type { Host } from '#shared/host';
import { CaseId } from '#shared/ids';
import { due } from '#shared/outbox/messages';
import { all, type Item, prefix, type Table } from '#shared/table/table';
import { Instant } from '#shared/time/instant';

/**
 * The executions of a case, oldest first: one, and a further one for each time that it was handed over (handover.ts) or
 * moved to another host. Each is looked at now and then, found by the index of due things while it is the newest.
 */
export const Execution = z.object({
  caseId: CaseId,
  n: z.number(),
  /** As the workflows port knows it: the pipeline's name, or that of its second form (resume.ts). */
  machine: z.string(),
  name: z.string(),
  /** Of the machine's definition: a number on AWS, its hash elsewhere. Empty until somebody has looked. */
  version: z.string(),
  startedAt: Instant,
  /** When the next one took its place, or when it was found closed. */
  endedAt: z.optional(Instant),
  /** It must go on as a new one, and cannot: it would miss this in the newest definition. */
  misses: z.optional(z.string()),
});
export type Execution = z.infer<typeof Execution>;

export const executionKey = (caseId: CaseId, n: number) => ({
  pk: casePk(caseId),
  sk: `EXECUTION#${String(n).padStart(4, '0')}`,
});

/** @param at when to look at it (milliseconds since 1970); never again where it is absent */
export const executionItem = (execution: Execution, at?: number): Item => {
  const key = executionKey(execution.caseId, execution.n);
  return { ...execution, ...key, kind: 'execution', ...(at !== undefined && due(key.pk, at)) };
};

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const LOOK_EVERY_DAYS = 30;

/**
 * When to look at an execution next: a month from now, in an hour of the day that is the case's own, so that thousands
 * that were opened together are not looked at together.
 */
export const nextLook = (caseId: CaseId, now: number): number =>
  Math.ceil(now / DAY_MS) * DAY_MS + LOOK_EVERY_DAYS * DAY_MS + (Number(caseId.slice(-3)) % 24) * HOUR_MS;

/** What is written when an execution has been started. */
export const started = (
  { versions, clock }: Pick<Host, 'versions' | 'clock'>,
  execution: Pick<Execution, 'caseId' | 'n' | 'machine' | 'name'>,
): Item => {
  const { caseId, machine } = execution;
  const startedAt = clock.now();
  const begun = { ...execution, version: versions[machine] ?? '', startedAt };
  return executionItem(begun, nextLook(caseId, startedAt));
};

export const executionsOf = async (table: Table, caseId: CaseId): Promise<Execution[]> =>
  (await all(table, { pk: casePk(caseId), ...prefix('EXECUTION#') })).map((item) => Execution.parse(item));
