import * as z from 'zod/mini';
import { Fen, yuan } from '#shared/money';
import { type Dated, Days } from '#shared/policy/policy';
import { CivilDate } from '#shared/time/civil';

/**
 * Limits and deadlines of condolence campaigns, by the day from which they hold. Amounts in fen, deadlines in working
 * days. Rows of the federation replace them field by field.
 */
export const Policy = z.object({
  /** Which regime a fund belongs to. Member welfare and federation-level condolence never draw on the same fund. */
  funds: z.array(z.object({ fund: z.string(), regime: z.enum(['R1', 'R2']) })),
  /** Member welfare: festivals on which a grassroots union may give to all members, and the most per member and year. */
  festivals: z.array(z.string()),
  memberYearCapFen: Fen,
  /** From this amount on the meeting decides after the vice chair. An amount exactly at it goes to the meeting. */
  meetingFromFen: Fen,
  /** Below this age somebody is a minor here: guardian, consent, and no public notice. */
  minorBelow: z.int(),
  /** How many quotes a purchase needs. */
  quotes: z.int(),
  hardTimeoutDays: z.int().check(z.gte(30), z.lte(340)),
  /** A notice runs for five full working days at least, whatever a federation sets. */
  days: Days.check(z.refine(({ notice = 0 }) => notice >= 5, 'a notice runs for 5 working days or more')),
});
export type Policy = z.infer<typeof Policy>;

/**
 * Shipped for a first try. The yearly cap is the Hubei figure of 2018 for member welfare (1,200 yuan; enterprise unions
 * with ample funds may set 1,500): every federation sets the rule of its own province.
 *
 * @see 《基层工会经费收支管理办法》(总工办发〔2017〕32号): goods, no cash or shopping cards, statutory festivals
 */
export const shipped: readonly Dated<Policy>[] = [
  {
    from: CivilDate.parse('2018-01-01'),
    values: {
      funds: [
        { fund: 'warmth', regime: 'R2' },
        { fund: 'model-workers', regime: 'R2' },
        { fund: 'women-children', regime: 'R2' },
        { fund: 'hardship', regime: 'R2' },
        { fund: 'member-welfare', regime: 'R1' },
      ],
      festivals: ['NEW_YEAR', 'SPRING', 'QINGMING', 'LABOUR', 'DRAGON_BOAT', 'MID_AUTUMN', 'NATIONAL'],
      memberYearCapFen: yuan(1_200),
      meetingFromFen: yuan(50_000),
      minorBelow: 14,
      quotes: 3,
      hardTimeoutDays: 200,
      days: {
        planApproval: 3,
        planMeeting: 3,
        planRevision: 5,
        rosters: 5,
        roster: 5,
        rosterCheck: 3,
        notice: 5,
        internalPosting: 2,
        noticeConfirm: 2,
        objection: 10,
        procurement: 10,
        acceptance: 5,
        payment: 5,
        accounts: 5,
        account: 5,
        accountCheck: 3,
        coolOff: 1,
        visitPlan: 3,
        visits: 15,
        visit: 15,
        reconcile: 5,
        gapExplanation: 5,
        closing: 10,
      },
    },
  },
];
