import { type Change, changeCase, getCase } from '#shared/cases/change';
import { SYSTEM } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { type CaseId, type PersonId, TaskId, type UnitId } from '#shared/ids';
import type { Message } from '#shared/outbox/messages';
import type { Write } from '#shared/table/table';
import { civilDate, endOfDay } from '#shared/time/civil';
import type { TaskDefinition } from './definition.ts';
import { ladder } from './ladder.ts';
import { invitations } from './invitations.ts';
import { openTask, type Opening } from './open.ts';
import { getTask, type Task, taskItem, taskKey, unmoved } from './task.ts';
import { wakeOf } from './wake.ts';

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
    const now = host.clock.now();
    const nth = (n: number) => host.calendars.working().internalDeadline(civilDate(now), n);
    const { date, provisional } = nth(days);
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
        openedAt: now,
        dueAt: endOfDay(date),
        provisional,
        asked: part.people,
        ...(part.named && { assigned: part.people }),
        rungs: ladder(definition, days, (n) => nth(n).date),
        climbed: 0,
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

/** What follows when a part has been answered: nothing but a smaller count, until the last one answers the whole. */
export const partAnswered = async (
  host: Pick<Host, 'table' | 'clock'>,
  part: Task,
): Promise<Required<Pick<Change, 'set' | 'also' | 'messages'>>> => {
  const nothing = { set: {}, also: [], messages: [] };
  const whole = part.partOf === undefined ? undefined : await getTask(host.table, part.caseId, part.partOf);
  if (!whole?.parts || whole.status !== 'open') return nothing;
  const parts = { ...whole.parts, open: whole.parts.open - 1 };
  if (parts.open > 0) return { ...nothing, also: [{ put: taskItem({ ...whole, parts }), if: unmoved(whole) }] };
  const outcome = 'answered';
  const decided: Task = { ...whole, parts, status: 'decided', outcome, decidedBy: SYSTEM, decidedAt: host.clock.now() };
  const { set, messages } = woken(whole, { outcome });
  return { set, also: [{ put: taskItem(decided), if: unmoved(whole) }], messages };
};

/** The case waits for nobody, and its state machine goes on. */
export const woken = (task: Task, output: Parameters<typeof wakeOf>[1]) => ({
  set: { task: undefined, waitingFor: undefined, dueAt: undefined },
  also: [],
  messages: [wakeOf(task, output)],
});

/** The parts of a whole, in the order in which they were asked. */
export const partsOf = async (host: Pick<Host, 'table'>, { caseId, parts }: Task): Promise<Task[]> => {
  const ids = Array.from({ length: parts?.count ?? 0 }, (_, i) => `${parts?.name}.${(parts?.first ?? 1) + i}`);
  return Promise.all(ids.map((id) => getTask(host.table, caseId, TaskId.parse(id))));
};

/** Takes back what nobody answered: the whole went on without it. */
export const cancelParts = async (host: Host, caseId: CaseId, id: TaskId): Promise<void> => {
  const open = (await partsOf(host, await getTask(host.table, caseId, id))).filter(({ status }) => status === 'open');
  for (let i = 0; i < open.length; i += AT_ONCE * 4) {
    const some = open.slice(i, i + AT_ONCE * 4);
    await changeCase(host, caseId, async () => {
      const now = await Promise.all(some.map((task) => getTask(host.table, caseId, task.id)));
      const still = now.filter(({ status }) => status === 'open');
      if (still.length === 0) return undefined;
      return {
        event: { type: 'partsCancelled', by: SYSTEM, data: { of: id, tasks: still.map((task) => task.id) } },
        also: still.map((task) => ({
          put: taskItem({ ...task, status: 'cancelled' as const }),
          if: { equal: { status: 'open' } },
        })),
      };
    });
  }
};
