import { type Case } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { readForm } from '#shared/cases/forms';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { PAYMENT } from '#shared/payments/batches';
import { refusalOf } from '#shared/payments/own';
import { maskBankCard } from '#shared/people/mask';
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
  /** What was written with the last answer, where that went to the applicant, and who wrote it. */
  readonly opinion: { readonly by: Text; readonly words: string } | undefined;
  /** The account that the bank could not pay, masked, where another one is asked for. */
  readonly refused: string | undefined;
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
  'failed',
];

const statusOf = ({ ends }: Applying, { closedAt, stage }: Case, waiting: Standing['waiting']): Text => {
  if (closedAt !== undefined) return ends[stage]?.status ?? BETWEEN;
  return waiting?.definition.status ?? BETWEEN;
};

const OURS: Text = { zh: '工会的意见', en: 'What the union wrote' };
const BANKS: Text = { zh: '银行说明', en: 'What the bank says' };

/** What the official wrote who answered last, if it concerns the applicant; with a payment it is the bank's answer. */
const lastOpinion = async (host: Host, each: Case, earlier: readonly Earlier[]): Promise<Standing['opinion']> => {
  const last = earlier.findLast(({ task }) => task.decidedBy?.kind === 'person')?.task;
  if (!last || !TOLD.includes(last.outcome ?? '')) return undefined;
  const opinion = (await readForm(host, each, last.name))?.values['opinion'];
  const by = last.name === PAYMENT ? BANKS : OURS;
  return typeof opinion === 'string' && opinion !== '' ? { by, words: opinion } : undefined;
};

const refusedAccount = async (
  host: Host,
  each: Case,
  asked: TaskDefinition | undefined,
): Promise<string | undefined> => {
  const refusal = asked?.givesAccount && (await refusalOf(host, each));
  return refusal && [refusal.account.bankName, maskBankCard(refusal.account.cardNo)].filter(Boolean).join('　');
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
    refused: await refusedAccount(host, each, waiting?.definition),
  };
};

/** Whether the applicant may take it back: wherever the open task knows that answer, which is until money is paid. */
export const mayWithdraw = ({ waiting }: Standing): boolean => waiting?.definition.outcomes['withdraw'] !== undefined;
