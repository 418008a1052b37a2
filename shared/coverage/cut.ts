import * as z from 'zod/mini';
import { STRETCH } from './stretch.ts';

/**
 * Lists of people cut into batches: each a number of rows that one step works off within its minute, of one list or of
 * several. Sheets are never cut through.
 */
export const BatchRows = z.object({
  /** The campaign or register that the list belongs to, and its import. */
  scope: z.string(),
  unit: z.string(),
  import: z.string(),
  from: z.int(),
  to: z.int(),
});
export type BatchRows = z.infer<typeof BatchRows>;

export const Batch = z.object({
  /** The entry of the state that cut it: its batches are done once, whichever state they are handed to. */
  of: z.string(),
  n: z.int(),
  rows: z.array(BatchRows),
});
export type Batch = z.infer<typeof Batch>;

const ROWS = 2_000;

export const cut = (
  of: string,
  lists: readonly (Omit<BatchRows, 'from' | 'to'> & { readonly lastRow: number })[],
): Batch[] => {
  const batches: Batch[] = [];
  let [rows, room]: [BatchRows[], number] = [[], ROWS];
  const close = () => {
    if (rows.length > 0) batches.push({ of, n: batches.length, rows });
    [rows, room] = [[], ROWS];
  };
  for (const { scope, unit, import: roster, lastRow } of lists) {
    for (let from = 1; from <= lastRow;) {
      const to = Math.min(lastRow, from + room - 1);
      rows.push({ scope, unit, import: roster, from, to });
      room -= Math.ceil((to - from + 1) / STRETCH) * STRETCH;
      if (room === 0) close();
      from = to + 1;
    }
  }
  close();
  return batches;
};

/** The name under which a batch is noted, once for each kind of work. */
export const batchName = (work: string, { of, n }: Pick<Batch, 'of' | 'n'>): string =>
  `${work}#${of}#${String(n).padStart(5, '0')}`;
