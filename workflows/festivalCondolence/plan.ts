import * as z from 'zod/mini';
import { Fen } from '#shared/money';
import { CivilDate } from '#shared/time/civil';

/** What a campaign is, from its plan. None of it is sensitive. */
export const Plan = z.object({
  title: z.string(),
  type: z.enum(['SPRING_FESTIVAL', 'WINTER_WARMTH', 'SUMMER_COOL', 'MODEL_WORKER', 'CHILDREN_DAY', 'OTHER']),
  regime: z.enum(['R1', 'R2']),
  fund: z.string(),
  /** One of the festivals of member welfare, or none. */
  festival: z.string(),
  /** The festival's day, or the day that the campaign is for. */
  day: CivilDate,
  /** Per head. */
  standardFen: Fen,
  headcount: z.int().check(z.gte(1)),
  budgetFen: Fen,
  form: z.enum(['GOODS', 'CASH', 'COUPON']),
  /** What is given, in words: rice, flour, oil. */
  goods: z.optional(z.string()),
  /** Who is visited. */
  targetClasses: z.array(z.string()),
  from: CivilDate,
  to: CivilDate,
  /** Unions that are called for rosters. */
  unions: z.array(z.string()),
  /** Registers whose people must not be left out. */
  registers: z.array(z.string()),
});
export type Plan = z.infer<typeof Plan>;
/** What of a plan stands in the facts of its case: all but the unions, which may be a thousand. */
export const Kept = z.omit(Plan, { unions: true });
export type Kept = z.infer<typeof Kept>;
export type CampaignType = Plan['type'];

/** Children are served through their guardians, and their names are never on a public page. */
export const isForMinors = ({ type }: Pick<Plan, 'type'>): boolean => type === 'CHILDREN_DAY';
export const isCash = ({ form }: Pick<Plan, 'form'>): boolean => form === 'CASH';
