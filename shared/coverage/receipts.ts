import { createHash } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Host } from '#shared/host';
import { seal } from '#shared/keys/fields';
import type { Json, Table } from '#shared/table/table';
import { type DayList, onList } from './lists.ts';
import { decideRecipient, type People, type Recipient, type Status } from './recipients.ts';

/** What a visit came to for one person. A receipt is entered once: whoever comes second changes nothing. */
export type Visited = {
  readonly status: Exclude<Status, 'listed' | 'excluded'>;
  readonly reason?: string;
  /** Who handed it over, who saw it, how it was signed for. */
  readonly receipt?: Readonly<Record<string, Json>>;
  /** Name and number of whoever collected it for them: sealed. */
  readonly proxy?: Readonly<Record<string, string>>;
};

export const recordVisit = async (
  host: Pick<Host, 'table' | 'clock' | 'random'>,
  of: People,
  key: KeyObject,
  recipient: Pick<Recipient, 'person' | 'status'>,
  visited: Visited,
  by: string,
): Promise<boolean> => {
  if (recipient.status !== 'listed' && recipient.status !== 'absent') return false;
  const { person } = recipient;
  const { proxy, receipt, status, reason } = visited;
  const sealed =
    proxy && seal(host.random, key, { context: of.id, field: `receipt.${person}`, version: 1 }, proxy).sealed;
  return decideRecipient(host.table, of, person, recipient.status, {
    status,
    at: host.clock.now(),
    by,
    ...(reason !== undefined && { reason }),
    ...((receipt || sealed) && {
      receipt: JSON.parse(JSON.stringify({ ...receipt, ...(sealed && { proxy: sealed }) })),
    }),
  });
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
