import * as z from 'zod/mini';
import { Fen } from '#shared/money';
import type { Fields } from '#shared/table/table';
import type { Household } from '#workflows/hardshipAid/rules';

/** What the steps read of an application: the rest of it is for people. */
const Application = z.object({
  idNumber: z.string(),
  ownMonthlyFen: Fen,
  otherAnnualFen: z.optional(Fen),
  members: z.optional(
    z.array(
      z.object({
        idNumber: z.optional(z.string()),
        monthlyIncomeFen: z.optional(Fen),
        employmentOrSchool: z.optional(z.string()),
        isStudent: z.optional(z.boolean()),
      }),
    ),
  ),
  rigidExpenses: z.optional(
    z.array(z.object({ kind: z.enum(['medical', 'education', 'disability', 'care']), amountFen: Fen })),
  ),
  aidTypes: z.array(z.enum(['LIVING', 'MEDICAL', 'EDUCATION'])),
});

const NOTHING = Fen.parse(0);

/** @returns the household as the rules see it, and the identity numbers of everyone in it */
export const householdOf = (application: Fields): { household: Household; idNumbers: readonly string[] } => {
  const {
    idNumber,
    ownMonthlyFen,
    otherAnnualFen,
    members = [],
    rigidExpenses = [],
    aidTypes,
  } = Application.parse(application);
  return {
    idNumbers: [...new Set([idNumber, ...members.flatMap((member) => member.idNumber ?? [])])],
    household: {
      ownMonthlyFen,
      memberMonthlyFen: members.map(({ monthlyIncomeFen }) => monthlyIncomeFen ?? NOTHING),
      otherAnnualFen: otherAnnualFen ?? NOTHING,
      rigidExpenses: rigidExpenses.map(({ kind, amountFen }) => ({ kind, fen: amountFen })),
      students: members.filter(({ isStudent }) => isStudent).length,
      aidTypes,
    },
  };
};
