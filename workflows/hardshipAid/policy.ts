import * as z from 'zod/mini';
import { type Dated, Days } from '#shared/policy/policy';
import { Fen, yuan } from '#shared/money';
import { CivilDate } from '#shared/time/civil';

/**
 * The limits, standards and deadlines of hardship aid, by the day from which they hold. Rows of the federation replace
 * them field by field. Amounts in fen, shares in hundredths, deadlines in working days.
 */
export const Policy = z.object({
  /** The minimum living standard of the area, per head and month. @see 困难职工认定标准: deep hardship is below it */
  dibaoLineFen: Fen,
  /** Relative hardship reaches up to the line times this; 150 is 1.5 times. Places use 150 to 300. */
  relativeFactorPercent: z.int().check(z.gte(100), z.lte(300)),
  /** Hardship by accident: rigid expenses above this share of the year's income. Places use 50 to 80. */
  accidentSharePercent: z.int().check(z.gte(1), z.lte(100)),
  /** Living aid is at most so many months of the line for the household. @see 中央财政专项帮扶资金使用管理办法 (2015) */
  livingCapMonths: z.int().check(z.gte(1), z.lte(12)),
  /** Study aid is at most so many months of basic living cost per student and year. */
  educationCapMonths: z.int().check(z.gte(1), z.lte(12)),
  /** The fund that pays. */
  fund: z.string(),
  dataCheckBeforeNotice: z.boolean(),
  districtNotice: z.boolean(),
  /** After so long even a waiting state asks again; never an answer, only a safeguard against a lost token. */
  hardTimeoutDays: z.int().check(z.gte(30), z.lte(340)),
  days: Days,
});
export type Policy = z.infer<typeof Policy>;

/** Shipped for a first try. The line and the factor are examples: every federation sets its own for the year. */
export const shipped: readonly Dated<Policy>[] = [
  {
    from: CivilDate.parse('2018-01-01'),
    values: {
      dibaoLineFen: yuan(690),
      relativeFactorPercent: 150,
      accidentSharePercent: 50,
      livingCapMonths: 12,
      educationCapMonths: 10,
      fund: 'hardship',
      dataCheckBeforeNotice: false,
      districtNotice: false,
      hardTimeoutDays: 200,
      days: {
        acceptance: 2,
        unionReview: 5,
        homeSurvey: 5,
        democraticReview: 3,
        notice: 5,
        noticeRecord: 2,
        townshipReview: 3,
        dataCheck: 15,
        hearing: 5,
        classification: 2,
        districtReview: 3,
        meetingDecision: 10,
        objection: 10,
        reportUp: 20,
        funding: 20,
        payment: 5,
        otherCard: 10,
        accountCheck: 3,
        coolOff: 1,
        unpaid: 5,
        followUp: 125,
        correction: 10,
        appeal: 10,
        appealReview: 15,
      },
    },
  },
];
