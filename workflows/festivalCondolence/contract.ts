import * as z from 'zod/mini';
import { Batch } from '#shared/coverage/cut';
import { nothing, ofCase, sharedSteps, type StepContract } from '#shared/contract';

/** A whole, and the task that each of its parts is. */
const waiting = z.extend(sharedSteps.ask.input, { part: z.enum(['roster', 'visit']) });

/** Which unions have to give accounts, and the task that each is asked by. */
const waitingForAccounts = z.extend(sharedSteps.ask.input, { part: z.enum(['account']) });

/** One batch of a Map; the state that it is handed to does not count, but the one that cut it. */
const ofBatch = z.extend(ofCase, { batch: Batch });
/** A batch as it was cut before it could be of several rosters: a campaign may be amid them. */
const Earlier = z.object({ unit: z.string(), roster: z.string(), from: z.int(), to: z.int() });
const batches = z.array(Batch);

/** The steps of this pipeline that have logic of their own. A file of functions/festivalCondolence each. */
export const contract = {
  /** Weighs the newest plan by the rules in force: who has to approve it, and which way it takes. */
  open: {
    input: ofCase,
    output: z.object({ hardTimeoutSeconds: z.int(), meeting: z.boolean(), cash: z.boolean(), minors: z.boolean() }),
  },
  /** Reserves the approved budget. */
  reserve: { input: ofCase, output: z.object({ outcome: z.enum(['reserved', 'fundShort']) }) },
  /** Asks every union of the plan for its roster, each by a link of its own. */
  call: { input: waiting, output: nothing },
  /** Cuts the rosters in force, and the registers, into batches; takes back places of rosters no longer in force. */
  muster: { input: ofCase, output: z.object({ batches, compared: batches }) },
  /** Makes recipients of a batch: each person once, whoever names them. */
  enlist: { input: z.extend(ofCase, { batch: z.union([Batch, Earlier]) }), output: nothing },
  /** Looks whom of a batch of the registers no roster names. */
  compare: { input: ofBatch, output: nothing },
  /** Adds up what the batches came to: the difference list for whoever confirms the rosters. */
  gather: { input: ofCase, output: nothing },
  /** Commits what was spent or will be paid; the rest of the budget goes back. */
  commit: { input: ofCase, output: nothing },
  /** Looks whether the bank could not pay somebody who can still be tried again. */
  refused: { input: ofCase, output: z.object({ outcome: z.enum(['ask', 'none']) }) },
  /** Asks the unions of those whom the bank could not pay for their accounts. */
  askAccounts: { input: waitingForAccounts, output: nothing },
  /** Makes confirmed accounts payable after their cool-off, and leaves out whoever has none. */
  takeAccounts: { input: ofCase, output: z.object({ outcome: z.enum(['pay', 'nobody']) }) },
  /** Shares the recipients out over the teams, and asks each team leader for their list. */
  dispatch: { input: waiting, output: nothing },
  /** Counts the receipts, and takes back the lists that nobody handed in. */
  tally: { input: ofCase, output: nothing },
  /** Books the purchase as paid once stock and receipts agree. */
  settle: { input: ofCase, output: nothing },
  /** Enters what was handed out into the ledger, and seals what the close-out packet will hold. */
  book: { input: ofCase, output: nothing },
  /** Cuts registers and rosters into batches that are held against what was delivered. */
  lineUp: { input: ofCase, output: z.object({ batches }) },
  /** Holds a batch of them: a part of the proof. */
  hold: { input: ofBatch, output: nothing },
  /** Makes the proof of its parts, of the entry that lined them up. */
  prove: {
    input: z.extend(ofCase, { linedUp: z.optional(z.string()) }),
    output: z.object({ outcome: z.enum(['full', 'gap']) }),
  },
} satisfies Record<string, StepContract>;

export type Step = keyof typeof contract | keyof typeof sharedSteps;
