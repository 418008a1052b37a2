import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, addSigned, Fen, formatWan, formatYuan, parseYuan, SignedFen, sub, subSigned, yuan } from '#shared/money';

const MOST = Number.MAX_SAFE_INTEGER;
const fen = (n: number) => Fen.parse(n);
const anyFen = fc.maxSafeNat().map(fen);

describe('Fen', () => {
  it.each([0, 1, MOST])('takes %s', (n) => {
    expect(Fen.parse(n)).toBe(n);
  });

  it.each([-1, 0.5, MOST + 1, NaN, Infinity, '5', null])('refuses %s', (n) => {
    expect(Fen.safeParse(n).success).toBe(false);
  });

  it('is refused a sign that SignedFen takes', () => {
    expect(SignedFen.parse(-1)).toBe(-1);
    expect(SignedFen.safeParse(-MOST - 1).success).toBe(false);
  });
});

describe('adding and subtracting', () => {
  it('adds any number of amounts', () => {
    expect(add()).toBe(0);
    expect(add(fen(1), fen(2), fen(3))).toBe(6);
    expect(addSigned(SignedFen.parse(-5), fen(3))).toBe(-2);
  });

  it('leaves exactly nothing, but never less', () => {
    expect(sub(fen(5), fen(5))).toBe(0);
    expect(() => sub(fen(5), fen(6))).toThrow(RangeError);
    expect(subSigned(fen(5), fen(6))).toBe(-1);
  });

  it('stops at the largest exact amount instead of rounding', () => {
    expect(add(fen(MOST - 1), fen(1))).toBe(MOST);
    expect(() => add(fen(MOST), fen(1))).toThrow(RangeError);
    expect(() => add(fen(MOST), fen(MOST))).toThrow(RangeError);
    expect(() => addSigned(SignedFen.parse(-MOST), SignedFen.parse(-1))).toThrow(RangeError);
    expect(() => subSigned(SignedFen.parse(-MOST), fen(1))).toThrow(RangeError);
  });

  it('takes whole yuan for limits', () => {
    expect(yuan(1200)).toBe(120_000);
    for (const wrong of [-1, 0.1, 12.34, MOST, NaN]) expect(() => yuan(wrong)).toThrow(RangeError);
  });

  it('gives back what was added', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        expect(sub(add(fen(a), fen(b)), fen(b))).toBe(a);
      }),
    );
  });
});

describe('parseYuan', () => {
  it.each([
    ['0', 0],
    ['0.01', 1],
    ['0.1', 10],
    ['1.10', 110],
    ['5.', 500],
    ['4300', 430_000],
    ['4,300.00', 430_000],
    ['1,234,567.89', 123_456_789],
    [' 4 300.5 ', 430_050],
    ['\u00a04300\u3000', 430_000],
    ['４，３００．０５', 430_005],
    ['¥4,300', 430_000],
    ['￥4,300元', 430_000],
    ['0007', 700],
    ['10000000.05', 1_000_000_005],
    ['1.15', 115],
    ['8.29', 829],
    ['90071992547409.91', MOST],
  ])('reads %s', (typed, expected) => {
    expect(parseYuan(typed)).toEqual({ ok: true, fen: expected });
  });

  it.each([
    ['', 'empty'],
    [' \u3000', 'empty'],
    ['元', 'empty'],
    ['-1', 'negative'],
    ['−1', 'negative'],
    ['－１', 'negative'],
    ['1.234', 'too-many-decimals'],
    ['1.000', 'too-many-decimals'],
    ['90071992547409.92', 'too-large'],
    ['9'.repeat(400), 'too-large'],
    ['12,34', 'not-a-number'],
    ['1,2345', 'not-a-number'],
    [',100', 'not-a-number'],
    ['1.1.1', 'not-a-number'],
    ['.5', 'not-a-number'],
    ['1e3', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['+1', 'not-a-number'],
    ['--1', 'not-a-number'],
    ['5²', 'not-a-number'],
    ['①', 'not-a-number'],
    ['四千', 'not-a-number'],
    ['1万', 'not-a-number'],
  ])('refuses %s as %s', (typed, why) => {
    expect(parseYuan(typed)).toEqual({ ok: false, why });
  });

  it('reads back every amount that formatYuan writes', () => {
    fc.assert(
      fc.property(anyFen, (amount) => {
        expect(parseYuan(formatYuan(amount))).toEqual({ ok: true, fen: amount });
      }),
    );
  });
});

describe('formatYuan', () => {
  it.each([
    [0, '0.00'],
    [1, '0.01'],
    [100, '1.00'],
    [99_999, '999.99'],
    [100_000, '1,000.00'],
    [430_000, '4,300.00'],
    [100_000_000, '1,000,000.00'],
    [-430_005, '-4,300.05'],
    [MOST, '90,071,992,547,409.91'],
  ])('writes %s fen as %s', (amount, expected) => {
    expect(formatYuan(SignedFen.parse(amount))).toBe(expected);
  });
});

describe('formatWan', () => {
  it.each([
    [0, '0元'],
    [1, '0.01元'],
    [250_000, '2500元'],
    [250_050, '2500.50元'],
    [999_999, '9999.99元'],
    [1_000_000, '1万元'],
    [1_004_999, '1万元'],
    [1_005_000, '1.01万元'],
    [1_200_000, '1.2万元'],
    [11_640_000, '11.64万元'],
    [28_610_000, '28.61万元'],
    [10_000_000, '10万元'],
    [99_995_000, '100万元'],
    [1_050_000, '1.05万元'],
  ])('rounds %s fen half up to %s', (amount, expected) => {
    expect(formatWan(fen(amount))).toBe(expected);
  });

  it.each([
    [0, '0元'],
    [50, '0.50元'],
    [100, '1元'],
    [101, '1余元'],
    [9_999, '99余元'],
    [10_000, '100元'],
    [256_789, '2500余元'],
    [999_999, '9900余元'],
    [1_000_000, '1万元'],
    [1_000_001, '1万余元'],
    [35_000_000, '35万元'],
    [35_123_456, '35万余元'],
    [35_999_999, '35万余元'],
  ])('rounds %s fen down to about %s', (amount, expected) => {
    expect(formatWan(fen(amount), { approx: true })).toBe(expected);
  });
});
