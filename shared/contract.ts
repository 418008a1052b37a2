import * as z from 'zod/mini';
import { CaseId } from '#shared/ids';

/** What goes into a step and what comes out: the only things that a state machine and a handler know of each other. */
export type StepContract<I extends z.ZodMiniType = z.ZodMiniType, O extends z.ZodMiniType = z.ZodMiniType> = {
  readonly input: I;
  readonly output: O;
};

/** `entered` is the entry of the state that a step works for: done once for each, however often it is attempted. */
const OfCase = z.object({ caseId: CaseId, entered: z.string() });
/** `straight` is the answer that ends the state; every other one ends it with an error that the machine catches. */
const Waiting = z.extend(OfCase, { task: z.string(), taskToken: z.string(), straight: z.optional(z.string()) });
const Nothing = z.object({});

/** The steps that every pipeline may name in its machine. */
export const sharedSteps = {
  /** Opens a case, and fixes for its life what a wait takes at most. */
  begin: { input: OfCase, output: z.object({ hardTimeoutSeconds: z.int() }) },
  /** Opens a task and waits for its answer. */
  ask: { input: Waiting, output: Nothing },
  /** Puts up a public notice and waits for its end or an objection. */
  notice: { input: z.extend(Waiting, { scope: z.enum(['union', 'district', 'internal']) }), output: Nothing },
  /** Ends a case, releases what is still reserved for it and tells the applicant. */
  close: { input: z.extend(OfCase, { end: z.string() }), output: Nothing },
} satisfies Record<string, StepContract>;

export const ofCase = OfCase;
export const nothing = Nothing;
