import * as z from 'zod/mini';
import { nothing, ofCase, sharedSteps, type StepContract } from '#shared/contract';

const found = z.object({ outcome: z.enum(['problems', 'none']) });
const more = z.object({ more: z.boolean() });
const waiting = z.extend(ofCase, { task: z.string(), taskToken: z.string() });

/** The steps with logic of their own, of the programme and of a unit's part in it. */
export const contract = {
  /** Opens the parts of the next few units; `more` says whether some are left. */
  issue: { input: ofCase, output: more },
  /** Draws the units of the spot check, and tells the next few whether they are in. */
  draw: { input: ofCase, output: more },
  /** Waits until every unit is settled, or the month is over. */
  watch: { input: waiting, output: nothing },
  /** Keeps the figures of this day for the monthly table and the report. */
  cut: { input: ofCase, output: nothing },

  /** Notes a signed report: problems or zero, late or in time. */
  receive: { input: ofCase, output: nothing },
  /** Waits for the draw, or passes on what it was. */
  awaitDraw: { input: waiting, output: nothing },
  /** Makes findings of what the unit and the spot check say, with clause and amount. */
  propose: { input: ofCase, output: found },
  /** Changes the findings as the review of an objection says. */
  amend: { input: ofCase, output: found },
  /** Opens an item of the problem ledger for each finding, and an account where money has to come back. */
  register: { input: ofCase, output: nothing },
  /** Asks the unit to put right what is open, until the latest deadline of its items. */
  askRectify: { input: waiting, output: nothing },
  /** Moves the deadline of what is open. */
  extend: { input: ofCase, output: nothing },
  /** Says whether money is outstanding. */
  balance: { input: ofCase, output: z.object({ outcome: z.enum(['settled', 'outstanding']) }) },
  /** Notes that the unit has nothing open any more, or says what is left. */
  closeOut: { input: ofCase, output: z.object({ outcome: z.enum(['rectified', 'open']) }) },
  /** Opens again what the look-back found undone. */
  reopen: { input: ofCase, output: nothing },
  /** Notes how the unit stands for good, and tells the programme when nobody is left. */
  settle: {
    input: z.extend(ofCase, { status: z.enum(['NO_PROBLEM', 'RECTIFIED', 'REFERRED']) }),
    output: nothing,
  },
} satisfies Record<string, StepContract>;

export type Step = keyof typeof contract | keyof typeof sharedSteps;
