import type { Weather } from './host.ts';
import { type Cell, type Outcome, type Peace, type Trouble, underTrouble } from './matrix.ts';

/**
 * Cells that share a play, so that the whole matrix takes an hour rather than a day: never two of one subject. A play
 * that ends otherwise is taken apart until each cell that is to blame has been played alone.
 */
export const companies = (cells: readonly Cell[], size: number): Cell[][] => {
  const open: Cell[][] = [];
  for (const cell of cells) {
    const place = open.find((each) => each.length < size && each.every(({ subject }) => subject !== cell.subject));
    if (place) place.push(cell);
    else open.push([cell]);
  }
  return open;
};

/** Everything of all of them; each is asked of each request, so that it counts as it does alone. */
const merged = (troubles: readonly Trouble[]): Weather => {
  const all = troubles.map(({ weather }) => weather);
  const passage = all.find((each) => each.passage)?.passage;
  const pageOf = all.find((each) => each.pageOf)?.pageOf;
  const lagOf = all.find((each) => each.lagOf)?.lagOf;
  return {
    fate: (sent) => all.map((each) => each.fate?.(sent)).find((fate) => fate !== undefined),
    invoking: (invoke, clock) => all.reduce((inner, { invoking }) => invoking?.(inner, clock) ?? inner, invoke),
    ...(passage && { passage }),
    ...(pageOf && { pageOf }),
    ...(lagOf && { lagOf }),
  };
};

const LONGEST = 300;

export type Found = Outcome & { readonly cell: Cell; readonly plays: number };

/**
 * Plays them together.
 *
 * @param tell is told what was otherwise before a company is taken apart
 * @returns what each of them did; `plays` of the first tells how many that took
 */
export const inCompany = async (
  peace: Peace,
  cells: readonly Cell[],
  tell: (line: string) => void = () => undefined,
): Promise<Found[]> => {
  const begun = cells.flatMap((cell) => {
    const trouble = cell.begin(peace);
    return trouble ? [{ cell, trouble }] : [];
  });
  if (begun.length === 0) return [];
  const troubles = begun.map(({ trouble }) => trouble);
  const { wrong } = await underTrouble(peace, {
    weather: merged(troubles),
    again: () => troubles.reduce((sum, { count }) => sum + count.again, 0),
  });
  if (wrong.length === 0 || begun.length === 1)
    return begun.map(({ cell, trouble }, i) => ({ cell, wrong, met: trouble.count.met, plays: i === 0 ? 1 : 0 }));
  const half = Math.ceil(begun.length / 2);
  tell(`${begun.length} together: ${wrong.join('; ').slice(0, LONGEST)}`);
  const names = begun.map(({ cell }) => cell);
  const [first, ...others] = [
    ...(await inCompany(peace, names.slice(0, half), tell)),
    ...(await inCompany(peace, names.slice(half), tell)),
  ];
  return first ? [{ ...first, plays: first.plays + 1 }, ...others] : [];
};
