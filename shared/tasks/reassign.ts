import { type Change, changeCase } from '#shared/cases/change';
import type { Case } from '#shared/cases/case';
import { reasonRecord } from '#shared/cases/reason';
import type { Actor } from '#shared/events/chain';
import type { Host } from '#shared/host';
import type { CaseId, PersonId, TaskId } from '#shared/ids';
import { organisation, Role } from '#shared/people/organisation';
import { barredBy } from './apart.ts';
import type { TaskDefinition } from './definition.ts';
import { onDuty } from './asked.ts';
import { invitations } from './invitations.ts';
import type { Write } from '#shared/table/table';
import { getTask, type Task, taskKey } from './task.ts';

/** Who is asked changes, the question stays: same task, same deadline, same ladder. Links of those taken off are dead. */
export type Reassignment = {
  /** Taken off the task; absent adds somebody. */
  readonly from?: PersonId;
  readonly to: readonly PersonId[];
  readonly by: Actor;
  readonly reason: string;
};

export type Reassigned =
  | { readonly kind: 'reassigned'; readonly task: Task; readonly to: readonly PersonId[] }
  /** Decided or withdrawn meanwhile. */
  | { readonly kind: 'already'; readonly task: Task }
  /** There is nobody else to ask: an admin must name somebody. */
  | { readonly kind: 'nobodyElse' };

/** An admin names who decides. */
export const reassign = (
  host: Host,
  caseId: CaseId,
  id: TaskId,
  { from, to, by, reason }: Reassignment,
): Promise<Reassigned> =>
  passOn(host, caseId, id, async (_each, task) => ({
    type: 'reassigned',
    by,
    reason,
    from,
    to,
    task: {
      ...task,
      asked: [...new Set([...task.asked.filter((person) => person !== from), ...to])],
      assigned: [...new Set([...(task.assigned ?? []), ...to])],
      recused: (task.recused ?? []).filter((person) => !to.includes(person)),
    },
  }));

/**
 * Somebody who is asked steps aside, being related to the applicant or having decided before. Where nobody else is
 * asked already, the deputies are, then whoever is on duty, then the admins.
 */
export const recuse = (
  host: Host,
  caseId: CaseId,
  id: TaskId,
  definition: Pick<TaskDefinition, 'apart'>,
  { person, by, reason }: { readonly person: PersonId; readonly by: Actor; readonly reason: string },
): Promise<Reassigned> =>
  passOn(host, caseId, id, async (each, task) => {
    const recused = [...new Set([...(task.recused ?? []), person])];
    const may = (other: PersonId) => !recused.includes(other) && barredBy(definition, each, other) === undefined;
    const left = task.asked.filter(may);
    const to = left.length > 0 ? [] : await nextInLine(host, task, may);
    if (left.length + to.length === 0) return undefined;
    return { type: 'recused', by, reason, from: person, to, task: { ...task, asked: [...left, ...to], recused } };
  });

const nextInLine = async (
  host: Host,
  { role, unit }: Task,
  may: (person: PersonId) => boolean,
): Promise<PersonId[]> => {
  const people = organisation(host.table);
  const known = Role.safeParse(role);
  const position = known.success ? await people.position(known.data, unit) : undefined;
  const [holders, deputies] = [position?.holders ?? [], position?.deputies ?? []].map((line) => line.filter(may));
  if (holders && holders.length > 0) return holders;
  return deputies && deputies.length > 0 ? deputies : onDuty(host, unit, may);
};

type Passing = Omit<Reassignment, 'from'> & {
  readonly type: 'reassigned' | 'recused';
  readonly from: PersonId | undefined;
  readonly task: Task;
};

const passOn = async (
  host: Host,
  caseId: CaseId,
  id: TaskId,
  decide: (each: Case, task: Task) => Promise<Passing | undefined>,
): Promise<Reassigned> => {
  let answer: Reassigned = { kind: 'nobodyElse' };
  await changeCase(host, caseId, async (each): Promise<Change | undefined> => {
    const task = await getTask(host.table, caseId, id);
    if (task.status !== 'open') {
      answer = { kind: 'already', task };
      return undefined;
    }
    const passing = await decide(each, task);
    if (!passing) {
      answer = { kind: 'nobodyElse' };
      return undefined;
    }
    const { type, by, from, to, reason, task: next } = passing;
    const mails = to.length === 0 ? { writes: [], messages: [] } : await invitations(host, next, 'reassigned', to);
    const why = await reasonRecord(host, each, reason);
    answer = { kind: 'reassigned', task: next, to };
    return {
      event: { type, by, data: { task: id, ...(from && { from }), to, ...why.event } },
      set: { flags: each.flags.filter((flag) => flag !== 'stuck') },
      also: [onlyPeople(next), why.write, ...mails.writes],
      messages: mails.messages,
    };
  });
  return answer;
};

/** Only who is asked: the state machine may note a newer token of its own meanwhile. */
const onlyPeople = ({ caseId, id, asked, assigned = [], recused = [] }: Task): Write => ({
  update: taskKey(caseId, id),
  set: { asked, assigned, recused },
  if: { equal: { status: 'open' } },
});
