import type { Case } from '#shared/cases/case';
import { changeCase, getCase } from '#shared/cases/change';
import { peopleOf, placeOf } from '#shared/coverage/recipients';
import { sheetOf, writeSheet } from '#shared/coverage/sheets';
import type { Line } from '#shared/coverage/sheetText';
import { noteBatch } from '#shared/events/lanes';
import { Stale } from '#shared/faults';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { Held, payPart } from '#shared/ledger/budget';
import type { Table, Write } from '#shared/table/table';
import { barredBy } from '#shared/tasks/apart';
import { decideTask } from '#shared/tasks/decide';
import { instructionKey, PAYMENT, type Sent } from './batches.ts';
import { claimOf, unpaid } from './payees.ts';
import { faults } from './returnColumns.ts';
import type { Settling } from './settle.ts';

/** What the bank answers for one of many whom a case pays: the recipient, the ledger and the line in one transaction. */
type PayeeLine = Sent & { readonly person: string };
type Answer = { readonly result: 'paid' | 'failed'; readonly reason: string };

/** The sheet of somebody who is still to be paid, with their line changed. @throws {Stale} when they no longer are */
const onSheet = async (table: Table, each: Case, person: string, change: (line: Line) => Line): Promise<Write> => {
  const of = peopleOf(each);
  const place = await placeOf(table, of, person);
  const sheet = place && (await sheetOf(table, of, place));
  const line = place && sheet?.lines.get(place.row);
  if (!sheet || line?.status !== 'listed') throw new Stale(`${each.id} no longer pays whom this answer is about`);
  return writeSheet(each.id, sheet, new Map([...sheet.lines, [place.row, change(line)]]));
};

export const settlePayee = async (
  host: Host,
  { by, batch, definition }: Settling,
  { caseId, person, instruction, amountFen }: PayeeLine,
  { result, reason }: Answer,
  lineWrites: readonly Write[],
) => {
  let barred = false;
  await changeCase(host, caseId, async (each) => {
    barred = barredBy(definition, each, by.person) !== undefined;
    if (barred) return undefined;
    const now = host.clock.now();
    const event = { type: 'payeeAnswered', by, data: { batch: batch.id, instruction, person, result, fen: amountFen } };
    if (result === 'failed') {
      return { event, also: [...lineWrites, await onSheet(host.table, each, person, (line) => ({ ...line, reason }))] };
    }
    const { writes, held } = payPart(each, Held.parse(each.facts['held']), amountFen, now);
    const receipt = { mode: 'bank', instruction };
    // What an earlier refusal left is not said of whoever has been paid.
    const paid = await onSheet(host.table, each, person, ({ group }) => ({
      ...(group !== undefined && { group }),
      status: 'delivered',
      at: now,
      by: by.person,
      receipt,
    }));
    return {
      event,
      needs: { noticeClear: true, approved: true, budgeted: true },
      set: { paidFen: (each.paidFen ?? 0) + amountFen, facts: { ...each.facts, held } },
      also: [...lineWrites, paid, ...writes],
    };
  });
  return barred ? ({ column: 'instruction', why: faults.apart } as const) : undefined;
};

/** What a return file came to for the recipients of a case: one event, and the counters, once for each file. */
export const notePaid = async (
  host: Pick<Host, 'table' | 'clock'>,
  { by, batch }: Settling,
  { caseId, file, paid }: { caseId: CaseId; file: string; paid: number },
): Promise<void> => {
  if (paid === 0) return;
  await noteBatch(host, caseId, `paid#${batch.id}#${file}`, () => ({
    event: { type: 'paid', by, data: { batch: batch.id, file, people: paid } },
    counts: { listed: -paid, delivered: paid },
  }));
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
