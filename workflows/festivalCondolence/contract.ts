import * as z from 'zod/mini';
import { nothing, ofCase, sharedSteps, type StepContract } from '#shared/contract';

/** A whole, and the task that each of its parts is. */
const waiting = z.extend(sharedSteps.ask.input, { part: z.enum(['roster', 'visit']) });

/** Which unions have to give accounts, and the task that each is asked by. */
const waitingForAccounts = z.extend(sharedSteps.ask.input, { part: z.enum(['account']) });

/** A stretch of a union's roster, by its rows. */
export const Batch = z.object({ unit: z.string(), roster: z.string(), from: z.int(), to: z.int() });
export type Batch = z.infer<typeof Batch>;

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
  /** Cuts the rosters that are in force into batches, and takes back the places of those that no longer are. */
  muster: { input: ofCase, output: z.object({ batches: z.array(Batch) }) },
  /** Makes recipients of a batch: each person once, whoever names them. */
  enlist: { input: z.extend(ofCase, { batch: Batch }), output: nothing },
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
  /** Holds registers and rosters against what was delivered. */
  prove: { input: ofCase, output: z.object({ outcome: z.enum(['full', 'gap']) }) },
} satisfies Record<string, StepContract>;

export type Step = keyof typeof contract | keyof typeof sharedSteps;
