import * as z from 'zod/mini';
import { Refusal } from '#shared/faults';
import { CaseId } from '#shared/ids';
import { Fen } from '#shared/money';

/**
 * 追缴台账, the recovery ledger: money that has to come back for a finding. At every moment
 * due = recovered + waived + outstanding. Entries are never changed; a mistake is taken back by a reversing entry.
 * Used by self-inspection, and by whoever else has to recover money.
 */
export const Account = z.object({
  /** The problem that it belongs to: ZG-2019-001. One account each. */
  item: z.string(),
  caseId: CaseId,
  /** The programme whose figures it counts in. */
  programme: z.string(),
  dueFen: Fen,
  recoveredFen: Fen,
  waivedFen: Fen,
  outstandingFen: Fen,
  /** How many entries it has: the condition of the next one. */
  entries: z.int(),
});
export type Account = z.infer<typeof Account>;

/** What can happen to it. Free words stay out: who pays is told by a code, notices and papers hold the name. */
export type Move =
  /** More is due: a finding was determined. */
  | { readonly kind: 'charge'; readonly fen: Fen }
  /** Money has come, with its receipt. */
  | {
      readonly kind: 'recover';
      readonly fen: Fen;
      readonly receiptNo: string;
      readonly on: string;
      readonly to: Destination;
    }
  /** What a meeting has decided not to ask for: never without its minutes. */
  | { readonly kind: 'waive'; readonly fen: Fen; readonly minutesNo: string; readonly on: string }
  /** Takes an earlier entry back. */
  | { readonly kind: 'reverse'; readonly of: Booked };

export const Destination = z.enum(['unionAccount', 'treasury']);
export type Destination = z.infer<typeof Destination>;

/** An entry as it stands in the ledger. `fen` of a reversal is that of the entry that it takes back. */
export const Booked = z.object({
  item: z.string(),
  n: z.int(),
  kind: z.enum(['charge', 'recover', 'waive', 'reverse']),
  fen: Fen,
  receiptNo: z.optional(z.string()),
  minutesNo: z.optional(z.string()),
  on: z.optional(z.string()),
  to: z.optional(Destination),
  /** For a reversal: which entry it takes back, and what that was. */
  of: z.optional(z.int()),
  ofKind: z.optional(z.enum(['charge', 'recover', 'waive'])),
});
export type Booked = z.infer<typeof Booked>;

/** More than is outstanding: the rest would belong to nobody. */
export class OverRecovery extends Refusal {
  override readonly name = 'OverRecovery';
  readonly status = 409;
}

/** Nobody may let money go without the minutes of the meeting that decided it. */
export class WaiverNeedsMinutes extends Refusal {
  override readonly name = 'WaiverNeedsMinutes';
  readonly status = 400;
}

/** An entry is taken back once, and a reversal not at all. */
export class CannotReverse extends Refusal {
  override readonly name = 'CannotReverse';
  readonly status = 409;
}

/** This receipt, or these minutes, have been booked for this problem. */
export class PaperBooked extends Refusal {
  override readonly name = 'PaperBooked';
  readonly status = 409;
}

const fen = (value: number): Fen => Fen.parse(value);

const outstandingAtLeast = ({ item, outstandingFen }: Account, amount: Fen): void => {
  if (amount > outstandingFen) throw new OverRecovery(`${item}: ${amount} fen, but only ${outstandingFen} outstanding`);
};

/** @throws {OverRecovery} {WaiverNeedsMinutes} {CannotReverse} {RangeError} for an amount of nothing */
export const after = (account: Account, move: Move): Account => {
  const next = { ...account, entries: account.entries + 1 };
  const amount = move.kind === 'reverse' ? move.of.fen : move.fen;
  if (amount === 0) throw new RangeError(`${account.item}: an entry of nothing`);
  const { dueFen, recoveredFen, waivedFen, outstandingFen } = account;
  switch (move.kind) {
    case 'charge':
      return { ...next, dueFen: fen(dueFen + amount), outstandingFen: fen(outstandingFen + amount) };
    case 'recover':
      outstandingAtLeast(account, amount);
      return { ...next, recoveredFen: fen(recoveredFen + amount), outstandingFen: fen(outstandingFen - amount) };
    case 'waive':
      if (move.minutesNo.trim() === '') throw new WaiverNeedsMinutes(account.item);
      outstandingAtLeast(account, amount);
      return { ...next, waivedFen: fen(waivedFen + amount), outstandingFen: fen(outstandingFen - amount) };
    case 'reverse':
      return reversed(account, next, move.of);
  }
};

const reversed = (account: Account, next: Account, { item, kind, fen: amount }: Booked): Account => {
  if (item !== account.item || kind === 'reverse') throw new CannotReverse(`${account.item}: not an entry to reverse`);
  const { dueFen, recoveredFen, waivedFen, outstandingFen } = account;
  if (kind === 'charge') {
    // What has come or was waived stays due: it is taken back first.
    outstandingAtLeast(account, amount);
    return { ...next, dueFen: fen(dueFen - amount), outstandingFen: fen(outstandingFen - amount) };
  }
  const back = { ...next, outstandingFen: fen(outstandingFen + amount) };
  return kind === 'recover'
    ? { ...back, recoveredFen: fen(recoveredFen - amount) }
    : { ...back, waivedFen: fen(waivedFen - amount) };
};

export const balances = ({ dueFen, recoveredFen, waivedFen, outstandingFen }: Account): boolean =>
  dueFen === recoveredFen + waivedFen + outstandingFen;
