import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CaseId } from '#shared/ids';
import { Fen } from '#shared/money';
import {
  type Account,
  after,
  balances,
  Booked,
  CannotReverse,
  type Move,
  OverRecovery,
  WaiverNeedsMinutes,
} from '#shared/recovery/account';
import { emptyAccount } from '#shared/recovery/ledger';

const fen = (value: number) => Fen.parse(value);
const empty = emptyAccount({
  item: 'ZG-2019-001',
  caseId: CaseId.parse('UI-2019-000001'),
  programme: 'SI-2019-000001',
});
const charged = after(empty, { kind: 'charge', fen: fen(100_000) });
const recover = (amount: number): Move => ({
  kind: 'recover',
  fen: fen(amount),
  receiptNo: '收-1',
  on: '2019-04-01',
  to: 'unionAccount',
});
const waive = (amount: number, minutesNo = '纪要-1'): Move => ({
  kind: 'waive',
  fen: fen(amount),
  minutesNo,
  on: '2019-04-01',
});
const entry = (n: number, move: Move): Booked =>
  Booked.parse({ item: empty.item, n, kind: move.kind, fen: move.kind === 'reverse' ? 0 : move.fen });

describe('an account of the recovery ledger', () => {
  it('is settled by 400 and 600 of 1,000', () => {
    const settled = after(after(charged, recover(40_000)), recover(60_000));
    expect(settled).toMatchObject({ dueFen: 100_000, recoveredFen: 100_000, outstandingFen: 0 });
  });

  it('refuses one fen more than is outstanding, however it comes', () => {
    const rest = after(charged, recover(40_000));
    expect(() => after(rest, recover(60_001))).toThrow(OverRecovery);
    expect(() => after(rest, waive(60_001))).toThrow(OverRecovery);
    expect(after(rest, waive(60_000)).outstandingFen).toBe(0);
  });

  it('waives nothing without minutes', () => {
    expect(() => after(charged, waive(60_000, ' '))).toThrow(WaiverNeedsMinutes);
  });

  it('takes an entry back, but neither a reversal nor an entry of another account', () => {
    const paid = after(charged, recover(40_000));
    const of = entry(2, recover(40_000));
    expect(after(paid, { kind: 'reverse', of })).toMatchObject({ recoveredFen: 0, outstandingFen: 100_000 });
    expect(() => after(paid, { kind: 'reverse', of: { ...of, item: 'ZG-2019-002' } })).toThrow(CannotReverse);
    expect(() => after(paid, { kind: 'reverse', of: { ...of, kind: 'reverse' } })).toThrow(CannotReverse);
  });

  it('takes back no charge that has been paid: what came must go somewhere first', () => {
    const paid = after(charged, recover(1));
    expect(() => after(paid, { kind: 'reverse', of: entry(1, { kind: 'charge', fen: fen(100_000) }) })).toThrow(
      OverRecovery,
    );
  });
});

/** Whatever is tried, allowed or not. */
const attempt = fc.oneof(
  fc.record({ kind: fc.constant('charge' as const), amount: fc.integer({ min: 1, max: 500 }) }),
  fc.record({ kind: fc.constant('recover' as const), amount: fc.integer({ min: 1, max: 500 }) }),
  fc.record({ kind: fc.constant('waive' as const), amount: fc.integer({ min: 1, max: 500 }) }),
  fc.record({ kind: fc.constant('reverse' as const), amount: fc.nat() }),
);

describe('any sequence of findings, instalments, waivers and reversals', () => {
  it('keeps due = recovered + waived + outstanding, and what its entries add up to', () => {
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 40 }), (attempts) => {
        let account: Account = empty;
        let entries: Booked[] = [];
        for (const { kind, amount } of attempts) {
          const of = entries[amount % Math.max(1, entries.length)];
          const taken = new Set(entries.flatMap((each) => each.of ?? []));
          if (kind === 'reverse' && (!of || taken.has(of.n))) continue;
          const move: Move =
            kind === 'reverse' && of
              ? { kind, of }
              : kind === 'charge'
                ? { kind, fen: fen(amount) }
                : kind === 'recover'
                  ? recover(amount)
                  : waive(amount);
          try {
            account = after(account, move);
          } catch (error) {
            if (error instanceof OverRecovery || error instanceof CannotReverse) continue;
            throw error;
          }
          const booked = entry(account.entries, move);
          entries = [
            ...entries,
            move.kind === 'reverse' ? { ...booked, fen: move.of.fen, of: move.of.n, ofKind: kindOf(move.of) } : booked,
          ];
          expect(balances(account)).toBe(true);
        }
        const sum = (wanted: string) =>
          entries.reduce(
            (all, each) => all + (each.kind === wanted ? each.fen : each.ofKind === wanted ? 0 - each.fen : 0),
            0,
          );
        expect([sum('charge'), sum('recover'), sum('waive')]).toEqual([
          account.dueFen,
          account.recoveredFen,
          account.waivedFen,
        ]);
      }),
      { numRuns: 1_000 },
    );
  });
});

const kindOf = ({ kind }: Booked) => {
  if (kind === 'reverse') throw new Error('A reversal is not reversed');
  return kind;
};
