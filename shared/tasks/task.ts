import * as z from 'zod/mini';
import { Actor } from '#shared/events/chain';
import { NotFound } from '#shared/faults';
import { CaseId, PersonId, TaskId, UnitId } from '#shared/ids';
import { due } from '#shared/outbox/messages';
import { casePk } from '#shared/cases/case';
import type { Condition, Item, Table } from '#shared/table/table';
import { Instant } from '#shared/time/instant';

/** A step of the ladder that a silent task climbs. `lapse` answers for whoever kept silent, where a task allows it. */
export const Rung = z.object({ kind: z.enum(['remind', 'deputy', 'duty', 'stuck', 'lapse']), at: Instant });
export type Rung = z.infer<typeof Rung>;

/** One question to one position, open until it is decided once. */
export const Task = z.object({
  id: TaskId,
  name: z.string(),
  caseId: CaseId,
  pipeline: z.string(),
  status: z.enum(['open', 'decided', 'cancelled']),
  /** `applicant` and `nobody` stand for those; else a role of the organisation. */
  role: z.string(),
  unit: UnitId,
  openedAt: Instant,
  /** The end of its deadline. */
  dueAt: Instant,
  /** The deadline was counted Monday to Friday, because a calendar year is missing. */
  provisional: z.boolean(),
  /** Who may decide: those who were asked by name. */
  asked: z.readonly(z.array(PersonId)),
  /** Who was named by hand, so needs not hold the position; and who may not decide, being related to the applicant. */
  assigned: z.optional(z.readonly(z.array(PersonId))),
  recused: z.optional(z.readonly(z.array(PersonId))),
  rungs: z.readonly(z.array(Rung)),
  /** How many rungs it has climbed. */
  climbed: z.number(),
  /** Which entry of its state it belongs to, and where that waits. Never leaves the back end. */
  entered: z.string(),
  taskToken: z.string(),
  /** The answer that its state goes on with; where there is none, every answer. */
  straight: z.optional(z.string()),
  /** The question put to many at once that this is one of, and which one, where its unit does not say it. */
  partOf: z.optional(TaskId),
  subject: z.optional(z.string()),
  /** The other way round: the tasks that together answer this one, and how many of them still have to. */
  parts: z.optional(z.object({ name: z.string(), first: z.number(), count: z.number(), open: z.number() })),
  outcome: z.optional(z.string()),
  decidedBy: z.optional(Actor),
  decidedAt: z.optional(Instant),
});
export type Task = z.infer<typeof Task>;

export const taskKey = (caseId: CaseId, id: TaskId) => ({ pk: casePk(caseId), sk: `TASK#${id}` });
export const positionPk = (role: string, unit: string) => `TASKS#${role}#${unit}`;
/** Tasks that ask somebody beyond the position that they belong to: found by the links that this person has. */
export const personalPk = (person: PersonId) => `TASKS#person#${person}`;

/**
 * The task is still as it was read: open, and its state machine waits where it waited. Whoever writes the whole item
 * would otherwise put an older token back, and wake a state that nobody is in any more.
 */
export const unmoved = ({ taskToken }: Task): Condition => ({ equal: { status: 'open', taskToken } });

/** The item of a task: found by its position and by its next rung while it is open. */
export const taskItem = (task: Task): Item => {
  const key = taskKey(task.caseId, task.id);
  if (task.status !== 'open') return { ...task, ...key, kind: 'task' };
  const rung = task.rungs[task.climbed];
  return {
    ...task,
    ...key,
    kind: 'task',
    positionPk: positionPk(task.role, task.unit),
    positionSk: `${new Date(task.dueAt).toISOString()}#${task.caseId}`,
    ...(rung ? due(key.pk, rung.at) : {}),
  };
};

export const getTask = async (table: Table, caseId: CaseId, id: TaskId): Promise<Task> => {
  const item = await table.get(taskKey(caseId, id));
  if (!item) throw new NotFound(`Case ${caseId} has no task ${id}`);
  return Task.parse(item);
};
