import * as z from 'zod/mini';
import { nothing, ofCase, sharedSteps, type StepContract } from '#shared/contract';

/** The steps of this pipeline that have logic of their own. A file of functions/hardshipAid each. */
export const contract = {
  /** Fixes for the life of the case what may be configured, so that a later change does not turn it on its way. */
  open: {
    input: ofCase,
    output: z.object({ hardTimeoutSeconds: z.int(), dataCheckBeforeNotice: z.boolean(), districtNotice: z.boolean() }),
  },
  /** Works out category and cap by the rules in force, and stores the calculation. */
  classify: { input: ofCase, output: nothing },
  /** Sets the approved amount and reserves it, once per household, programme and year. */
  reserve: {
    input: ofCase,
    output: z.object({ outcome: z.enum(['reserved', 'overCap', 'fundShort', 'alreadyHelped']) }),
  },
  /** Books what has been received; what was cut goes back to the fund. */
  commit: { input: ofCase, output: nothing },
  /** Takes down which account is to be tried in place of the one that the bank refused. */
  noteAccount: { input: ofCase, output: nothing },
  /** Takes up that a second person has confirmed it; another account rests before it is paid to. */
  confirmAccount: { input: ofCase, output: z.object({ outcome: z.enum(['rest', 'pay']) }) },
} satisfies Record<string, StepContract>;

export type Step = keyof typeof contract | keyof typeof sharedSteps;
