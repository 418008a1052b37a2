import { moved } from '#shared/coverage/mark';
import type { People, Recipient } from '#shared/coverage/recipients';
import { sheetOf, writeSheet } from '#shared/coverage/sheets';
import type { Line } from '#shared/coverage/sheetText';
import { blank, firstOf } from '#shared/coverage/stretch';
import { added } from '#shared/events/lanes';
import type { Table, Write } from '#shared/table/table';

const lineOf = ({ status, group, reason }: Recipient): Line => ({
  status,
  ...(group !== undefined && { group }),
  ...(reason !== undefined && { reason }),
});

/** The sheets on which these people get their lines, and what the counters gain; lines that are there already stay. */
export const enterLines = async (
  table: Table,
  of: People,
  placed: readonly Recipient[],
): Promise<{ also: Write[]; counts: Record<string, number> }> => {
  const bySheet = Map.groupBy(placed, ({ unit, import: roster, row }) => `${unit}#${roster}#${firstOf(row)}`);
  const entered = await Promise.all(
    [...bySheet.values()].map(async (people) => {
      const [first] = people;
      if (!first) return undefined;
      const sheet = (await sheetOf(table, of, first)) ?? blank(first, first.valueFen, first.late);
      const lines = new Map(people.flatMap((one) => (sheet.lines.has(one.row) ? [] : [[one.row, lineOf(one)]])));
      if (lines.size === 0) return undefined;
      return { write: writeSheet(of.id, sheet, new Map([...sheet.lines, ...lines])), gained: moved(sheet, lines) };
    }),
  );
  const some = entered.filter((one) => one !== undefined);
  return { also: some.map(({ write }) => write), counts: added(some.map(({ gained }) => gained)) };
};
