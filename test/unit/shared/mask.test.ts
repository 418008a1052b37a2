import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskBankCard, maskEmail, maskIdNumber, maskMobile, maskName } from '#shared/people/mask';

const digits = (length: number) =>
  fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((list) => list.join(''));

describe('masks', () => {
  it.each([
    ['name', '陈明', '陈*', maskName],
    ['name', ' 陈小明', '陈*', maskName],
    ['name', '欧阳小明', '欧*', maskName],
    ['name', '𠮷田', '𠮷*', maskName],
    ['name', 'Ada Lovelace', 'A*', maskName],
    ['identity number', '429900199001011234', '429***********1234', maskIdNumber],
    ['identity number', '42990019900101123X', '429***********123X', maskIdNumber],
    ['card', '6200000000001234', '**** **** **** 1234', maskBankCard],
    ['card', '6205500000000001234', '**** **** **** 1234', maskBankCard],
    ['mobile', '13800001234', '138****1234', maskMobile],
    ['address', 'chen.ming@example.org', 'c***@example.org', maskEmail],
    ['address', 'c@example.org', 'c***@example.org', maskEmail],
  ])('show the %s %s as %s', (_, value, expected, mask) => {
    expect(mask(value)).toBe(expected);
  });

  it.each([
    ['name', '', '*', maskName],
    ['identity number', '429900900101123', '******************', maskIdNumber],
    ['identity number', '', '******************', maskIdNumber],
    ['card', '620000001234', '**** **** **** ****', maskBankCard],
    ['mobile', '+8613800001234', '***********', maskMobile],
    ['address', 'chen.ming', '***', maskEmail],
    ['address', 'a@b@example.org', '***', maskEmail],
  ])('hide the whole of the %s "%s"', (_, value, expected, mask) => {
    expect(mask(value)).toBe(expected);
  });

  it('never show a birth date or the middle of a card', () => {
    fc.assert(
      fc.property(digits(18), digits(19), (id, card) => {
        expect(maskIdNumber(id)).toMatch(/^\d{3}\*{11}\d{4}$/);
        expect(maskBankCard(card).replaceAll(/\D/g, '')).toHaveLength(4);
      }),
    );
  });
});
