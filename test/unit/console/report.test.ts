import { describe, expect, it } from 'vitest';
import { CaseId } from '#shared/ids';
import type { LedgerRow } from '#shared/ledger/rows';
import { SignedFen } from '#shared/money';
import { Instant } from '#shared/time/instant';
import { figures, sentence } from '#workflows/hardshipAid/report';

const row = (n: number, fen: number): LedgerRow => ({
  pk: `CASE#${n}`,
  sk: `MONEY#${fen}`,
  entry: 'receive',
  caseId: CaseId.parse(`HA-2019-${String(n).padStart(6, '0')}`),
  fund: 'hardship',
  year: 2019,
  fen: SignedFen.parse(fen),
  at: Instant.parse(0),
});

describe('the figures of hardship aid', () => {
  it('count 27 workers and 11.64万元, exactly, with the rows behind them', () => {
    // 27 amounts that come to 116,400 yuan: 26 of 4,311.11 and one of 4,311.14.
    const received = Array.from({ length: 27 }, (_, n) => row(n + 1, n === 0 ? 431_114 : 431_111));
    const all = figures({ received, paid: received.slice(1) });
    expect(all.map(({ id, value }) => [id, value])).toEqual([
      ['hardship.helped', 27],
      ['hardship.received', 11_640_000],
      ['hardship.reached', 26],
      ['hardship.paid', 11_208_886],
    ]);
    expect(sentence(all).zh).toBe('帮扶困难职工27人，争取帮扶资金11.64万元，已发放11.21万元。');
    expect(all[0]?.rows).toHaveLength(27);
  });

  it('take back what a correction reverses', () => {
    const all = figures({ received: [row(1, 100_000), row(1, -100_000), row(2, 50_000)], paid: [] });
    expect(all.map(({ value }) => value)).toEqual([1, 50_000, 0, 0]);
  });
});
