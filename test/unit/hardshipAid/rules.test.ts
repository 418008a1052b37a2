import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fen } from '#shared/money';
import { inForce } from '#shared/policy/policy';
import { CivilDate } from '#shared/time/civil';
import { shipped } from '#workflows/hardshipAid/policy';
import { classify, type Household } from '#workflows/hardshipAid/rules';

const { values: policy } = inForce(shipped, CivilDate.parse('2019-03-01'));
const fen = (amount: number) => Fen.parse(amount);
const household = (over: Partial<Household> = {}): Household => ({
  ownMonthlyFen: fen(0),
  memberMonthlyFen: [],
  otherAnnualFen: fen(0),
  rigidExpenses: [],
  students: 0,
  aidTypes: ['LIVING'],
  ...over,
});

describe('classify', () => {
  it.each([
    { ownMonthlyFen: 68_999, category: 'DEEP' },
    { ownMonthlyFen: 69_000, category: 'RELATIVE' },
    { ownMonthlyFen: 103_499, category: 'RELATIVE' },
    { ownMonthlyFen: 103_500, category: 'NONE' },
  ])('finds $category for one person with $ownMonthlyFen fen a month: exactly at a line is not below it', (row) => {
    expect(classify(household({ ownMonthlyFen: fen(row.ownMonthlyFen) }), policy).category).toBe(row.category);
  });

  it('takes rigid expenses off the income before it is shared among the members', () => {
    const result = classify(
      household({
        ownMonthlyFen: fen(250_000),
        memberMonthlyFen: [fen(100_000), fen(0)],
        otherAnnualFen: fen(60_000),
        rigidExpenses: [{ kind: 'medical', fen: fen(1_260_000) }],
      }),
      policy,
    );
    // (12 × 3,500 + 600 − 12,600) ÷ 12 ÷ 3 yuan
    expect(result).toMatchObject({
      totalAnnualFen: 4_260_000,
      familySize: 3,
      netPerCapitaFen: 83_333,
      category: 'RELATIVE',
    });
  });

  it.each([
    { medical: 1_200_000, category: 'NONE' },
    { medical: 1_224_000, category: 'ACCIDENTAL' },
  ])('finds $category when rigid expenses of $medical fen meet an income of 24,000 yuan and a half counts', (row) => {
    const result = classify(
      household({ ownMonthlyFen: fen(200_000), rigidExpenses: [{ kind: 'medical', fen: fen(row.medical) }] }),
      { ...policy, dibaoLineFen: fen(30_000), relativeFactorPercent: 100 },
    );
    expect(result.category).toBe(row.category);
  });

  it('counts a household without income as one whose expenses are all of it', () => {
    expect(classify(household(), policy)).toMatchObject({
      netPerCapitaFen: 0,
      rigidSharePercent: 100,
      category: 'DEEP',
    });
  });

  it('caps living aid by the household, medical aid by what was paid, study aid by the student', () => {
    const { caps, capFen } = classify(
      household({
        memberMonthlyFen: [fen(0), fen(0)],
        rigidExpenses: [
          { kind: 'medical', fen: fen(500_000) },
          { kind: 'care', fen: fen(100_000) },
        ],
        students: 1,
        aidTypes: ['LIVING', 'MEDICAL', 'EDUCATION'],
      }),
      policy,
    );
    expect(caps.map((cap) => cap.fen)).toEqual([69_000 * 12 * 3, 500_000, 69_000 * 10]);
    expect(capFen).toBe(69_000 * 36 + 500_000 + 690_000);
  });

  it('never finds a poorer household better off', () => {
    const rank = { DEEP: 0, RELATIVE: 1, ACCIDENTAL: 2, NONE: 3 };
    const amount = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(amount, amount, amount, (own, less, members) => {
        const richer = household({ ownMonthlyFen: fen(own + less), memberMonthlyFen: [fen(members)] });
        const poorer = { ...richer, ownMonthlyFen: fen(own) };
        expect(rank[classify(poorer, policy).category]).toBeLessThanOrEqual(rank[classify(richer, policy).category]);
      }),
    );
  });
});
