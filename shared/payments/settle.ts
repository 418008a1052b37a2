import type { Case } from '#shared/cases/case';
import type { Actor } from '#shared/events/chain';
import { decodeText } from '#shared/export/csv';
import { Stale } from '#shared/faults';
import type { Host } from '#shared/host';
import { Held, pay } from '#shared/ledger/budget';
import { add } from '#shared/money';
import { ConditionFailed, NEW, type Write } from '#shared/table/table';
import { decideTask } from '#shared/tasks/decide';
import type { TaskDefinition } from '#shared/tasks/definition';
import { getTask } from '#shared/tasks/task';
import { civilDate } from '#shared/time/civil';
import { keepSealed, sha256Of } from './bankFile.ts';
import { type Batch, instructionKey, lineKey, returnKey, type Sent } from './batches.ts';
import { type Column, type Fault, faults } from './returnColumns.ts';
import { finishPayees, notePaid, settlePayee } from './settlePayees.ts';
import { preview, type Result, settledBefore } from './preview.ts';
import type { Answered, Reading } from './returnFile.ts';

export type Settling = {
  readonly batch: Batch;
  readonly file: Uint8Array;
  readonly by: Actor & { kind: 'person' };
  readonly definition: TaskDefinition;
  readonly sensitive: (field: string) => boolean;
};

/**
 * Takes a return file in: each good row decides the payment of its case, with the ledger, in one transaction. The same
 * file again is nothing new; after a crash, the same file again goes on with what is left.
 */
export const settle = async (host: Host, settling: Settling): Promise<{ result: Result; again: boolean }> => {
  const { batch, file, by } = settling;
  const before = await settledBefore(host, batch, file);
  if (before) return { result: before, again: true };
  const sha256 = sha256Of(file);
  const key = returnKey(batch.id, sha256);
  try {
    await host.table.transact([{ put: { ...key, status: 'taken', at: host.clock.now(), by }, if: NEW }]);
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
  await keepSealed(host, batch, `return-${sha256}`, decodeText(file));
  const { reading, lines } = await preview(host, batch, file);
  // What this file settled before a crash is still what this file settled.
  const mine = ({ instruction }: Answered) => lines.get(instruction)?.file === sha256;
  const done: Answered[] = reading.known.filter(mine);
  const refused: Fault[] = [];
  for (const answer of reading.answers) {
    const line = lines.get(answer.instruction);
    const fault = line && (await unlessGated(record(host, settling, line, answer, sha256)));
    if (fault) refused.push({ row: answer.row, ...fault });
    else done.push(answer);
  }
  const many = new Set([...lines.values()].flatMap(({ person, caseId }) => (person === undefined ? [] : [caseId])));
  for (const caseId of many) {
    const paid = done.filter(
      ({ result: given, instruction }) => given === 'paid' && lines.get(instruction)?.caseId === caseId,
    );
    await notePaid(host, settling, { caseId, file: sha256, paid: paid.length });
    await finishPayees(host, settling, caseId);
  }
  const result = summed({ ...reading, known: reading.known.filter((each) => !mine(each)) }, done, refused);
  await host.table.transact([{ update: key, set: { status: 'done', result } }]);
  return { result, again: false };
};

const fen = (answers: readonly Answered[]) => add(...answers.map(({ amountFen }) => amountFen));

const summed = (
  { rows, totalFen, known, faults: found }: Reading,
  done: readonly Answered[],
  refused: readonly Fault[],
): Result => {
  const of = (result: string) => done.filter((answer) => answer.result === result);
  return {
    rows,
    totalFen,
    known: known.length,
    paid: of('paid').length,
    paidFen: fen(of('paid')),
    failed: of('failed').length,
    failedFen: fen(of('failed')),
    faults: [...found, ...refused].toSorted((a, b) => a.row - b.row),
  };
};

type Refused = { readonly column: Column; readonly why: Fault['why'] };

const record = async (
  host: Host,
  settling: Settling,
  line: Sent,
  answer: Answered,
  file: string,
): Promise<Refused | undefined> => {
  const { batch, by, definition, sensitive } = settling;
  const { result, instruction, reason } = answer;
  const now = host.clock.now();
  const paidOn = answer.on ?? civilDate(now);
  const lineWrites: Write[] = [
    {
      update: lineKey(batch.id, line.no),
      set: { status: result, file, settledAt: now, ...(result === 'paid' && { paidOn }) },
      if: { equal: { status: 'sent' } },
    },
    ...line.claims.map((claim) => ({
      update: instructionKey(claim),
      set: { status: result },
      if: { equal: { status: 'sent', instruction } },
    })),
  ];
  if (line.person !== undefined)
    return settlePayee(host, settling, { ...line, person: line.person }, { result, reason }, lineWrites);
  const decided = await decideTask(host, {
    caseId: line.caseId,
    task: line.task,
    definition,
    by,
    outcome: result,
    sensitive,
    values: { batch: batch.id, instruction, ...(result === 'paid' && { paidOn }) },
    ...(reason !== '' && { opinion: reason }),
    change: (each) => (result === 'paid' ? withMoney(each, now, lineWrites) : { also: lineWrites }),
  });
  if (decided.kind === 'notApart') return { column: 'instruction', why: faults.apart };
  if (decided.kind === 'decided') return undefined;
  const { outcome } = await getTask(host.table, line.caseId, line.task);
  return outcome === result ? undefined : { column: 'instruction', why: faults.moved };
};

/** A case whose gate was closed after the bank was told refuses the entry as often as it is tried. */
const unlessGated = async (recorded: Promise<Refused | undefined>): Promise<Refused | undefined> => {
  try {
    return await recorded;
  } catch (error) {
    if (error instanceof Stale) return { column: 'instruction', why: faults.gate };
    throw error;
  }
};

/** Paid is written with the ledger, and only while notice, approval and budget still hold. */
const withMoney = (each: Case, now: ReturnType<Host['clock']['now']>, lineWrites: readonly Write[]) => {
  const { writes, held } = pay(each, Held.parse(each.facts['held']), now);
  return {
    needs: { noticeClear: true, approved: true, budgeted: true } as const,
    set: { paidFen: Held.parse(each.facts['held']).committedFen, facts: { ...each.facts, held } },
    also: [...lineWrites, ...writes],
  };
};
