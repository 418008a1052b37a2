import { PRICED, type Priced, prices } from './prices.ts';

/** Counts what is charged for, each by what it was for: a kind of item, an index, a function. */
export type Tally = {
  add(what: Priced, count: number, of: string): void;
  total(what: Priced): number;
  /** By what it was for, the largest first. */
  parts(what: Priced): readonly (readonly [of: string, count: number])[];
  clear(): void;
  /** Adds what another has counted. */
  take(other: Pick<Tally, 'parts'>): void;
};

export const openTally = (): Tally => {
  const counts = new Map<Priced, Map<string, number>>();
  const add: Tally['add'] = (what, count, of) => {
    const parts = counts.get(what) ?? new Map<string, number>();
    counts.set(what, parts.set(of, (parts.get(of) ?? 0) + count));
  };
  return {
    add,
    total: (what) => [...(counts.get(what)?.values() ?? [])].reduce((sum, count) => sum + count, 0),
    parts: (what) => [...(counts.get(what) ?? [])].toSorted(([, a], [, b]) => b - a),
    clear: () => counts.clear(),
    take: (other) => {
      for (const what of PRICED) for (const [of, count] of other.parts(what)) add(what, count, of);
    },
  };
};

const MILLION = 1_000_000;

export const usd = (what: Priced, count: number): number => (count * prices.perMillion[what].usd) / MILLION;

export type BillLine = { readonly what: Priced; readonly count: number; readonly usd: number };

/** What the counted costs by the price file, in its order; nothing that was not used. */
export const bill = (tally: Pick<Tally, 'total'>): BillLine[] =>
  PRICED.map((what) => ({ what, count: tally.total(what), usd: usd(what, tally.total(what)) })).filter(
    ({ count }) => count > 0,
  );

export const sumOf = (lines: readonly BillLine[], without: readonly Priced[] = []): number =>
  lines.reduce((sum, line) => (without.includes(line.what) ? sum : sum + line.usd), 0);
