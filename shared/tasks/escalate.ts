import { type Change, changeCase } from '#shared/cases/change';
import { SYSTEM } from '#shared/events/chain';
import type { Host } from '#shared/host';
import type { CaseId, PersonId, TaskId, UnitId } from '#shared/ids';
import { organisation, Role } from '#shared/people/organisation';
import type { Message } from '#shared/outbox/messages';
import type { Case } from '#shared/cases/case';
import { decideTask } from './decide.ts';
import type { TaskDefinition } from './definition.ts';
import { climb } from './ladder.ts';
import { onDuty } from './asked.ts';
import { invitations } from './invitations.ts';
import { getTask, type Rung, type Task, taskItem, unmoved } from './task.ts';

/**
 * Lets a silent task climb its next rung, if one is due. Each rung fires once: the rung counter is part of the case's
 * change. What lapses is decided as time's own answer.
 */
export const escalate = async (host: Host, caseId: CaseId, id: TaskId, definition: TaskDefinition): Promise<void> => {
  const { silence } = definition;
  const before = await getTask(host.table, caseId, id);
  const due = before.status === 'open' ? climb(before.rungs, before.climbed, host.clock.now()) : undefined;
  if (!due) return;
  if (before.rungs[due.fires]?.kind === 'lapse' && silence !== 'escalate') {
    await decideTask(host, {
      caseId,
      task: id,
      definition,
      by: SYSTEM,
      outcome: silence.outcome,
      sensitive: () => true,
    });
    return;
  }
  await changeCase(host, caseId, async (each) => {
    const task = await getTask(host.table, caseId, id);
    const now = task.status === 'open' ? climb(task.rungs, task.climbed, host.clock.now()) : undefined;
    const rung = now && task.rungs[now.fires];
    if (!now || !rung) return undefined;
    return climbed(host, each, task, { ...task, rungs: now.rungs, climbed: now.fires + 1 }, rung);
  });
};

const climbed = async (host: Host, each: Case, before: Task, task: Task, rung: Rung): Promise<Change> => {
  const asked = (await whoNow(host, task, rung)).filter((person) => !task.recused?.includes(person));
  const next: Task = { ...task, asked: [...new Set([...task.asked, ...asked])] };
  const mails = await invitations(host, task, rung.kind === 'remind' ? 'reminded' : 'escalated', asked);
  const stuck = rung.kind === 'stuck';
  const alerts: Message[] = stuck
    ? asked.map((person) => ({ kind: 'mail', letter: 'stuck', to: { kind: 'person', person }, task: task.id }))
    : mails.messages;
  return {
    event: {
      type: rung.kind === 'remind' ? 'reminded' : 'escalated',
      by: SYSTEM,
      data: { task: task.id, rung: rung.kind, asked },
    },
    set: stuck ? { flags: [...new Set([...each.flags, 'stuck'])] } : {},
    also: [
      { put: taskItem(stuck ? task : next), if: { equal: { ...unmoved(before).equal, climbed: before.climbed } } },
      ...(stuck ? [] : mails.writes),
    ],
    messages: alerts,
  };
};

/** Whom this rung asks. A rung that finds nobody new passes the question on to whoever is on duty. */
const whoNow = async (host: Host, task: Task, rung: Rung): Promise<readonly PersonId[]> => {
  const people = organisation(host.table);
  if (rung.kind === 'remind') return task.asked;
  if (rung.kind === 'deputy') {
    const role = Role.safeParse(task.role);
    const deputies = role.success ? (await people.position(role.data, task.unit)).deputies : [];
    return deputies.filter((person) => !task.asked.includes(person));
  }
  if (rung.kind === 'duty') return onDuty(host, task.unit);
  return (await people.position('admin', await districtOf(host, task.unit))).holders;
};

const districtOf = async (host: Host, unit: UnitId): Promise<UnitId> =>
  (await organisation(host.table).lineage(unit)).at(-1)?.id ?? unit;
