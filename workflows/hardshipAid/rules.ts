import { add, Fen } from '#shared/money';
import type { Policy } from './policy.ts';

export type Category = 'DEEP' | 'RELATIVE' | 'ACCIDENTAL' | 'NONE';
export type AidType = 'LIVING' | 'MEDICAL' | 'EDUCATION';

/** What the rules need to know of a household. Amounts in fen; income and expenses of one year. */
export type Household = {
  readonly ownMonthlyFen: Fen;
  /** Monthly income of each other member who lives with the applicant. */
  readonly memberMonthlyFen: readonly Fen[];
  readonly otherAnnualFen: Fen;
  readonly rigidExpenses: readonly {
    readonly kind: 'medical' | 'education' | 'disability' | 'care';
    readonly fen: Fen;
  }[];
  readonly students: number;
  readonly aidTypes: readonly AidType[];
};

/** How a category came about, step by step: shown to whoever confirms it, and kept with the case. */
export type Calculation = {
  readonly totalAnnualFen: Fen;
  readonly rigidFen: Fen;
  readonly familySize: number;
  /** Per head and month, after rigid expenses; not below nothing. Rounded down to the fen. */
  readonly netPerCapitaFen: Fen;
  readonly dibaoLineFen: Fen;
  readonly relativeLineFen: Fen;
  /** Rigid expenses as a share of income, in hundredths; without income 100. */
  readonly rigidSharePercent: number;
  readonly category: Category;
  /** The most that may be granted, by kind of aid asked for, and their sum. */
  readonly caps: readonly { readonly aid: AidType; readonly fen: Fen }[];
  readonly capFen: Fen;
};

const MONTHS = 12;
const sum = (amounts: readonly Fen[]): Fen => add(...amounts);

/**
 * Works out what a household is by the policy in force.
 *
 * Net income per head and month = (yearly income − rigid expenses) ÷ 12 ÷ members living together. Deep hardship is
 * below the line; relative hardship is below the line times the factor; hardship by accident is when rigid expenses
 * exceed the share of income. A household exactly at a line is not below it.
 *
 * @see domain rules on identification of workers in hardship; parameters differ by year and place (policy.ts)
 */
export const classify = (household: Household, policy: Policy): Calculation => {
  const { ownMonthlyFen, memberMonthlyFen, otherAnnualFen, rigidExpenses } = household;
  const familySize = memberMonthlyFen.length + 1;
  const totalAnnualFen = Fen.parse(MONTHS * sum([ownMonthlyFen, ...memberMonthlyFen]) + otherAnnualFen);
  const rigidFen = sum(rigidExpenses.map(({ fen }) => fen));
  const netPerCapitaFen = Fen.parse(Math.max(0, Math.floor((totalAnnualFen - rigidFen) / (MONTHS * familySize))));
  const relativeLineFen = Fen.parse(Math.floor((policy.dibaoLineFen * policy.relativeFactorPercent) / 100));
  const rigidSharePercent = totalAnnualFen === 0 ? 100 : Math.floor((rigidFen * 100) / totalAnnualFen);
  const category = ((): Category => {
    if (netPerCapitaFen < policy.dibaoLineFen) return 'DEEP';
    if (netPerCapitaFen < relativeLineFen) return 'RELATIVE';
    return rigidFen > 0 && rigidSharePercent > policy.accidentSharePercent ? 'ACCIDENTAL' : 'NONE';
  })();
  const caps = household.aidTypes.map((aid) => ({ aid, fen: capOf(aid, household, policy, familySize) }));
  return {
    totalAnnualFen,
    rigidFen,
    familySize,
    netPerCapitaFen,
    dibaoLineFen: policy.dibaoLineFen,
    relativeLineFen,
    rigidSharePercent,
    category,
    caps,
    capFen: sum(caps.map(({ fen }) => fen)),
  };
};

/** @see 中央财政专项帮扶资金使用管理办法 (2015): living, medical and study aid each have a ceiling of their own */
const capOf = (aid: AidType, { rigidExpenses, students }: Household, policy: Policy, familySize: number): Fen => {
  const of = (kind: string) => sum(rigidExpenses.filter((each) => each.kind === kind).map(({ fen }) => fen));
  switch (aid) {
    case 'LIVING':
      return Fen.parse(policy.dibaoLineFen * policy.livingCapMonths * familySize);
    case 'MEDICAL':
      return of('medical');
    case 'EDUCATION':
      return Fen.parse(policy.dibaoLineFen * policy.educationCapMonths * students);
  }
};
