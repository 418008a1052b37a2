import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut } from '#shared/coverage/cut';
import { Status } from '#shared/coverage/status';
import { type Line, linesFrom, textOf } from '#shared/coverage/sheetText';
import { firstOf, STRETCH } from '#shared/coverage/stretch';
import { Instant } from '#shared/time/instant';

const line: fc.Arbitrary<Line> = fc
  .record(
    {
      status: fc.constantFrom(...Status.options),
      group: fc.constantFrom('红星机械厂', '东湖纺织公司', '-'),
      reason: fc.string({ maxLength: 5 }),
      at: fc.nat().map((at) => Instant.parse(at)),
      by: fc.constantFrom('wang-hong', 'zhang-qiang'),
      receipt: fc.constantFrom({ mode: 'signed', quantity: 1 }, { mode: 'proxy', relation: 'spouse' }),
    },
    { requiredKeys: ['status'] },
  )
  .map((made) => ({ ...made }));

describe('a sheet of receipts', () => {
  it('reads back whatever is written on it, row by row', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9_000 }).map((n) => n * STRETCH + 1),
        fc.array(fc.tuple(fc.nat(STRETCH - 1), line), { maxLength: STRETCH }),
        (from, some) => {
          const lines = new Map(some.map(([offset, each]) => [from + offset, each]));
          const inOrder = [...lines].toSorted(([a], [b]) => a - b);
          expect([...linesFrom(from, JSON.parse(JSON.stringify(textOf(from, lines))))]).toEqual(inOrder);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('keeps what a hundred people sign together in less than a kilobyte, however many groups of ten they are', () => {
    const receipt = { mode: 'signed', handler: 'wang-hong', witness: '证明人', quantity: 1 };
    const lines = new Map(
      Array.from({ length: STRETCH }, (_, i): [number, Line] => [
        i + 1,
        {
          status: 'delivered',
          group: `第${i % 10}车间`,
          at: Instant.parse(1_548_000_000_000),
          by: 'wang-hong',
          receipt,
        },
      ]),
    );
    expect(Buffer.byteLength(JSON.stringify(textOf(1, lines)))).toBeLessThan(900);
  });
});

describe('lists cut into batches', () => {
  it('hold every row once, no sheet of them cut through, and as many as one step works off', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000), { maxLength: 12 }), (lengths) => {
        const lists = lengths.map((lastRow, i) => ({ scope: 'CC-1', unit: `u${i}`, import: 'i', lastRow }));
        const batches = cut('7', lists);
        const rows = new Map<string, number>();
        for (const [n, batch] of batches.entries()) {
          expect(batch).toMatchObject({ of: '7', n });
          const sheets = new Set<string>();
          let people = 0;
          for (const { unit, from, to } of batch.rows) {
            expect(from).toBe((rows.get(unit) ?? 0) + 1);
            expect(from).toBe(firstOf(from));
            rows.set(unit, to);
            people += to - from + 1;
            for (let row = from; row <= to; row += STRETCH) sheets.add(`${unit}#${firstOf(row)}`);
          }
          expect(people).toBeLessThanOrEqual(2_000);
          expect(sheets.size).toBeLessThanOrEqual(20);
        }
        for (const { unit, lastRow } of lists) expect(rows.get(unit) ?? 0).toBe(lastRow);
      }),
    );
  });
});
