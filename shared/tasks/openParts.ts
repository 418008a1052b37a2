import { changeCase, getCase } from '#shared/cases/change';
import { SYSTEM } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { type PersonId, TaskId, type UnitId } from '#shared/ids';
import type { Message } from '#shared/outbox/messages';
import type { Write } from '#shared/table/table';
import type { TaskDefinition } from './definition.ts';
import { dueIn } from './due.ts';
import { invitations } from './invitations.ts';
import { openTask, type Opening } from './open.ts';
import { getTask, type Task, taskItem, taskKey } from './task.ts';

/**
 * One question put to many at once: every union answers for itself, every team for its own list. The state machine
 * waits for the whole. Each part is a task with a link, reminders and a decision of its own; the last answer wakes the
 * machine, or the deadline of the whole does.
 */
export type Part = {
  readonly role: string;
  readonly unit: UnitId;
  readonly people: readonly PersonId[];
  /** They were named, and need not hold the position. */
  readonly named?: true;
  readonly subject?: string;
};
export type Parts = {
  readonly name: string;
  readonly definition: TaskDefinition;
  readonly days: number;
  readonly asked: readonly Part[];
};

/** A part takes a task, and for each person a link and a mail; a transaction takes 100 writes. */
const AT_ONCE = 12;

/** Opens the whole and its parts; called again for the same entry of the state it goes on where it was broken off. */
export const openParts = async (
  host: Host,
  opening: Opening,
  { name, definition, days, asked }: Parts,
): Promise<void> => {
  const { caseId } = opening;
  const first = ((await getCase(host.table, caseId)).rounds[name]?.n ?? 0) + 1;
  const last = first + asked.length - 1;
  const each = await openTask(host, {
    ...opening,
    parts: { name, first, count: asked.length, open: asked.length },
    with: (now) => ({
      set: {
        rounds: {
          ...now.rounds,
          [opening.name]: { n: (now.rounds[opening.name]?.n ?? 0) + 1, entered: opening.entered },
          [name]: { n: last, entered: opening.entered },
        },
      },
    }),
  });
  const whole = await getTask(host.table, caseId, TaskId.parse(`${opening.name}.${each.rounds[opening.name]?.n}`));
  const begin = whole.parts?.first ?? first;
  for (let i = 0; i < asked.length; i += AT_ONCE) {
    const ids = asked.slice(i, i + AT_ONCE).map((part, n) => ({ part, id: TaskId.parse(`${name}.${begin + i + n}`) }));
    await openSome(host, whole, ids, definition, days);
  }
};

const openSome = async (
  host: Host,
  whole: Task,
  some: readonly { part: Part; id: TaskId }[],
  definition: TaskDefinition,
  days: number,
): Promise<void> => {
  const [one] = some;
  const { caseId } = whole;
  await changeCase(host, caseId, async (each) => {
    if (!one || (await host.table.get(taskKey(caseId, one.id)))) return undefined;
    const due = dueIn(host, definition, days);
    const also: Write[] = [];
    const messages: Message[] = [];
    for (const { part, id } of some) {
      const task: Task = {
        id,
        name: id.split('.')[0] ?? '',
        caseId,
        pipeline: each.pipeline,
        status: 'open',
        role: part.role,
        unit: part.unit,
        ...due,
        asked: part.people,
        ...(part.named && { assigned: part.people }),
        entered: whole.entered,
        taskToken: '',
        partOf: whole.id,
        ...(part.subject !== undefined && { subject: part.subject }),
      };
      const mails = await invitations(host, task, definition.letter ?? 'asked', part.people);
      also.push({ put: taskItem(task), if: { absent: ['pk'] } }, ...mails.writes);
      messages.push(...mails.messages);
    }
    const asked = some.map(({ id, part }) => ({ task: id, unit: part.unit, asked: part.people }));
    return { event: { type: 'partsOpened', by: SYSTEM, data: { of: whole.id, asked } }, also, messages };
  });
};
