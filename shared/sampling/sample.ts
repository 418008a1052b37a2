import { createHash } from 'node:crypto';

/**
 * Samples for checking by call-back: how many must be asked for a given confidence and margin, who they are, and what
 * their answers say of everybody. The draw follows from its seed alone, so that anybody can repeat it.
 */
export type Precision = {
  /** Per cent. */
  readonly confidence: 90 | 95 | 99;
  /** Per cent, to either side. */
  readonly margin: number;
};

/** How many standard deviations a confidence takes. */
const Z: Readonly<Record<Precision['confidence'], number>> = { 90: 1.645, 95: 1.96, 99: 2.576 };

/** The worst case, half and half, corrected for a finite population: 292 of 1,200 at 95 % and 5 %. Never more than all. */
export const sampleSize = (population: number, { confidence, margin }: Precision): number => {
  if (population <= 0) return 0;
  const without = (Z[confidence] ** 2 * 0.25) / (margin / 100) ** 2;
  return Math.min(population, Math.ceil(without / (1 + (without - 1) / population)));
};

/** Those whose hash with the seed comes first: neither the order in which they are given nor who gives them matters. */
export const draw = (ids: readonly string[], size: number, seed: string): string[] =>
  ids
    .map((id) => ({ id, place: createHash('sha256').update(`${seed}\n${id}`).digest('hex') }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .slice(0, size)
    .map(({ id }) => id);

export type Estimate = { readonly percent: number; readonly margin: number };

/** What a sample says of all: the share that said yes, and how far off it may be at this confidence. */
export const estimate = (
  yes: number,
  asked: number,
  population: number,
  confidence: Precision['confidence'],
): Estimate => {
  if (asked === 0) return { percent: 0, margin: 100 };
  const share = yes / asked;
  const finite = population > 1 ? Math.sqrt((population - asked) / (population - 1)) : 0;
  return { percent: share * 100, margin: Z[confidence] * Math.sqrt((share * (1 - share)) / asked) * finite * 100 };
};
