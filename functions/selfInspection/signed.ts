import * as z from 'zod/mini';
import { Fen } from '#shared/money';
import { Spending } from '#workflows/selfInspection/spending';
import { Problem } from './findings.ts';

/** 自查报告 as its chair signed it. A zero report is one too: signed, with every check answered. */
export const SignedReport = z.object({
  members: z.int(),
  ampleEnterprise: z.boolean(),
  budgetFen: Fen,
  spending: z.array(Spending),
  /** The answer to every check that was asked. */
  checks: z.record(z.string(), z.enum(['OK', 'PROBLEM', 'NA'])),
  problems: z.array(Problem),
  /** Why a rule's proposal does not hold, where the unit says so. */
  explanation: z.optional(z.string()),
  signedBy: z.string(),
});
export type SignedReport = z.infer<typeof SignedReport>;
