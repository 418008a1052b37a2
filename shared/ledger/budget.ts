import type { Case } from '#shared/cases/case';
import { casePk } from '#shared/cases/case';
import type { Fen } from '#shared/money';
import type { Write } from '#shared/table/table';
import { civilDate } from '#shared/time/civil';
import type { Instant } from '#shared/time/instant';
import * as z from 'zod/mini';

/**
 * Money of a fund and year: free, reserved for approved cases, committed once it has come, paid. Every move is one
 * conditional addition with its ledger entry in the transaction of the change that causes it, so no interleaving can
 * spend a fen twice. The ledger is append-only; a correction is a reversing entry.
 */
export const FundId = z
  .string()
  .check(z.regex(/^[a-z-]{1,40}$/))
  .brand<'FundId'>();
export type FundId = z.infer<typeof FundId>;

export const Fund = z.object({
  fund: FundId,
  year: z.number(),
  name: z.string(),
  /** The year's whole budget, and where it is. free + reserved + committed + paid = budget at every moment. */
  budgetFen: z.number(),
  freeFen: z.number(),
  reservedFen: z.number(),
  committedFen: z.number(),
  paidFen: z.number(),
});
export type Fund = z.infer<typeof Fund>;

export const fundKey = (fund: FundId, year: number) => ({ pk: `FUND#${fund}#${year}`, sk: 'FUND' });

/** What a case holds of a fund: noted in its facts, so that it can be released without a look-up. */
export const Held = z.object({ fund: FundId, year: z.number(), reservedFen: z.number(), committedFen: z.number() });
export type Held = z.infer<typeof Held>;

export type EntryKind = 'reserve' | 'release' | 'receive' | 'commit' | 'pay' | 'deliver';

/** A line of the ledger, found by its case and by pipeline, kind and month. Written once, never changed. */
const entry = (
  each: Case,
  kind: EntryKind,
  of: { fund: FundId; year: number },
  fen: number,
  at: Instant,
  n: number,
): Write => ({
  put: {
    pk: casePk(each.id),
    sk: `MONEY#${String(each.seq + 1).padStart(10, '0')}.${n}`,
    kind: 'money',
    entry: kind,
    caseId: each.id,
    pipeline: each.pipeline,
    fund: of.fund,
    year: of.year,
    fen,
    at,
    monthPk: `LEDGER#${each.pipeline}#${kind}#${civilDate(at).slice(0, 7)}`,
    monthSk: `${new Date(at).toISOString()}#${each.id}`,
  },
  if: { absent: ['pk'] },
});

type From = 'freeFen' | 'reservedFen' | 'committedFen';
type To = From | 'paidFen';

const move = (of: { fund: FundId; year: number }, from: From, to: To, fen: number): Write => ({
  update: fundKey(of.fund, of.year),
  add: { [from]: -fen, [to]: fen },
  if: { atLeast: { [from]: fen } },
});

/** free → reserved. The transaction fails on the fund's item when less than `fen` is free. */
export const reserve = (each: Case, fund: FundId, year: number, fen: Fen, at: Instant) => ({
  writes: [move({ fund, year }, 'freeFen', 'reservedFen', fen), entry(each, 'reserve', { fund, year }, fen, at, 0)],
  held: { fund, year, reservedFen: fen, committedFen: 0 } satisfies Record<keyof Held, unknown>,
});

/** reserved → committed for what has come; what was cut goes back to free. `received` must not exceed what is reserved. */
export const commit = (each: Case, held: Held, received: Fen, at: Instant) => {
  const cut = held.reservedFen - received;
  if (cut < 0) throw new RangeError(`${each.id}: received ${received} fen, but only ${held.reservedFen} are reserved`);
  const of = { fund: held.fund, year: held.year };
  return {
    writes: [
      {
        update: fundKey(of.fund, of.year),
        add: { reservedFen: -held.reservedFen, committedFen: received, freeFen: cut },
        if: { atLeast: { reservedFen: held.reservedFen } },
      },
      entry(each, 'receive', of, received, at, 0),
      entry(each, 'commit', of, received, at, 1),
      ...(cut > 0 ? [entry(each, 'release', of, cut, at, 2)] : []),
    ] satisfies Write[],
    held: { ...held, reservedFen: 0, committedFen: received },
  };
};

/** committed → paid, all of it. */
export const pay = (each: Case, held: Held, at: Instant) => payPart(each, held, held.committedFen, at);

/** committed → paid, for one of many whom a case pays. */
export const payPart = (each: Case, held: Held, fen: number, at: Instant) => ({
  writes: [move(held, 'committedFen', 'paidFen', fen), entry(each, 'pay', held, fen, at, 0)],
  held: { ...held, committedFen: held.committedFen - fen },
});

/** Whatever a case still holds → free. Nothing when it holds nothing. */
export const release = (each: Case, at: Instant): Write[] => {
  const held = Held.safeParse(each.facts['held']);
  if (!held.success) return [];
  const { reservedFen, committedFen } = held.data;
  const fen = reservedFen + committedFen;
  if (fen === 0) return [];
  return [
    {
      update: fundKey(held.data.fund, held.data.year),
      add: { reservedFen: -reservedFen, committedFen: -committedFen, freeFen: fen },
      if: { atLeast: { reservedFen, committedFen } },
    },
    entry(each, 'release', held.data, fen, at, 0),
  ];
};
