import { createHash } from 'node:crypto';
import type { Actor } from '#shared/events/chain';
import { noteBatch } from '#shared/events/lanes';
import { Stale } from '#shared/faults';
import type { Host } from '#shared/host';
import type { Fields } from '#shared/table/table';
import type { People } from './recipients.ts';
import { sheetOf, writeSheet } from './sheets.ts';
import { type Line, textOf } from './sheetText.ts';
import type { OnSheet, Sheet } from './stretch.ts';

const MOST_TRIES = 8;

export type Marking = {
  readonly type: string;
  readonly by: Actor;
  /** The lines that change, of the sheet as it is; none leaves it. */
  readonly lines: (sheet: Sheet) => ReadonlyMap<number, Line>;
};

/**
 * Changes lines of one sheet: with the event that says so, and with the counters, or not at all.
 *
 * @returns the lines that this call has changed
 * @throws {Stale} when others were first eight times in a row
 */
export const markLines = async (
  host: Pick<Host, 'table' | 'clock'>,
  of: People,
  on: OnSheet,
  { type, by, lines }: Marking,
): Promise<ReadonlyMap<number, Line>> => {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const sheet = await sheetOf(host.table, of, on);
    const changed = sheet ? lines(sheet) : new Map<number, Line>();
    if (!sheet || changed.size === 0) return changed;
    const next = new Map([...sheet.lines, ...changed]);
    const { unit, import: roster, from, version } = sheet;
    const text = JSON.stringify(textOf(from, next));
    const data: Fields = {
      unit,
      roster,
      from,
      rows: [...changed.keys()].join(','),
      sheet: createHash('sha256').update(text).digest('hex'),
    };
    let current: Sheet | undefined = sheet;
    const written = await noteBatch(host, of.id, `sheet#${unit}#${roster}#${from}#${version + 1}`, async () => {
      current ??= await sheetOf(host.table, of, on);
      const still = current?.version === version;
      current = undefined;
      return still
        ? { event: { type, by, data }, counts: moved(sheet, changed), also: [writeSheet(of.id, sheet, next)] }
        : undefined;
    });
    if (written) return changed;
  }
  throw new Stale(`The sheet of ${on.unit}, row ${on.row}, keeps changing: try again`);
};

/** What the counters gain and lose. */
export const moved = ({ lines }: Pick<Sheet, 'lines'>, changed: ReadonlyMap<number, Line>): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const [row, { status }] of changed) {
    const before = lines.get(row)?.status;
    if (before === status) continue;
    counts[status] = (counts[status] ?? 0) + 1;
    if (before !== undefined) counts[before] = (counts[before] ?? 0) - 1;
  }
  return counts;
};
