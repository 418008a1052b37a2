import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capitals, Fen } from '#shared/money';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';

/** Another way to the same words: from left to right, remembering a zero until a digit follows it. */
const spelled = (fen: number): string => {
  const integer = String(Math.trunc(fen / 100));
  const [jiao = '0', last = '0'] = String(fen % 100).padStart(2, '0');
  let words = '';
  let zero = false;
  for (const [i, digit] of integer.split('').entries()) {
    const place = integer.length - 1 - i;
    if (digit === '0') zero = words !== '';
    else {
      words += (zero ? '零' : '') + DIGITS.charAt(Number(digit)) + ['', '拾', '佰', '仟'][place % 4];
      zero = false;
    }
    if (place === 8) words += '亿';
    else if (place % 8 === 4 && Number(integer.slice(Math.max(0, i - 3), i + 1)) > 0) words += '万';
  }
  if (words) words += '元';
  if (fen % 100 === 0) return `${words || '零元'}整`;
  if (jiao !== '0') words += `${DIGITS.charAt(Number(jiao))}角`;
  else if (words) words += '零';
  return words + (last === '0' ? '' : `${DIGITS.charAt(Number(last))}分`);
};

/** Up to 16 digits, half of them zeros: every way in which zeros can lie. */
const zerosAndDigits = fc
  .array(fc.oneof(fc.constant(0), fc.nat(9)), { minLength: 1, maxLength: 15 })
  .map((digits) => Number(digits.join('')));

describe('capitals', () => {
  it.each([
    [0, '零元整'],
    [1, '壹分'],
    [10, '壹角'],
    [11, '壹角壹分'],
    [100, '壹元整'],
    [101, '壹元零壹分'],
    [110, '壹元壹角'],
    [1_000, '壹拾元整'],
    [1_100, '壹拾壹元整'],
    [10_100, '壹佰零壹元整'],
    [12_345, '壹佰贰拾叁元肆角伍分'],
    [32_504, '叁佰贰拾伍元零肆分'],
    [140_950, '壹仟肆佰零玖元伍角'],
    [168_032, '壹仟陆佰捌拾元叁角贰分'],
    [430_000, '肆仟叁佰元整'],
    [600_714, '陆仟零柒元壹角肆分'],
    [1_000_000, '壹万元整'],
    [1_000_100, '壹万零壹元整'],
    [1_230_000, '壹万贰仟叁佰元整'],
    [1_640_902, '壹万陆仟肆佰零玖元零贰分'],
    [2_005_000, '贰万零伍拾元整'],
    [10_700_053, '壹拾万零柒仟元伍角叁分'],
    [11_640_000, '壹拾壹万陆仟肆佰元整'],
    [1_000_000_005, '壹仟万元零伍分'],
    [1_000_050_000, '壹仟万零伍佰元整'],
    [1_001_000_000, '壹仟零壹万元整'],
    [10_000_000_000, '壹亿元整'],
    [10_000_000_001, '壹亿元零壹分'],
    [10_000_100_000, '壹亿零壹仟元整'],
    [100_010_000_000, '壹拾亿零壹拾万元整'],
    [100_000_000_000_000, '壹万亿元整'],
    [Number.MAX_SAFE_INTEGER, '玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分'],
  ])('writes %s fen as %s', (fen, expected) => {
    expect(capitals(Fen.parse(fen))).toBe(expected);
    expect(spelled(fen)).toBe(expected);
  });

  it('agrees on 200 amounts with a second way of spelling', () => {
    const amounts = fc.sample(zerosAndDigits, { numRuns: 200, seed: 20190601 });
    expect(amounts.map((fen) => capitals(Fen.parse(fen)))).toEqual(amounts.map(spelled));
  });

  it('spells no two amounts alike', () => {
    fc.assert(
      fc.property(zerosAndDigits, zerosAndDigits, (a, b) => {
        expect(capitals(Fen.parse(a)) === capitals(Fen.parse(b))).toBe(a === b);
      }),
    );
  });
});
