import * as z from 'zod/mini';
import { type Dated, Days } from '#shared/policy/policy';
import { Fen, yuan } from '#shared/money';
import { CivilDate } from '#shared/time/civil';
import { Occasion } from './spending.ts';

/**
 * Checklist, limits and deadlines of the inspection, by the day from which they hold. Spending is judged by the
 * version in force on its day; a programme keeps the checklist of the day on which it was launched. Amounts in fen per
 * head, shares in hundredths, deadlines in working days.
 */
export const Policy = z.object({
  /** The checks that are asked, in order. */
  checks: z.array(z.string()),
  /** Festivals on which members may be given goods. */
  festivals: z.array(Occasion),
  /** Festival goods per member and year. */
  festivalYearFen: Fen,
  /** The same for enterprise unions with ample funds, which keep proof of it. */
  enterpriseFestivalYearFen: Fen,
  /** The most that each of these occasions allows per head. */
  perHeadFen: z.partialRecord(Occasion, Fen),
  /** Prizes of contests go to at most so many of those who take part. */
  prizeSharePercent: z.int().check(z.gte(1), z.lte(100)),
  /** The least share of the units that is spot-checked. */
  samplePercent: z.int().check(z.gte(1), z.lte(100)),
  /** A zero report of a union with at least so many members is always spot-checked. */
  zeroReportMembers: z.int(),
  hardTimeoutDays: z.int().check(z.gte(30), z.lte(340)),
  days: Days,
});
export type Policy = z.infer<typeof Policy>;

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `C${String(from + i).padStart(2, '0')}`);

/** As a province ruled early in 2018. A federation writes what its own province rules, from the day of that rule. */
export const shipped: readonly Dated<Policy>[] = [
  {
    from: CivilDate.parse('2018-01-01'),
    values: {
      checks: numbered(1, 24),
      festivals: ['newYear', 'springFestival', 'qingming', 'labourDay', 'dragonBoat', 'midAutumn', 'nationalDay'],
      festivalYearFen: yuan(1_200),
      enterpriseFestivalYearFen: yuan(1_500),
      perHeadFen: {
        birthday: yuan(300),
        marriage: yuan(1_000),
        birth: yuan(500),
        hospital: yuan(1_000),
        death: yuan(1_000),
        retirement: yuan(1_000),
      },
      prizeSharePercent: 67,
      samplePercent: 20,
      zeroReportMembers: 200,
      hardTimeoutDays: 200,
      days: {
        launch: 3,
        gathering: 15,
        sampling: 5,
        watch: 21,
        report: 10,
        selfInspection: 15,
        deskReview: 5,
        drawing: 30,
        spotCheck: 10,
        unitReply: 5,
        finding: 3,
        objection: 5,
        reconsideration: 5,
        notice: 3,
        rectification: 30,
        extensionAsked: 3,
        extension: 15,
        recovery: 20,
        instalments: 125,
        verification: 5,
        referral: 5,
        lookBack: 60,
      },
    },
  },
];
