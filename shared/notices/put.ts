import { getCase } from '#shared/cases/change';
import type { Case } from '#shared/cases/case';
import type { Host } from '#shared/host';
import { TaskId } from '#shared/ids';
import { organisation } from '#shared/people/organisation';
import { openTask, type Opening } from '#shared/tasks/open';
import { getTask } from '#shared/tasks/task';
import type { Text } from '#shared/text';
import { civilDate } from '#shared/time/civil';
import { getNotice, type Notice, noticeItem } from './notice.ts';

export type Putting = Opening & {
  readonly scope: Notice['scope'];
  /** What the line says of the aid, in words: category and kind, nothing else. */
  readonly aid: Text;
  /** The task that answers an objection, and its answer after which the old notice runs on. */
  readonly objection: { readonly task: string; readonly resumes: string };
};

/**
 * Puts a notice up and leaves the state machine waiting for its end or an objection. After a dismissed objection the
 * same notice runs on for the full working days that it had left; after any other answer a new one starts.
 */
export const putUp = async (host: Host, putting: Putting): Promise<void> => {
  const { caseId, scope } = putting;
  const each = await getCase(host.table, caseId);
  const last = await getNotice(host.table, caseId);
  const resumes = last?.scope === scope && last.status === 'paused' && (await wasDismissed(host, each, putting));
  const days = resumes ? last.daysLeft : putting.days;
  const today = civilDate(host.clock.now());
  const about = await organisation(host.table).about();
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
    days,
    with: () => ({ set: { noticeClear: false }, also: [{ put: noticeItem(notice) }] }),
  });
};

const wasDismissed = async (host: Host, each: Case, { objection }: Putting): Promise<boolean> => {
  const round = each.rounds[objection.task];
  if (!round) return false;
  return (
    (await getTask(host.table, each.id, TaskId.parse(`${objection.task}.${round.n}`))).outcome === objection.resumes
  );
};

/** Whether the case's newest notice has ended without an open objection: the gate before anything is payable. */
export const noticeIsClear = async (host: Host, each: Case, task: string): Promise<boolean> => {
  const round = each.rounds[task];
  if (!round) return false;
  return (await getTask(host.table, each.id, TaskId.parse(`${task}.${round.n}`))).outcome === 'clear';
};
