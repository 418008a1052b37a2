import type { Case } from '#shared/cases/case';
import { changeCase, getCase } from '#shared/cases/change';
import { personKey } from '#shared/coverage/recipients';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { Held, payPart } from '#shared/ledger/budget';
import type { Write } from '#shared/table/table';
import { barredBy } from '#shared/tasks/apart';
import { decideTask } from '#shared/tasks/decide';
import { instructionKey, PAYMENT, type Sent } from './batches.ts';
import { claimOf, unpaid } from './payees.ts';
import { faults } from './returnColumns.ts';
import type { Settling } from './settle.ts';

/** What the bank answers for one of many whom a case pays: the recipient, the ledger and the line in one transaction. */
type PayeeLine = Sent & { readonly person: string };
type Answer = { readonly result: 'paid' | 'failed'; readonly reason: string };

const peopleOf = ({ id, facts }: Case) => ({ id, shards: Number(facts['shards'] ?? 1) });

export const settlePayee = async (
  host: Host,
  { by, batch, definition }: Settling,
  { caseId, person, instruction, amountFen }: PayeeLine,
  { result, reason }: Answer,
  lineWrites: readonly Write[],
) => {
  let barred = false;
  await changeCase(host, caseId, (each) => {
    barred = barredBy(definition, each, by.person) !== undefined;
    if (barred) return undefined;
    const now = host.clock.now();
    const recipient = personKey(peopleOf(each), person);
    const event = { type: 'payeeAnswered', by, data: { batch: batch.id, instruction, person, result, fen: amountFen } };
    if (result === 'failed') {
      const failed: Write = { update: recipient, set: { reason }, if: { equal: { status: 'listed' } } };
      return { event, also: [...lineWrites, failed] };
    }
    const { writes, held } = payPart(each, Held.parse(each.facts['held']), amountFen, now);
    const receipt = { mode: 'bank', instruction };
    const set = { status: 'delivered', at: now, by: by.person, receipt, reason: '' }; // what an earlier refusal left
    return {
      event,
      needs: { noticeClear: true, approved: true, budgeted: true },
      set: { paidFen: (each.paidFen ?? 0) + amountFen, facts: { ...each.facts, held } },
      also: [...lineWrites, { update: recipient, set, if: { equal: { status: 'listed' } } }, ...writes],
    };
  });
  return barred ? ({ column: 'instruction', why: faults.apart } as const) : undefined;
};

/** Once the bank has answered for everybody the payment of the case is decided: paid, or failed for some. */
export const finishPayees = async (
  host: Host,
  { by, definition, sensitive }: Settling,
  caseId: CaseId,
): Promise<void> => {
  const each = await getCase(host.table, caseId);
  if (each.task === undefined || !each.task.startsWith(`${PAYMENT}.`)) return;
  let failed = 0;
  for (const { person } of await unpaid(host, each)) {
    const claim = await claimOf(host, each, person);
    if ((await host.table.get(instructionKey(claim)))?.['status'] === 'sent') return; // the bank has not answered yet
    failed += 1;
  }
  await decideTask(host, {
    caseId,
    task: each.task,
    definition,
    by,
    outcome: failed === 0 ? 'paid' : 'failed',
    sensitive,
  });
};
