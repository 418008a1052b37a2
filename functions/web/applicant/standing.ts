import { type Case } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { readForm } from '#shared/cases/forms';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { type Earlier, earlierSteps } from '#shared/tasks/earlier';
import type { TaskDefinition } from '#shared/tasks/definition';
import { getTask, type Task } from '#shared/tasks/task';
import type { Text } from '#shared/text';
import { taskOf } from '#workflows/index';
import type { Applying } from './applying.ts';

/** How a case stands, in the applicant's words. */
export type Standing = {
  readonly each: Case;
  readonly earlier: readonly Earlier[];
  /** Where it is, and what comes next. */
  readonly status: Text;
  /** What it waits for, if it waits. */
  readonly waiting: { readonly task: Task; readonly definition: TaskDefinition } | undefined;
  /** What an official wrote with the last answer, where that went to the applicant. */
  readonly opinion: string | undefined;
};

const BETWEEN: Text = { zh: '正在办理，马上进入下一步', en: 'Being processed; the next step follows shortly' };
/** Answers whose reason the applicant must hear. */
const TOLD: readonly string[] = [
  'return',
  'reject',
  'unreachable',
  'hit',
  'notOurs',
  'uphold',
  'cut',
  'refused',
  'wrong',
];

const statusOf = ({ ends }: Applying, { closedAt, stage }: Case, waiting: Standing['waiting']): Text => {
  if (closedAt !== undefined) return ends[stage]?.status ?? BETWEEN;
  return waiting?.definition.status ?? BETWEEN;
};

/** What the official wrote who answered last, if it concerns the applicant. */
const lastOpinion = async (host: Host, each: Case, earlier: readonly Earlier[]): Promise<string | undefined> => {
  const last = earlier.findLast(({ task }) => task.decidedBy?.kind === 'person')?.task;
  if (!last || !TOLD.includes(last.outcome ?? '')) return undefined;
  const opinion = (await readForm(host, each, last.name))?.values['opinion'];
  return typeof opinion === 'string' && opinion !== '' ? opinion : undefined;
};

export const standingOf = async (host: Host, pipeline: Applying, id: CaseId): Promise<Standing> => {
  const each = await getCase(host.table, id);
  const task = each.task && (await getTask(host.table, id, each.task));
  const waiting = task?.status === 'open' ? { task, definition: taskOf(pipeline, task.name) } : undefined;
  const earlier = await earlierSteps(host, pipeline, each);
  const opinion =
    each.closedAt !== undefined || waiting?.definition.asks === 'applicant'
      ? await lastOpinion(host, each, earlier)
      : undefined;
  return {
    each,
    earlier,
    status: statusOf(pipeline, each, waiting),
    waiting,
    opinion,
  };
};

/** Whether the applicant may take it back: wherever the open task knows that answer, which is until money is paid. */
export const mayWithdraw = ({ waiting }: Standing): boolean => waiting?.definition.outcomes['withdraw'] !== undefined;
