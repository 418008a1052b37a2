import { expect, it } from 'vitest';
import { bareCode, halfWidth, Lang, say } from '#shared/text';

it('says the words in the language asked for', () => {
  expect(say({ zh: '暖流', en: 'Warm current' }, 'zh')).toBe('暖流');
  expect(say({ zh: '暖流', en: 'Warm current' }, 'en')).toBe('Warm current');
});

it('knows two languages', () => {
  expect(Lang.safeParse('en').success).toBe(true);
  expect(Lang.safeParse('fr').success).toBe(false);
});

it('narrows full-width forms and leaves everything else', () => {
  expect(halfWidth('１２，３．４　Ｘ－！～')).toBe('12,3.4 X-!~');
  expect(halfWidth('陈5²①。￥')).toBe('陈5²①。￥');
});

it('bares a code of what people put between its characters, and of nothing else', () => {
  expect(bareCode(' 4299 00-1990–0101—００１x\u200b\u200e ')).toBe('42990019900101001X');
  expect(bareCode('a.b/c+1')).toBe('A.B/C+1');
});
