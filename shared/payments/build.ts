import type { Case } from '#shared/cases/case';
import { type Change, changeCase } from '#shared/cases/change';
import { dataKeyOf } from '#shared/cases/forms';
import type { Actor } from '#shared/events/chain';
import { BadInput, Stale } from '#shared/faults';
import type { Host } from '#shared/host';
import type { CaseId, UnitId } from '#shared/ids';
import { newDataKey, seal } from '#shared/keys/fields';
import { Held } from '#shared/ledger/budget';
import { Fen } from '#shared/money';
import { ConditionFailed, type Item, NEW } from '#shared/table/table';
import { barredBy } from '#shared/tasks/apart';
import type { TaskDefinition } from '#shared/tasks/definition';
import { accountOf, claimsOf } from './account.ts';
import { writeBankFile } from './bankFile.ts';
import {
  type Batch,
  batchIdOf,
  batchItem,
  batchKey,
  batches,
  instructionKey,
  type LeftOut,
  lineKey,
  MOST_LINES,
  PAYMENT,
  type Sent,
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

const TRIES = 3;

/**
 * Builds the batch of a key, or finishes it: each case comes to one line, either sent or left out with the reason, and
 * what is there already stays. A household has one instruction per programme and period, whoever asks for it.
 */
export const buildBatch = async (host: Host, order: Order): Promise<Batch> => {
  const { key, pipeline, district, by, cases } = order;
  if (cases.length === 0 || cases.length > MOST_LINES)
    throw new BadInput(`1 to ${MOST_LINES} cases, not ${cases.length}`);
  const id = batchIdOf(key);
  const { wrapped: wrappedKey } = await newDataKey(host, id);
  const first: Batch = { id, pipeline, district, status: 'building', by, builtAt: host.clock.now(), cases, wrappedKey };
  await orLeave(host.table.transact([{ put: batchItem(first), if: NEW }]));
  const batch = await batches(host.table).get(id);
  if (batch.status === 'ready') return batch;
  for (const [i, caseId] of batch.cases.entries()) await place(host, order, batch, i + 1, caseId);
  const sha256 = await writeBankFile(host, batch, order.reference);
  await orLeave(
    host.table.transact([
      { update: batchKey(id), set: { status: 'ready', sha256 }, if: { equal: { status: 'building' } } },
    ]),
  );
  return batches(host.table).get(id);
};

/** Somebody else, or we before a crash, has written it already. */
const orLeave = async (written: Promise<void>): Promise<void> => {
  try {
    await written;
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
};

const place = async (host: Host, order: Order, batch: Batch, no: number, caseId: CaseId): Promise<void> => {
  for (let tried = 1; ; tried++) {
    try {
      let why: LeftOut | undefined;
      await changeCase(host, caseId, async (each) => {
        if (await host.table.get(lineKey(batch.id, no))) return undefined;
        const made = await instruct(host, order, batch, no, each);
        why = typeof made === 'string' ? made : undefined;
        return typeof made === 'string' ? undefined : made;
      });
      if (why)
        await orLeave(
          host.table.transact([{ put: { ...lineKey(batch.id, no), no, caseId, status: 'left', why }, if: NEW }]),
        );
      return;
    } catch (error) {
      if (!(error instanceof Stale) || tried === TRIES) throw error;
    }
  }
};

/** A claim is free where it has no instruction yet, or where the bank could not carry that out. */
const taken = (before: Item | undefined): LeftOut | undefined => {
  if (!before || before['status'] === 'failed') return undefined;
  return before['status'] === 'paid' ? 'paidBefore' : 'inBatch';
};

const instruct = async (
  host: Host,
  { by, definition }: Order,
  batch: Batch,
  no: number,
  each: Case,
): Promise<Change | LeftOut> => {
  if (each.pipeline !== batch.pipeline || each.district !== batch.district) return 'notWaiting';
  const { task } = each;
  if (task === undefined || !task.startsWith(`${PAYMENT}.`)) return 'notWaiting';
  if (!each.noticeClear || !each.approved || !each.budgeted) return 'gate';
  if (barredBy(definition, each, by.person) !== undefined) return 'apart';
  const held = Held.safeParse(each.facts['held']);
  if (!held.success || held.data.committedFen <= 0) return 'noMoney';
  const account = await accountOf(host, each);
  if (!account) return 'noAccount';
  const claims = await claimsOf(host, each, held.data.year);
  const before = await Promise.all(claims.map((claim) => host.table.get(instructionKey(claim))));
  const blocked = before.map(taken).find((why) => why !== undefined);
  if (blocked) return blocked;
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
    amountFen: Fen.parse(held.data.committedFen),
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
        put: { ...instructionKey(claim), status: 'sent', caseId: each.id, instruction },
        if: before[i] ? { equal: { status: 'failed' } } : NEW,
      })),
    ],
    otherwise: () => new Stale(`The claim of ${each.id} or its line was taken meanwhile`),
  };
};
