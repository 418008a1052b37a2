import { getCase, type Change, changeCase, moveTo } from '#shared/cases/change';
import type { Case } from '#shared/cases/case';
import { SYSTEM } from '#shared/events/chain';
import { Stale } from '#shared/faults';
import type { Host } from '#shared/host';
import { type CaseId, type PersonId, TaskId, type UnitId } from '#shared/ids';
import { organisation, type Role } from '#shared/people/organisation';
import { ConditionFailed } from '#shared/table/table';
import { civilDate, endOfDay } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';
import type { Message } from '#shared/outbox/messages';
import { barredBy } from './apart.ts';
import type { TaskDefinition } from './definition.ts';
import { ladder } from './ladder.ts';
import { newLink } from './links.ts';
import { getTask, Task, taskItem, taskKey } from './task.ts';

/** A link outlives its task's deadline, since a late answer is still an answer. */
const LINK_SLACK_MS = 90 * 86_400_000;

export type Opening = {
  readonly caseId: CaseId;
  readonly name: string;
  readonly definition: TaskDefinition;
  /** Working days for the answer. */
  readonly days: number;
  /** The entry of the state that waits, and where it waits. */
  readonly entered: string;
  readonly taskToken: string;
  readonly facts?: Record<string, string | number>;
  /** It is answered by others, one for each part (parts.ts). */
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
  const { caseId, name, entered, taskToken } = opening;
  const each = await getCase(host.table, caseId);
  const round = each.rounds[name];
  if (round) {
    const last = await getTask(host.table, caseId, TaskId.parse(`${name}.${round.n}`));
    if (round.entered === entered || last.status === 'open') {
      await rejoin(host, last, taskToken);
      return each;
    }
  }
  return changeCase(host, caseId, (now) =>
    now.rounds[name]?.entered === entered ? undefined : opened(host, now, opening),
  );
};

/** A token that is taken up in place of one that its state machine no longer waits for. */
const rejoin = async (host: Host, task: Task, taskToken: string): Promise<void> => {
  if (task.taskToken === taskToken) return;
  if (task.status === 'open') {
    try {
      const key = taskKey(task.caseId, task.id);
      await host.table.transact([{ update: key, set: { taskToken }, if: { equal: { status: 'open' } } }]);
      return;
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
      throw new Stale(`${task.id} of ${task.caseId} was decided meanwhile`, { cause: error });
    }
  }
  await host.workflows.sendTaskSuccess({ taskToken, output: { outcome: task.outcome ?? 'cancelled' } });
};

const opened = async (host: Host, each: Case, opening: Opening): Promise<Change> => {
  const { name, definition, days, entered, taskToken, facts, parts } = opening;
  const more = opening.with?.(each);
  const n = (each.rounds[name]?.n ?? 0) + 1;
  const id = TaskId.parse(`${name}.${n}`);
  const now = host.clock.now();
  const { role, unit } = placeOf(each, definition);
  const today = civilDate(now);
  const calendar = host.calendars.working();
  const count = (nth: number) =>
    definition.legal
      ? { date: calendar.legalDeadline(today, nth), provisional: false }
      : calendar.internalDeadline(today, nth);
  const { date, provisional } = count(days);
  const dueAt = endOfDay(date);
  const people = await whoIsAsked(host, definition, each, unit);
  const task: Task = {
    id,
    name,
    caseId: each.id,
    pipeline: each.pipeline,
    status: 'open',
    role,
    unit,
    openedAt: now,
    dueAt,
    provisional,
    asked: people.asked,
    rungs: ladder(definition, days, (nth) => count(nth).date),
    climbed: 0,
    entered,
    taskToken,
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
      data: { task: id, role, unit, asked: people.asked, dueAt, fallback: people.fallback },
    },
    set: {
      ...moveTo(name, now),
      task: id,
      waitingFor: { role, unit },
      dueAt,
      rounds: { ...each.rounds, [name]: { n, entered } },
      flags: [],
      ...more?.set,
    },
    also: [{ put: taskItem(task), if: { absent: ['pk'] } }, ...mails.writes, ...(more?.also ?? [])],
    messages: [...mails.messages, ...(people.fallback ? alerts(people.asked, id) : [])],
  };
};

/**
 * The people who hold the position and may decide here; then its deputies; then whoever is on duty. A position that is
 * empty, or held only by people who must stay out of this case, must not lock it.
 */
const whoIsAsked = async (host: Host, definition: TaskDefinition, each: Case, unit: UnitId) => {
  const { asks } = definition;
  if (typeof asks === 'string') return { asked: [], fallback: false };
  const people = organisation(host.table);
  const { holders, deputies } = await people.position(asks.role, unit);
  const may = (person: PersonId) => barredBy(definition, each, person) === undefined;
  const [first, second] = [holders.filter(may), deputies.filter(may)];
  if (first.length > 0) return { asked: first, fallback: false };
  if (second.length > 0) return { asked: second, fallback: holders.length === 0 };
  return { asked: await onDuty(host, unit, may), fallback: true };
};

/** Whoever must act when nobody else can: the duty officers of the district, after them its admins. */
export const onDuty = async (
  host: Host,
  unit: UnitId,
  may: (person: PersonId) => boolean = () => true,
): Promise<PersonId[]> => {
  const people = organisation(host.table);
  const district = (await people.lineage(unit)).at(-1)?.id ?? unit;
  const duty = (await people.position('dutyOfficer', district)).holders.filter(may);
  return duty.length > 0 ? duty : (await people.position('admin', district)).holders.filter(may);
};

const alerts = (asked: readonly PersonId[], task: TaskId): Message[] =>
  asked.map((person) => ({ kind: 'mail', letter: 'emptyPosition', to: { kind: 'person', person }, task }));

/** One mail with one link of its own to each of them; to the applicant where nobody of the federation is asked. */
export const invitations = async (
  host: Host,
  task: Task,
  letter: string,
  people: readonly PersonId[],
  facts: Record<string, string | number> = {},
) => {
  const expiresAt = Instant.parse(task.dueAt + LINK_SLACK_MS);
  const recipients = task.role === 'applicant' ? [undefined] : people;
  const made = await Promise.all(
    recipients.map(async (person) => {
      const link = await newLink(host, {
        caseId: task.caseId,
        task: task.id,
        expiresAt,
        ...(person ? { person } : {}),
      });
      const message: Message = {
        kind: 'mail',
        letter,
        to: person ? { kind: 'person', person } : { kind: 'applicant' },
        task: task.id,
        link: link.nonce,
        facts,
      };
      return { write: link.write, message };
    }),
  );
  return { writes: made.map(({ write }) => write), messages: made.map(({ message }) => message) };
};

const placeOf = (each: Case, { asks }: TaskDefinition): { role: string; unit: UnitId } =>
  typeof asks === 'string' ? { role: asks, unit: each.union } : { role: asks.role satisfies Role, unit: each[asks.at] };
