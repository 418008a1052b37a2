import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, parseCsv, toCsv } from '#shared/export/csv';
import { yuan } from '#shared/money';
import { idNumber } from '#test/e2e/console/walk';

describe('CSV for Excel and WPS', () => {
  it('brings a thousand identity, card and phone numbers back unchanged, each marked as text', () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => [
      idNumber(n),
      `62220212345678${String(n).padStart(5, '0')}`,
      `138${String(n).padStart(8, '0')}`,
      String(n).padStart(6, '0'),
    ]);
    const csv = toCsv(rows);
    expect(parseCsv(csv)).toEqual(rows);
    for (const cell of csv
      .slice(1)
      .split(/[,\r\n]+/)
      .filter(Boolean))
      expect(cell).toMatch(/^"\t/);
  });

  it.each(['=cmd|calc', '+1+1', '-2', '@SUM(A1)', '＝1', ' =1', '\t=1'])('%j begins no formula', (words) => {
    const cell = toCsv([[words]]).slice(1);
    expect(cell).toMatch(/^"['\t]/);
  });

  it('writes amounts as numbers, nothing as nothing', () => {
    expect(toCsv([[{ fen: yuan(4_300) }, undefined, 3]])).toBe('\uFEFF"4300.00","","3"\r\n');
  });

  it('reads back whatever words it wrote', () => {
    const words = fc
      .string({ unit: fc.constantFrom('陈', 'a', '1', '"', ',', '\n', '\r', '=', '-', ' ', "'") })
      .map((text) => text.trim());
    const formula = /^'+\s*[=+\-@]/; // an apostrophe of somebody's own before a formula is taken for ours
    fc.assert(
      fc.property(
        fc.array(
          words.filter((text) => !formula.test(text)),
          { minLength: 1 },
        ),
        (row) => {
          expect(parseCsv(toCsv([row]))).toEqual([row]);
        },
      ),
    );
  });

  it('knows GB18030 from UTF-8, and says where a quote stays open', () => {
    expect(decodeText(Buffer.from([0xb3, 0xc9, 0xb9, 0xa6]))).toBe('成功');
    expect(decodeText(Buffer.from('成功'))).toBe('成功');
    expect(() => parseCsv('a,"b\nc')).toThrow(RangeError);
  });
});
