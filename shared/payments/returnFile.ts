import { parseCsv } from '#shared/export/csv';
import { add, Fen } from '#shared/money';
import type { CivilDate } from '#shared/time/civil';
import {
  type Column,
  columnsIn,
  type Fault,
  faults,
  NEEDED,
  readAmount,
  readDay,
  readResult,
  sameCard,
  sameName,
} from './returnColumns.ts';

/** What the bank was told on a line. */
export type Expected = {
  readonly holder: string;
  readonly cardNo: string;
  readonly amountFen: Fen;
  readonly status: 'sent' | 'paid' | 'failed';
};
export type Answered = {
  readonly row: number;
  readonly instruction: string;
  readonly result: 'paid' | 'failed';
  readonly amountFen: Fen;
  readonly reason: string;
  readonly on: CivilDate | undefined;
};
/** Every row of the file is in exactly one of the three: `answers` to record, `known` already, or with a fault. */
export type Reading = {
  readonly rows: number;
  readonly totalFen: Fen;
  readonly answers: readonly Answered[];
  readonly known: readonly Answered[];
  readonly faults: readonly Fault[];
};

const TOTAL = /^(?:合计|总计|小计|total)/i;
const MOST_ROWS = 2_000;
const REASON_CHARS = 100;

type Cells = (column: Column) => string;

/**
 * Reads a bank's return file against the batch that it answers. Nothing of a row with a fault is recorded; the other
 * rows are, so a file may be partial or partly wrong. A file without the columns that matter is not read at all.
 */
export const readReturnFile = (text: string, expected: ReadonlyMap<string, Expected>): Reading => {
  const none = { rows: 0, totalFen: Fen.parse(0), answers: [], known: [] };
  const table = tableIn(text);
  const headingAt = Math.max(
    0,
    table.findIndex((row) => columnsIn(row).has('instruction') || columnsIn(row).size > 2),
  );
  const columns = columnsIn(table[headingAt] ?? []);
  // A workbook, a picture, a letter: naming every column would not help whoever chose the wrong file.
  if (columns.size === 0) return { ...none, faults: [{ row: 1, column: 'instruction', why: faults.notCsv }] };
  const missing = NEEDED.filter((column) => !columns.has(column));
  if (missing.length > 0) {
    return { ...none, faults: missing.map((column) => ({ row: headingAt + 1, column, why: faults.missing(column) })) };
  }
  const answers: Answered[] = [];
  const known: Answered[] = [];
  const wrong: Fault[] = [];
  const seen = new Map<string, { row: number; result: string }>();
  const clashes = contradictory(table, headingAt, columns);
  let rows = 0;
  let totalFen = Fen.parse(0);
  for (const [i, cells] of table.entries()) {
    if (i <= headingAt || cells.every((cell) => cell === '')) continue;
    const at: Cells = (column) => cells[columns.get(column) ?? -1] ?? '';
    const row = i + 1;
    const amountFen = readAmount(at('amount'));
    if (TOTAL.test(cells.find((cell) => cell !== '') ?? '')) {
      if (amountFen !== undefined && amountFen !== totalFen) {
        wrong.push({ row, column: 'amount', why: faults.total(totalFen, amountFen) });
      }
      continue;
    }
    rows += 1;
    if (amountFen !== undefined) totalFen = add(totalFen, amountFen);
    const instruction = at('instruction');
    const before = seen.get(instruction);
    const sent = expected.get(instruction);
    const answer = readRow(row, at, sent);
    if (before) wrong.push({ row, column: 'instruction', why: faults.duplicate(before.row) });
    else if ('why' in answer) wrong.push(answer);
    else if (clashes.has(instruction))
      wrong.push({ row, column: 'instruction', why: faults.duplicate(clashes.get(instruction) ?? row) });
    else (sent?.status === 'sent' ? answers : known).push(answer);
    if (sent && !before) seen.set(instruction, { row, result: at('result') });
  }
  return { rows, totalFen, answers, known, faults: wrong };
};

const tableIn = (text: string): string[][] => {
  try {
    return parseCsv(text).slice(0, MOST_ROWS);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [];
  }
};

/** Instructions that the file answers twice and differently: neither answer counts. The row of the second answer. */
const contradictory = (
  table: readonly (readonly string[])[],
  headingAt: number,
  columns: ReadonlyMap<Column, number>,
) => {
  const first = new Map<string, string | undefined>();
  const clashes = new Map<string, number>();
  for (const [i, cells] of table.entries()) {
    const instruction = cells[columns.get('instruction') ?? -1] ?? '';
    if (i <= headingAt || instruction === '') continue;
    const result = readResult(cells[columns.get('result') ?? -1] ?? '');
    if (first.has(instruction) && first.get(instruction) !== result) clashes.set(instruction, i + 1);
    if (!first.has(instruction)) first.set(instruction, result);
  }
  return clashes;
};

/** The first cell of a row that is wrong, or what the row says. */
const readRow = (row: number, at: Cells, sent: Expected | undefined): Answered | Fault => {
  const fault = (column: Column, why: Fault['why']): Fault => ({ row, column, why });
  if (!sent) return fault('instruction', faults.unknown);
  const amountFen = readAmount(at('amount'));
  if (amountFen === undefined) return fault('amount', faults.amountUnread);
  if (amountFen !== sent.amountFen) return fault('amount', faults.amount(sent.amountFen, amountFen));
  if (!sameName(at('holder'), sent.holder)) return fault('holder', faults.holder);
  if (!sameCard(at('card'), sent.cardNo)) return fault('card', faults.card);
  const result = readResult(at('result'));
  if (!result) return fault('result', faults.result);
  if (sent.status !== 'sent' && sent.status !== result) return fault('result', faults.settled(sent.status));
  const day = at('date');
  const on = day === '' ? undefined : readDay(day);
  if (day !== '' && !on) return fault('date', faults.date);
  const reason = [...at('reason')].slice(0, REASON_CHARS).join('');
  return { row, instruction: at('instruction'), result, amountFen, reason, on };
};
