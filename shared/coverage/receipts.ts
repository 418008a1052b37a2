import { createHash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Actor } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { seal } from '#shared/keys/fields';
import type { Json, Table } from '#shared/table/table';
import { type DayList, onList } from './lists.ts';
import { markLines } from './mark.ts';
import type { People, Recipient } from './recipients.ts';
import type { Line } from './sheetText.ts';
import type { Status } from './status.ts';
import { firstOf } from './stretch.ts';

/** What a visit came to for one person. A receipt is entered once: whoever comes second changes nothing. */
export type Visited = {
  readonly status: Exclude<Status, 'listed' | 'excluded'>;
  readonly reason?: string;
  /** Who handed it over, who saw it, how it was signed for. */
  readonly receipt?: Readonly<Record<string, Json>>;
  /** Name and number of whoever collected it for them: sealed. */
  readonly proxy?: Readonly<Record<string, string>>;
};

const isOpen = (line: Pick<Line, 'status'> | undefined): boolean =>
  line?.status === 'listed' || line?.status === 'absent';

/** Enters what visits came to, a sheet at a time. @returns for how many people: not for those who were entered before */
export const recordVisits = async (
  host: Pick<Host, 'table' | 'clock' | 'random'>,
  of: People,
  key: KeyObject,
  people: readonly Pick<Recipient, 'person' | 'unit' | 'import' | 'row'>[],
  { proxy, receipt, status, reason }: Visited,
  by: Actor,
): Promise<number> => {
  const sealedFor = (person: string) =>
    proxy && seal(host.random, key, { context: of.id, field: `receipt.${person}`, version: 1 }, proxy).sealed;
  const lineFor = (person: string, before: Line): Line => {
    const sealed = sealedFor(person);
    return {
      status,
      at: host.clock.now(),
      ...(by.kind === 'person' && { by: by.person }),
      ...(before.group !== undefined && { group: before.group }),
      ...(reason !== undefined && { reason }),
      ...((receipt || sealed) && {
        receipt: JSON.parse(JSON.stringify({ ...receipt, ...(sealed && { proxy: sealed }) })),
      }),
    };
  };
  let recorded = 0;
  for (const some of Map.groupBy(people, (one) => `${one.unit}#${one.import}#${firstOf(one.row)}`).values()) {
    const [first] = some;
    if (!first) continue;
    const { size } = await markLines(host, of, first, {
      type: 'visited',
      by,
      lines: (sheet) =>
        new Map(
          some.flatMap(({ row, person }) => {
            const line = sheet.lines.get(row);
            return line && isOpen(line) ? [[row, lineFor(person, line)]] : [];
          }),
        ),
    });
    recorded += size;
  }
  return recorded;
};

/** What a list came to, and a hash over its receipts: handed in with the list, so that none can be changed unseen. */
export const listResult = async (table: Table, of: People, list: DayList) => {
  const hash = createHash('sha256');
  const counts: Record<string, number> = {};
  for await (const { recipient } of onList(table, of, list)) {
    const { person, status, at = 0, by = '' } = recipient;
    counts[status] = (counts[status] ?? 0) + 1;
    hash.update(`${person} ${status} ${at} ${by}\n`);
  }
  return { counts, sha256: hash.digest('hex') };
};
