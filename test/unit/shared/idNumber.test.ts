import * as fc from 'fast-check';
import { describe as group, expect, it } from 'vitest';
import { describe, IdNumber, parseIdNumber } from '#shared/people/idNumber';

/** The published table of weights, where the code under test multiplies. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
const withCheck = (first17: string) => {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17.charAt(i)), 0);
  return first17 + CHECKS.charAt(sum % 11);
};

/** Invented people: no place has the area code 429900. */
const person = fc
  .record({
    birth: fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
    order: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ birth, order }) => {
    const birthDate = birth.toISOString().slice(0, 10);
    const id = withCheck(`429900${birthDate.replaceAll('-', '')}${String(order).padStart(3, '0')}`);
    return { id, birthDate, sex: order % 2 === 1 ? 'male' : 'female' };
  });
const people = fc.sample(person, { numRuns: 200, seed: 11643 });

group('parseIdNumber', () => {
  it.each(['11010519491231002X', '34052419800101001X'])('takes the published example %s', (id) => {
    expect(parseIdNumber(id)).toEqual({ ok: true, idNumber: id });
    expect(withCheck(id.slice(0, 17))).toBe(id);
  });

  it('takes 200 invented people, and reads their birth date and sex', () => {
    for (const { id, birthDate, sex } of people) {
      expect(parseIdNumber(id)).toEqual({ ok: true, idNumber: id });
      expect(describe(IdNumber.parse(id))).toEqual({ birthDate, sex });
    }
    expect(new Set(people.map(({ id }) => id.at(-1))).size).toBe(11); // every check digit occurs
  });

  it('finds every single mistyped digit, and every two neighbours swapped', () => {
    const mistyped = fc.tuple(person, fc.nat(16), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(mistyped, ([{ id }, at, shift]) => {
        const digit = (Number(id.charAt(at)) + shift) % 10;
        expect(parseIdNumber(id.slice(0, at) + digit + id.slice(at + 1)).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(person, fc.nat(15), ({ id }, at) => {
        fc.pre(id.charAt(at) !== id.charAt(at + 1));
        const swapped = id.slice(0, at) + id.charAt(at + 1) + id.charAt(at) + id.slice(at + 2);
        expect(parseIdNumber(swapped).ok).toBe(false);
      }),
    );
  });

  it.each(['110105 19491231 002x', '110105-1949-1231-002Ｘ', ' １１０１０５19491231002x\u200b'])(
    'tolerates how "%s" is typed',
    (typed) => {
      expect(parseIdNumber(typed)).toEqual({ ok: true, idNumber: '11010519491231002X' });
    },
  );

  it.each([
    ['', 'empty'],
    [' - ', 'empty'],
    ['429900491231002', 'fifteen-digits'],
    ['429900 491231 002', 'fifteen-digits'],
    ['42990049123100X', 'length'],
    ['4299001949123100', 'length'],
    ['4299001949123100211', 'length'],
    ['4299001949123100AX', 'characters'],
    ['X29900194912310021', 'characters'],
    ['029900194912310021', 'characters'],
    ['42990019491231００Y1', 'characters'],
    ['429900194902290021', 'birth-date'],
    ['429900194913010021', 'birth-date'],
    ['429900194900010021', 'birth-date'],
    ['429900190002290021', 'birth-date'],
    ['429900189912310021', 'birth-date'],
  ])('refuses "%s": %s', (typed, why) => {
    expect(parseIdNumber(typed)).toEqual({ ok: false, why });
  });

  it('hands over a number whose check digit alone is wrong, for an explained exception', () => {
    const right = withCheck('42990019491231002');
    const wrong = right.slice(0, 17) + (right.endsWith('5') ? '6' : '5');
    expect(parseIdNumber(wrong)).toEqual({ ok: false, why: 'check-digit', idNumber: wrong });
    expect(IdNumber.safeParse(wrong).success).toBe(true);
  });

  it('knows the leap days that exist', () => {
    expect(parseIdNumber(withCheck('42990020000229001')).ok).toBe(true);
    expect(parseIdNumber(withCheck('42990019000228001')).ok).toBe(true);
  });
});

it('stores only the bare form', () => {
  for (const wrong of ['11010519491231002x', '110105 19491231002X', '110105194902290020', '110105491231002', 1]) {
    expect(IdNumber.safeParse(wrong).success).toBe(false);
  }
});
