import { getCase, type Change, changeCase, moveTo } from '#shared/cases/change';
import { type Case, casePk } from '#shared/cases/case';
import { unflagFailing } from '#shared/cases/flags';
import { SYSTEM } from '#shared/events/chain';
import { Stale } from '#shared/faults';
import type { Host } from '#shared/host';
import { type CaseId, type PersonId, TaskId, type UnitId } from '#shared/ids';
import type { Role } from '#shared/people/organisation';
import { ConditionFailed } from '#shared/table/table';
import { type Message, outboxEntry } from '#shared/outbox/messages';
import { whoIsAsked } from './asked.ts';
import type { TaskDefinition } from './definition.ts';
import { dueIn } from './due.ts';
import { invitations, tellApplicant } from './invitations.ts';
import { getTask, Task, taskItem, taskKey } from './task.ts';
import { wakeOf } from './wake.ts';

export type Opening = {
  readonly caseId: CaseId;
  /** The case, where it has been read a moment ago. */
  readonly seen?: Case;
  readonly name: string;
  readonly definition: TaskDefinition;
  /** Working days for the answer. */
  readonly days: number;
  /** The entry of the state that waits, and where it waits. */
  readonly entered: string;
  readonly taskToken: string;
  /** The answer that this state goes straight on with. */
  readonly straight?: string | undefined;
  readonly facts?: Record<string, string | number>;
  /** It is answered by others, one for each part (openParts.ts). */
  readonly parts?: Task['parts'];
  /** What becomes true at the same moment: the notice that is put up. */
  readonly with?: (each: Case) => Pick<Change, 'set' | 'also'>;
};

/**
 * Asks somebody and leaves the state machine waiting. Called again for the same entry of the state it asks nobody
 * twice: it notes the newer token, or passes on the answer that has been given meanwhile. So it does when a state that
 * waited in vain is entered anew while its task is still open.
 */
export const openTask = async (host: Host, opening: Opening): Promise<Case> => {
  const { caseId, name, entered } = opening;
  const each = opening.seen ?? (await getCase(host.table, caseId));
  const round = each.rounds[name];
  if (round) {
    const last = await getTask(host.table, caseId, TaskId.parse(`${name}.${round.n}`));
    if (round.entered === entered || last.status === 'open') {
      await rejoin(host, each, last, opening);
      return each;
    }
  }
  return changeCase(
    host,
    caseId,
    (now) => (now.rounds[name]?.entered === entered ? undefined : opened(host, now, opening)),
    each,
  );
};

/**
 * A token that is taken up in place of one that its state machine no longer waits for. An answer that has been given
 * goes by the outbox: a step may not signal.
 */
const rejoin = async (
  host: Pick<Host, 'table' | 'clock'>,
  each: Case,
  task: Task,
  { taskToken, straight }: Opening,
): Promise<void> => {
  if (task.taskToken === taskToken) return;
  if (task.status === 'open') {
    try {
      const key = taskKey(task.caseId, task.id);
      await host.table.transact([{ update: key, set: { taskToken, straight }, if: { equal: { status: 'open' } } }]);
      if (each.flags.includes('failing')) await unflagFailing(host, each.id);
      return;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      throw new Stale(`${task.id} of ${task.caseId} was decided meanwhile`, { cause: error });
    }
  }
  const wake = wakeOf({ taskToken, straight }, { outcome: task.outcome ?? 'cancelled' });
  await host.table.transact([outboxEntry(casePk(each.id), each.seq, 'again', host.clock.now(), wake)]);
};

const opened = async (host: Host, each: Case, opening: Opening): Promise<Change> => {
  const { name, definition, days, entered, taskToken, straight, facts, parts } = opening;
  const more = opening.with?.(each);
  const n = (each.rounds[name]?.n ?? 0) + 1;
  const id = TaskId.parse(`${name}.${n}`);
  const { role, unit } = placeOf(each, definition);
  const due = dueIn(host, definition, days);
  const people = await whoIsAsked(host, definition, each, unit);
  const task: Task = {
    id,
    name,
    caseId: each.id,
    pipeline: each.pipeline,
    status: 'open',
    role,
    unit,
    ...due,
    asked: people.asked,
    entered,
    taskToken,
    ...(straight !== undefined && { straight }),
    ...(parts && { parts }),
  };
  const mails = await invitations(
    host,
    task,
    definition.letter ?? 'asked',
    definition.asks === 'nobody' ? [] : people.asked,
    facts,
  );
  return {
    event: {
      type: 'taskOpened',
      by: SYSTEM,
      data: { task: id, role, unit, asked: people.asked, dueAt: due.dueAt, fallback: people.fallback },
    },
    set: {
      ...moveTo(name, due.openedAt),
      task: id,
      waitingFor: { role, unit },
      dueAt: due.dueAt,
      rounds: { ...each.rounds, [name]: { n, entered } },
      flags: [],
      ...more?.set,
    },
    also: [{ put: taskItem(task), if: { absent: ['pk'] } }, ...mails.writes, ...(more?.also ?? [])],
    messages: [
      ...mails.messages,
      ...(people.fallback ? alerts(people.asked, id) : []),
      ...tellApplicant(definition.tells, id),
    ],
  };
};

const alerts = (asked: readonly PersonId[], task: TaskId): Message[] =>
  asked.map((person) => ({ kind: 'mail', letter: 'emptyPosition', to: { kind: 'person', person }, task }));

const placeOf = (each: Case, { asks }: TaskDefinition): { role: string; unit: UnitId } =>
  typeof asks === 'string' ? { role: asks, unit: each.union } : { role: asks.role satisfies Role, unit: each[asks.at] };
