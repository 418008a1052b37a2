import { casePk } from '#shared/cases/case';
import type { CaseId } from '#shared/ids';
import { Fen } from '#shared/money';
import { all, type Item, NEW, prefix, type Table, type Write } from '#shared/table/table';
import type { Instant } from '#shared/time/instant';
import { Account, after, Booked, CannotReverse, type Move } from './account.ts';

/** The recovery ledger in the table: an account per problem, and its entries, in the partition of the case. */
const number = (n: number) => String(n).padStart(4, '0');
export const accountKey = (caseId: CaseId, item: string) => ({ pk: casePk(caseId), sk: `RECOVERY#${item}` });
const entryKey = (caseId: CaseId, item: string, n: number) => ({
  pk: casePk(caseId),
  sk: `RECENTRY#${item}#${number(n)}`,
});
const reversalKey = (caseId: CaseId, item: string, n: number) => ({
  pk: casePk(caseId),
  sk: `RECREVERSED#${item}#${number(n)}`,
});

/** The paper that an entry rests on: booked once for each problem, however often somebody presses the button. */
const paperKey = (caseId: CaseId, item: string, { kind, receiptNo, minutesNo }: Omit<Booked, 'item' | 'n'>) => ({
  pk: casePk(caseId),
  sk: `RECPAPER#${item}#${kind}#${receiptNo ?? minutesNo ?? ''}`,
});
export const isPaper = (write: Write): boolean => 'put' in write && write.put.sk.startsWith('RECPAPER#');

const NOTHING = Fen.parse(0);
export const emptyAccount = (of: Pick<Account, 'item' | 'caseId' | 'programme'>): Account => ({
  ...of,
  dueFen: NOTHING,
  recoveredFen: NOTHING,
  waivedFen: NOTHING,
  outstandingFen: NOTHING,
  entries: 0,
});

/**
 * The next entry of an account, and the account after it. The writes hold only on the account as it was read: of two
 * bookings at the same time one is refused and asked again, so no interleaving recovers a fen twice.
 *
 * @throws {OverRecovery} {WaiverNeedsMinutes} {CannotReverse}
 */
export const book = (account: Account, move: Move, at: Instant): { account: Account; writes: Write[] } => {
  const next = after(account, move);
  const { caseId, item } = account;
  const booked: Booked = { item, n: next.entries, ...bookedAs(move) };
  return {
    account: next,
    writes: [
      {
        put: { ...next, ...accountKey(caseId, item), kind: 'recovery' },
        if: account.entries === 0 ? NEW : { equal: { entries: account.entries } },
      },
      {
        put: {
          ...entryKey(caseId, item, next.entries),
          ...booked,
          caseId,
          at,
        },
        if: NEW,
      },
      ...(move.kind === 'recover' || move.kind === 'waive'
        ? [{ put: { ...paperKey(caseId, item, booked), n: next.entries }, if: NEW }]
        : []),
      // A paper whose entry was taken back may be booked again, rightly this time.
      ...(move.kind === 'reverse' && move.of.kind !== 'charge' ? [{ delete: paperKey(caseId, item, move.of) }] : []),
      ...(move.kind === 'reverse'
        ? [{ put: { ...reversalKey(caseId, item, move.of.n), by: next.entries }, if: NEW }]
        : []),
    ],
  };
};

const bookedAs = (move: Move): Omit<Booked, 'item' | 'n'> => {
  if (move.kind !== 'reverse') return move;
  const { kind, n, fen, on } = move.of;
  if (kind === 'reverse') throw new CannotReverse(`${move.of.item}: entry ${n} is a reversal`);
  return { kind: 'reverse', fen, of: n, ofKind: kind, ...(on === undefined ? {} : { on }) };
};

export const accountsOf = async (table: Table, caseId: CaseId): Promise<Account[]> =>
  (await all(table, { pk: casePk(caseId), ...prefix('RECOVERY#') })).map((item) => Account.parse(item));

export const entriesOf = async (table: Table, caseId: CaseId): Promise<Booked[]> =>
  (await all(table, { pk: casePk(caseId), ...prefix('RECENTRY#') })).map((item) => Booked.parse(item));

/** What came back, entry by entry: reversals of what came count against it. */
export const recoveredOf = async (table: Table, caseId: CaseId): Promise<readonly Row[]> =>
  (await all(table, { pk: casePk(caseId), ...prefix('RECENTRY#') })).flatMap(rowOf);

/** `on` is the day of the money, `fen` negative for a reversal. */
export type Row = {
  readonly pk: string;
  readonly sk: string;
  readonly item: string;
  readonly on: string;
  readonly fen: number;
};

const rowOf = (entry: Item): Row[] => {
  const { kind, ofKind, fen, item, n, on = '' } = Booked.parse(entry);
  if (kind !== 'recover' && ofKind !== 'recover') return [];
  return [{ pk: entry.pk, sk: entry.sk, item: `${item}/${n}`, on, fen: kind === 'recover' ? fen : -fen }];
};
