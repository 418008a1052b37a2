import { getCase } from '#shared/cases/change';
import type { Case } from '#shared/cases/case';
import type { Host } from '#shared/host';
import { TaskId } from '#shared/ids';
import { organisation } from '#shared/people/organisation';
import { openTask, type Opening } from '#shared/tasks/open';
import { getTask, type Task } from '#shared/tasks/task';
import type { Text } from '#shared/text';
import { civilDate, endOfDay } from '#shared/time/civil';
import { daysLeftOn, getNotice, type Notice, noticeItem } from './notice.ts';

export type Putting = Opening & {
  readonly scope: Notice['scope'];
  /** Working days that whoever has to confirm its end has for that, after it. */
  readonly confirmDays?: number;
  /** What the line says of the aid, in words: category and kind, nothing else. */
  readonly aid: Text;
  /** The task that answers an objection, and its answer after which the old notice runs on. */
  readonly objection: { readonly task: string; readonly resumes: string };
};

/**
 * Puts a notice up and leaves the state machine waiting for its end or an objection. After a dismissed objection the
 * same notice runs on for the full working days that it had left; after any other answer a new one starts. The case
 * says until when (`noticeUntil`): where a person confirms the end, they cannot do so before it.
 */
export const putUp = async (host: Host, putting: Putting): Promise<void> => {
  const { caseId, scope, confirmDays = 0 } = putting;
  const each = putting.seen ?? (await getCase(host.table, caseId));
  const last = await getNotice(host.table, caseId);
  const resumes = last?.scope === scope && (await wasDismissed(host, each, putting));
  const days = resumes ? await daysLeft(host, each, putting, last) : putting.days;
  const today = civilDate(host.clock.now());
  const about = await host.site.about();
  const notice: Notice = {
    caseId,
    pipeline: each.pipeline,
    scope,
    round: resumes ? last.round : (last?.round ?? 0) + 1,
    status: 'up',
    line: { name: each.title, unit: (await organisation(host.table).unit(each.union)).name, aid: putting.aid },
    since: today,
    lastDay: host.calendars.working().lastFullNoticeDay(today, days),
    daysLeft: days,
    contact: about.phone,
    supervisionPhone: about.supervisionPhone,
  };
  await openTask(host, {
    ...putting,
    seen: each,
    days: days + confirmDays,
    with: (now) => ({
      set: { noticeClear: false, facts: { ...now.facts, noticeUntil: notice.lastDay } },
      also: [{ put: noticeItem(notice) }],
    }),
  });
};

/** A public notice was stopped by the objection itself, an internal one on the day on which the objection was recorded. */
const daysLeft = async (host: Host, each: Case, { name }: Putting, notice: Notice): Promise<number> => {
  if (notice.status === 'paused') return notice.daysLeft;
  const stopped = (await lastRound(host, each, name))?.decidedAt ?? host.clock.now();
  return daysLeftOn(host.calendars.working(), notice, civilDate(stopped));
};

const lastRound = async (host: Host, { id, rounds }: Case, task: string): Promise<Task | undefined> => {
  const round = rounds[task];
  return round && getTask(host.table, id, TaskId.parse(`${task}.${round.n}`));
};

const wasDismissed = async (host: Host, each: Case, { objection }: Putting): Promise<boolean> =>
  (await lastRound(host, each, objection.task))?.outcome === objection.resumes;

/**
 * Whether the case's newest notice has ended without an open objection: the gate before anything is payable. Whatever
 * was answered before the end of its last day ended nothing.
 */
export const noticeIsClear = async (host: Host, each: Case, task: string): Promise<boolean> => {
  const answered = await lastRound(host, each, task);
  if (answered?.outcome !== 'clear') return false;
  const notice = await getNotice(host.table, each.id);
  return !notice || (answered.decidedAt ?? 0) >= endOfDay(notice.lastDay);
};
