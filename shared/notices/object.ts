import type { Case } from '#shared/cases/case';
import { changeCase, getCase } from '#shared/cases/change';
import { dataKeyOf, formRecord } from '#shared/cases/forms';
import type { Actor } from '#shared/events/chain';
import { Refusal } from '#shared/faults';
import type { Host } from '#shared/host';
import { type CaseId, TaskId } from '#shared/ids';
import type { Fields, Write } from '#shared/table/table';
import { decideTask } from '#shared/tasks/decide';
import type { TaskDefinition } from '#shared/tasks/definition';
import { civilDate } from '#shared/time/civil';
import { daysLeftOn, getNotice, type Notice, noticeItem } from './notice.ts';
import { OBJECTION } from './objections.ts';

/** The window for objections is over, or has not begun. */
export class NoticeOver extends Refusal {
  override readonly name = 'NoticeOver';
  readonly status = 410;
  readonly title = { zh: '这份公示已经结束', en: 'This notice has ended' };
  readonly text = {
    zh: '公示期已过，页面已经撤下。仍有情况要反映的，请拨打监督电话。',
    en: 'Its time is over and the page has been taken down. If you still know of anything, call the supervision number.',
  };
}

export type Objecting = {
  readonly caseId: CaseId;
  readonly task: string;
  readonly definition: TaskDefinition;
  /** Who objects (or nobody), how to reach them, why. All of it is sealed. */
  readonly values: Fields;
};

const PUBLIC: Actor = { kind: 'public' };

/**
 * Takes in an objection. The first one answers the task that waits for the notice's end, and by the same transaction
 * stops its clock and all that follows: none is ever kept beside a notice that goes on. Later ones join the same
 * investigation. The day of the objection does not count as a full day, so it is still to run.
 *
 * @returns which objection of this case it is, for the receipt
 * @throws {NoticeOver} when no notice of this case is up or paused
 */
export const object = async (host: Host, { caseId, task, definition, values }: Objecting): Promise<number> => {
  const each = await getCase(host.table, caseId);
  const notice = await getNotice(host.table, caseId);
  const today = civilDate(host.clock.now());
  const open = notice && (notice.status === 'paused' || (notice.status === 'up' && today <= notice.lastDay));
  if (!open || notice.scope === 'internal' || each.closedAt !== undefined)
    throw new NoticeOver(`No notice of ${caseId} is open for objections`);
  const round = each.rounds[task];
  if (notice.status === 'paused' || !round) return join(host, caseId, values);
  const n = nextOf(each);
  const { kind } = await decideTask(host, {
    caseId,
    task: TaskId.parse(`${task}.${round.n}`),
    definition,
    by: PUBLIC,
    outcome: 'objection',
    form: { name: OBJECTION, version: n },
    values,
    sensitive: () => true,
    change: ({ facts }) => ({ set: { facts: { ...facts, objections: n } } }),
    also: [paused(host, notice)],
  });
  return kind === 'decided' ? n : join(host, caseId, values);
};

const nextOf = ({ facts }: Pick<Case, 'facts'>): number => Number(facts['objections'] ?? 0) + 1;

const paused = (host: Host, notice: Notice): Write => {
  const daysLeft = daysLeftOn(host.calendars.working(), notice, civilDate(host.clock.now()));
  return { put: noticeItem({ ...notice, status: 'paused', daysLeft }) };
};

/** Somebody was first: what is said now is kept beside it. */
const join = async (host: Host, caseId: CaseId, values: Fields): Promise<number> => {
  const { facts } = await changeCase(host, caseId, async (each) => {
    const n = nextOf(each);
    const target = { id: caseId, key: await dataKeyOf(host, each) };
    const form = formRecord(host.random, target, { name: OBJECTION, version: n }, values, () => true);
    return {
      event: { type: 'objected', by: PUBLIC, data: form.event },
      set: { facts: { ...each.facts, objections: n } },
      also: [form.write],
    };
  });
  return Number(facts['objections']);
};
