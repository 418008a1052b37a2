import { describe, expect, it } from 'vitest';
import { newReturnCode, readReturnCode, showReturnCode } from '#shared/forms/returnCode';
import { seededRandom } from '#test/fakes';

describe('a return code', () => {
  const random = seededRandom('codes');

  it('is read as it is shown, however it is typed', () => {
    const code = newReturnCode(random);
    const shown = showReturnCode(code);
    expect(shown).toMatch(/^[2-9A-HJKMNP-Z]{4}(?:-[2-9A-HJKMNP-Z]{4}){2}$/);
    expect(
      [shown, code, shown.toLowerCase(), ` ${shown.replaceAll('-', ' ')} `, shown.replaceAll('-', '—')].map(
        readReturnCode,
      ),
    ).toEqual(Array.from({ length: 5 }, () => code));
  });

  it.each(['', 'ABCD-EFGH-JKM', 'ABCD-EFGH-JKMNP', 'ABCD-EFGH-JKM0', 'ABCD-EFGH-JKMI', '取件码'])(
    '%j is none',
    (typed) => {
      expect(readReturnCode(typed)).toBeUndefined();
    },
  );

  it('favours no letter', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 2_000; i += 1) {
      for (const letter of newReturnCode(random)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    }
    expect(counts.size).toBe(31);
    const mean = (2_000 * 12) / 31; // 774; five standard deviations are 137
    for (const count of counts.values()) expect(Math.abs(count - mean)).toBeLessThan(137);
  });
});
