import { changeCase } from '#shared/cases/change';
import { reasonRecord } from '#shared/cases/reason';
import type { Actor } from '#shared/events/chain';
import type { Host } from '#shared/host';
import type { CaseId, TaskId } from '#shared/ids';
import { civilDate, endOfDay } from '#shared/time/civil';
import type { TaskDefinition } from './definition.ts';
import { ladder } from './ladder.ts';
import { onDuty } from './asked.ts';
import { invitations } from './invitations.ts';
import { organisation, Role } from '#shared/people/organisation';
import { getTask, type Task, taskItem, unmoved } from './task.ts';

/** What somebody does about a silent task: mail it once more, or take it back and ask afresh. The reason is kept. */
export type Again = { readonly by: Actor; readonly reason: string };

/** Mails whoever is asked once more, each with a link of their own. @returns false when it was decided meanwhile */
export const mailAgain = async (host: Host, caseId: CaseId, id: TaskId, { by, reason }: Again): Promise<boolean> => {
  let sent = false;
  await changeCase(host, caseId, async (each) => {
    const task = await getTask(host.table, caseId, id);
    sent = task.status === 'open';
    if (!sent) return undefined;
    const mails = await invitations(host, task, 'reminded', task.asked);
    const why = await reasonRecord(host, each, reason);
    return {
      event: { type: 'resent', by, data: { task: id, to: task.asked, ...why.event } },
      also: [why.write, ...mails.writes],
      messages: mails.messages,
    };
  });
  return sent;
};

/**
 * Takes a silent task back and asks afresh: whoever holds the position now, with a deadline that begins today. It stays
 * the same task, so the state machine waits on and nobody's answer is lost.
 *
 * @param days its deadline in working days
 */
export const askAgain = async (
  host: Host,
  caseId: CaseId,
  id: TaskId,
  { definition, days, by, reason }: Again & { definition: TaskDefinition; days: number },
): Promise<boolean> => {
  let asked = false;
  await changeCase(host, caseId, async (each) => {
    const task = await getTask(host.table, caseId, id);
    asked = task.status === 'open';
    if (!asked) return undefined;
    const today = civilDate(host.clock.now());
    const nth = (n: number) => host.calendars.working().internalDeadline(today, n);
    const { date, provisional } = nth(days);
    const people = await holders(host, task);
    const next: Task = {
      ...task,
      asked: people,
      assigned: [],
      dueAt: endOfDay(date),
      provisional,
      rungs: ladder(definition, days, (n) => nth(n).date),
      climbed: 0,
    };
    const mails = await invitations(host, next, definition.letter ?? 'asked', people);
    const why = await reasonRecord(host, each, reason);
    return {
      event: { type: 'reopened', by, data: { task: id, to: people, dueAt: next.dueAt, ...why.event } },
      set: { dueAt: next.dueAt, flags: each.flags.filter((flag) => flag !== 'stuck') },
      also: [{ put: taskItem(next), if: unmoved(task) }, why.write, ...mails.writes],
      messages: mails.messages,
    };
  });
  return asked;
};

/** Whoever holds the position now and has not stepped aside; deputies, then the duty officer, where nobody does. */
const holders = async (host: Host, { role, unit, recused = [] }: Task) => {
  const known = Role.safeParse(role);
  const position = known.success ? await organisation(host.table).position(known.data, unit) : undefined;
  const lines = [position?.holders ?? [], position?.deputies ?? [], await onDuty(host, unit)];
  return lines.map((line) => line.filter((person) => !recused.includes(person))).find((line) => line.length > 0) ?? [];
};
