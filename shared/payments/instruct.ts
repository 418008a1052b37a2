import type { Case } from '#shared/cases/case';
import type { Change } from '#shared/cases/change';
import { dataKeyOf } from '#shared/cases/forms';
import type { Actor } from '#shared/events/chain';
import { Stale } from '#shared/faults';
import type { Host } from '#shared/host';
import type { CaseId, UnitId } from '#shared/ids';
import { seal } from '#shared/keys/fields';
import { Held } from '#shared/ledger/budget';
import { Fen } from '#shared/money';
import { type Item, NEW } from '#shared/table/table';
import { barredBy } from '#shared/tasks/apart';
import type { TaskDefinition } from '#shared/tasks/definition';
import { claimsOf } from './account.ts';
import type { Answering } from './answering.ts';
import { ownAccount } from './own.ts';
import type { Payee } from './payees.ts';
import {
  type Batch,
  instructionKey,
  type LeftOut,
  lineKey,
  MOST_TRIES,
  PAYMENT,
  type Sent,
  triesOf,
} from './batches.ts';

export type Order = {
  /** Whoever asks again with this key gets the same batch. */
  readonly key: string;
  readonly pipeline: string;
  readonly district: UnitId;
  readonly by: Actor & { kind: 'person' };
  /** The task that the batch answers: it says who may not pay. */
  readonly definition: Pick<TaskDefinition, 'apart'>;
  readonly cases: readonly CaseId[];
  /** What the bank shows the recipient beside the amount: 困-2019-482137. */
  readonly reference: (id: CaseId) => string;
};

/**
 * Whom the bank could not pay is tried again by a corrected account alone. Only executions that began before accounts
 * were confirmed pay without: where a case pays one alone, its state machine has each refusal answered.
 */
const notAgain = (
  { answers, held }: Partial<Answering>,
  before: Item | undefined,
  many: boolean,
): LeftOut | undefined => {
  if (before?.['status'] !== 'failed' || (answers === undefined && !many)) return undefined;
  return answers === before['instruction'] ? held : 'refused';
};

/** One of many is tried three times at most; where a case pays one alone, its state machine counts. */
const triedThrice = (before: Item | undefined): LeftOut | undefined =>
  before?.['status'] === 'failed' && triesOf(before) >= MOST_TRIES ? 'triedThrice' : undefined;

/** A claim is free where it has no instruction yet, or where the bank could not carry that out. */
const taken = (before: Item | undefined): LeftOut | undefined => {
  if (!before || before['status'] === 'failed') return undefined;
  return before['status'] === 'paid' ? 'paidBefore' : 'inBatch';
};

/**
 * The change that instructs the bank to pay a case, or why it may not be. Notice, approval and budget are conditions of
 * the transaction itself, and each claim of the household takes one instruction.
 */
export const instruct = async (
  host: Host,
  { by, definition }: Order,
  batch: Batch,
  no: number,
  each: Case,
  payee?: Payee,
): Promise<Change | LeftOut> => {
  if (each.pipeline !== batch.pipeline || each.district !== batch.district) return 'notWaiting';
  const { task } = each;
  if (task === undefined || !task.startsWith(`${PAYMENT}.`)) return 'notWaiting';
  if (!each.noticeClear || !each.approved || !each.budgeted) return 'gate';
  if (barredBy(definition, each, by.person) !== undefined) return 'apart';
  const held = Held.safeParse(each.facts['held']);
  if (!held.success || held.data.committedFen <= 0) return 'noMoney';
  const paying = payee ?? (await ownAccount(host, each));
  const claims = payee ? [payee.claim] : await claimsOf(host, each, held.data.year);
  const before = await Promise.all(claims.map((claim) => host.table.get(instructionKey(claim))));
  const blocked = before.map(taken).find((why) => why !== undefined);
  if (blocked) return blocked;
  const again = (payee && triedThrice(before[0])) ?? notAgain(paying, before[0], payee !== undefined);
  if (again) return again;
  const { account } = paying;
  if (!account) return 'noAccount';
  const attempt = Number(task.split('.')[1]);
  const where = { context: each.id, field: 'payment.account', version: attempt };
  const { sealed, commitment } = seal(host.random, await dataKeyOf(host, each), where, account);
  const instruction = `${batch.id}-${String(no).padStart(4, '0')}`;
  const line: Sent = {
    no,
    caseId: each.id,
    instruction,
    status: 'sent',
    task,
    attempt,
    claims,
    account: sealed,
    amountFen: Fen.parse(payee ? payee.amountFen : held.data.committedFen),
    ...(payee && { person: payee.person }),
  };
  return {
    event: {
      type: 'instructed',
      by,
      data: { batch: batch.id, instruction, task, commitments: { account: commitment } },
    },
    needs: { noticeClear: true, approved: true, budgeted: true },
    also: [
      { put: { ...line, ...lineKey(batch.id, no) }, if: NEW },
      ...claims.map((claim, i) => ({
        put: { ...instructionKey(claim), status: 'sent', caseId: each.id, instruction, tries: triesOf(before[i]) + 1 },
        if: before[i] ? { equal: { status: 'failed' } } : NEW,
      })),
    ],
    otherwise: () => new Stale(`The claim of ${each.id} or its line was taken meanwhile`),
  };
};
