import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BankCard, parseBankCard } from '#shared/people/bankCard';

const DOUBLED = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];

/** The published table of doubled digits, where the code under test multiplies. */
const withCheck = (digits: number[]) => {
  const sum = digits.toReversed().reduce((total, digit, i) => total + (i % 2 === 0 ? (DOUBLED[digit] ?? 0) : digit), 0);
  return `${digits.join('')}${(10 - (sum % 10)) % 10}`;
};
const card = fc.array(fc.nat(9), { minLength: 15, maxLength: 18 }).map(withCheck);

describe('parseBankCard', () => {
  it.each(['4111111111111111', '6200000000000005', '6205500000000000004'])('takes the test card %s', (number) => {
    expect(parseBankCard(number)).toEqual({ ok: true, card: number });
  });

  it('takes 200 invented cards of 16 to 19 digits without a warning', () => {
    for (const number of fc.sample(card, { numRuns: 200, seed: 7812 })) {
      expect(parseBankCard(number)).toEqual({ ok: true, card: number });
    }
  });

  it('warns of any single mistyped digit, and takes the number all the same', () => {
    fc.assert(
      fc.property(card, fc.nat(15), fc.integer({ min: 1, max: 9 }), (number, at, shift) => {
        const wrong = number.slice(0, at) + ((Number(number.charAt(at)) + shift) % 10) + number.slice(at + 1);
        expect(parseBankCard(wrong)).toEqual({ ok: true, card: wrong, warning: 'check-digit' });
      }),
    );
  });

  it('tolerates spaces, hyphens and full-width digits', () => {
    expect(parseBankCard(' ６200-0000 0000\u30000005 ')).toEqual({ ok: true, card: '6200000000000005' });
  });

  it.each([
    ['', 'empty'],
    ['620000000000000', 'length'],
    ['62055000000000000041', 'length'],
    ['6200 0000 0000 000X', 'characters'],
    ['工商银行6200000000000005', 'characters'],
  ])('refuses "%s": %s', (typed, why) => {
    expect(parseBankCard(typed)).toEqual({ ok: false, why });
  });
});

it('stores only bare digits', () => {
  expect(BankCard.safeParse('6200 0000 0000 0005').success).toBe(false);
  expect(BankCard.safeParse('6200000000000006').success).toBe(true);
});
