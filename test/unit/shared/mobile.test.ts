import { expect, it } from 'vitest';
import { Mobile, parseMobile } from '#shared/people/mobile';

it.each([
  '13800001234',
  '138 0000 1234',
  '138-0000-1234',
  '+86 138 0000 1234',
  '+8613800001234',
  '86-13800001234',
  '0086 13800001234',
  '１３８００００１２３４',
  '\u202a13800001234\u202c',
])('reads "%s"', (typed) => {
  expect(parseMobile(typed)).toEqual({ ok: true, mobile: '13800001234' });
});

it.each(['13000000000', '19999999999', '14500000000', '18612345678'])('takes %s', (mobile) => {
  expect(parseMobile(mobile)).toEqual({ ok: true, mobile });
});

it.each([
  ['', 'empty'],
  ['12800001234', 'prefix'],
  ['02788880000', 'prefix'],
  ['23800001234', 'prefix'],
  ['1380000123', 'length'],
  ['138000012345', 'length'],
  ['+86 1380000123', 'length'],
  ['+852 61234567', 'characters'],
  ['1380000123O', 'characters'],
  ['13800001234/13900001234', 'characters'],
])('refuses "%s": %s', (typed, why) => {
  expect(parseMobile(typed)).toEqual({ ok: false, why });
});

it('stores only the bare 11 digits', () => {
  expect(Mobile.safeParse('+8613800001234').success).toBe(false);
});
