import * as z from 'zod/mini';
import { Case, casePk } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { Actor, type ChainedEvent, firstBreak } from '#shared/events/chain';
import { Execution } from '#shared/executions/executions';
import { NotFound } from '#shared/faults';
import { CaseId } from '#shared/ids';
import { Message } from '#shared/outbox/messages';
import type { Pipeline } from '#shared/pipeline';
import { all, type Fields, type Item } from '#shared/table/table';
import { Task } from '#shared/tasks/task';
import { Instant } from '#shared/time/instant';
import { pipelineOf } from '#workflows/index';
import type { Visit } from '../console.ts';
import { seen } from '../officer.ts';

/** Everything about a case that its page tells: one read of its partition. */
export type CaseFile = {
  readonly each: Case;
  readonly pipeline: Pipeline;
  readonly events: readonly ChainedEvent[];
  /** Where the log is broken, if it is. */
  readonly broken: string | undefined;
  readonly tasks: readonly Task[];
  readonly open: Task | undefined;
  readonly mails: readonly MailRecord[];
  readonly ledger: readonly LedgerEntry[];
  readonly executions: readonly Execution[];
};

const Event = z.object({
  seq: z.number(),
  at: Instant,
  type: z.string(),
  by: Actor,
  data: z.custom<Fields>((data) => typeof data === 'object' && data !== null),
  prev: z.string(),
  hash: z.string(),
});

const MailRecord = z.object({
  letter: z.string(),
  task: z.nullish(z.string()),
  to: z.string(),
  at: z.number(),
  status: z.enum(['sent', 'no address', 'undeliverable', 'waiting']),
  tries: z.optional(z.number()),
});
export type MailRecord = z.infer<typeof MailRecord>;

const LedgerEntry = z.object({
  sk: z.string(),
  entry: z.enum(['reserve', 'release', 'receive', 'commit', 'pay']),
  fund: z.string(),
  year: z.number(),
  fen: z.number(),
  at: Instant,
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** The case that a page names, if the officer may see it. @throws {NotFound} */
export const caseOf = async ({ request, host, officer }: Visit): Promise<Case> => {
  const id = CaseId.safeParse(request.params['case']);
  if (!id.success) throw new NotFound('Not a case');
  return seen(officer, await getCase(host.table, id.data));
};

export const loadCase = async (visit: Visit): Promise<CaseFile> => {
  const first = await caseOf(visit);
  const items = await all(visit.host.table, { pk: casePk(first.id) });
  const of = (start: string): Item[] => items.filter(({ sk }) => sk.startsWith(start));
  const each = Case.parse(of('CASE')[0]);
  const events = of('EVENT#').map((item) => Event.parse(item));
  const tasks = of('TASK#').map((item) => Task.parse(item));
  const mails = [...of('MAIL#').map((item) => MailRecord.parse(item)), ...of('OUT#mail#').flatMap(waiting)];
  return {
    each,
    pipeline: pipelineOf(each.pipeline),
    events,
    broken: firstBreak(events, { seq: each.seq, hash: each.head }),
    tasks,
    open: tasks.find(({ id, status }) => id === each.task && status === 'open'),
    mails: mails.toSorted((a, b) => a.at - b.at),
    ledger: of('MONEY#').map((item) => LedgerEntry.parse(item)),
    executions: of('EXECUTION#').map((item) => Execution.parse(item)),
  };
};

/** A mail that has not left yet stands in the outbox still. */
const waiting = (item: Item): MailRecord[] => {
  const message = Message.safeParse(item['message']);
  if (!message.success || message.data.kind !== 'mail') return [];
  const { letter, task, to } = message.data;
  const who = to.kind === 'person' ? to.person : 'applicant';
  return [{ letter, task, to: who, at: Number(item['at']), status: 'waiting', tries: Number(item['tries'] ?? 0) }];
};
