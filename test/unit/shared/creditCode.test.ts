import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CreditCode, parseCreditCode } from '#shared/people/creditCode';

const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY'.split('');
/** The published table of weights, where the code under test multiplies. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

const withCheck = (first17: string) => {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * CHARACTERS.indexOf(first17.charAt(i)), 0);
  return first17 + CHARACTERS[(31 - (sum % 31)) % 31];
};
/** Invented unions: 81 is a grassroots union, and no place has the area code 429900. */
const code = fc
  .array(fc.constantFrom(...CHARACTERS), { minLength: 9, maxLength: 9 })
  .map((body) => withCheck(`81429900${body.join('')}`));

describe('parseCreditCode', () => {
  it("takes the standard's own example", () => {
    expect(parseCreditCode('91350100M000100Y43')).toEqual({ ok: true, creditCode: '91350100M000100Y43' });
    expect(withCheck('91350100M000100Y4')).toBe('91350100M000100Y43');
  });

  it('takes 200 invented unions, with every check character', () => {
    const codes = fc.sample(code, { numRuns: 200, seed: 32100 });
    for (const each of codes) expect(parseCreditCode(each)).toEqual({ ok: true, creditCode: each });
    expect(new Set(codes.map((each) => each.at(-1))).size).toBe(31);
  });

  it('finds every single mistyped character', () => {
    fc.assert(
      fc.property(code, fc.integer({ min: 8, max: 17 }), fc.constantFrom(...CHARACTERS), (right, at, other) => {
        fc.pre(right.charAt(at) !== other);
        const wrong = right.slice(0, at) + other + right.slice(at + 1);
        expect(parseCreditCode(wrong)).toEqual({ ok: false, why: 'check-character' });
      }),
    );
  });

  it('tolerates spaces, hyphens, small letters and full-width forms', () => {
    expect(parseCreditCode(' 913501-00m000100ｙ4３ ').ok).toBe(true);
  });

  it.each([
    ['', 'empty'],
    ['91350100M000100Y4', 'length'],
    ['350100000000000', 'length'],
    ['91350100M000100Y433', 'length'],
    ['9135O100M000100Y43', 'characters'],
    ['9135A100M000100Y43', 'characters'],
    ['91350100M000I00Y43', 'characters'],
    ['91350100M000100Y44', 'check-character'],
  ])('refuses "%s": %s', (typed, why) => {
    expect(parseCreditCode(typed)).toEqual({ ok: false, why });
  });
});

it('stores only codes that check', () => {
  expect(CreditCode.safeParse('91350100M000100Y43').success).toBe(true);
  expect(CreditCode.safeParse('91350100m000100y43').success).toBe(false);
  expect(CreditCode.safeParse('91350100M000100Y44').success).toBe(false);
});
