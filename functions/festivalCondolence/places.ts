import { moved } from '#shared/coverage/mark';
import { type People, personKey } from '#shared/coverage/recipients';
import { eachSheet, removeSheet, writeSheet } from '#shared/coverage/sheets';
import type { Line } from '#shared/coverage/sheetText';
import { type Sheet, STRETCH } from '#shared/coverage/stretch';
import { SYSTEM } from '#shared/events/chain';
import { added, noteBatch } from '#shared/events/lanes';
import type { Host } from '#shared/host';
import { rowsOf } from '#shared/rosters/rows';
import { ConditionFailed, type Table } from '#shared/table/table';

const isFree = ({ status }: Line): boolean => status === 'listed' || status === 'excluded';

/** Places of rosters that are no longer in force, as long as nothing has come of them; and their lines. */
export const giveUp = async (
  host: Pick<Host, 'table' | 'clock'>,
  of: People,
  inForce: ReadonlyMap<string, string>,
): Promise<void> => {
  for await (const sheet of eachSheet(host.table, of)) {
    const free = [...sheet.lines].filter(([, line]) => isFree(line)).map(([row]) => row);
    if (inForce.get(sheet.unit) === sheet.import || free.length === 0) continue;
    await leavePlaces(host.table, of, sheet, new Set(free));
    const left = new Map([...sheet.lines].filter(([, line]) => !isFree(line)));
    const { unit, import: roster, from, version } = sheet;
    const write = left.size === 0 ? removeSheet(of.id, sheet) : writeSheet(of.id, sheet, left);
    const gone = moved({ lines: new Map() }, new Map([...sheet.lines].filter(([, line]) => isFree(line))));
    await noteBatch(host, of.id, `givenUp#${unit}#${roster}#${from}#${version}`, () => ({
      event: { type: 'givenUp', by: SYSTEM, data: { unit, roster, from, people: free.length } },
      counts: added([Object.fromEntries(Object.entries(gone).map(([status, count]) => [status, -count]))]),
      also: version === 0 ? [] : [write],
    }));
  }
};

const leavePlaces = async (table: Table, of: People, sheet: Sheet, free: ReadonlySet<number>): Promise<void> => {
  const { unit, import: roster, from } = sheet;
  for (const { row, person } of await rowsOf(table, { scope: of.id, unit }, roster, { from, limit: STRETCH })) {
    if (!free.has(row)) continue;
    try {
      await table.transact([{ delete: personKey(of, person), if: { equal: { unit, import: roster, row } } }]);
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error;
    }
  }
};
