/**
 * Shares people out over teams so that loads differ by one at most, and those who are visited together stay together:
 * the people stand in the order of their unions and rows, and each team takes the next stretch.
 */
export type Segment = { readonly unit: string; readonly from: number; readonly to: number };
export type Share = { readonly people: number; readonly segments: readonly Segment[] };

/** @param rows the rows of each union that are to be visited, in order */
export const share = (rows: ReadonlyMap<string, readonly number[]>, teams: number): Share[] => {
  const total = [...rows.values()].reduce((sum, some) => sum + some.length, 0);
  const sizes = Array.from({ length: teams }, (_, i) => Math.floor(total / teams) + (i < total % teams ? 1 : 0));
  const stretches = [...rows].map(([unit, some]) => ({ unit, rows: some, next: 0 }));
  let at = 0;
  return sizes.map((people) => {
    const segments: Segment[] = [];
    for (let left = people; left > 0;) {
      const stretch = stretches[at];
      if (!stretch) break;
      const take = stretch.rows.slice(stretch.next, stretch.next + left);
      const [from, to] = [take[0], take.at(-1)];
      if (from !== undefined && to !== undefined) segments.push({ unit: stretch.unit, from, to });
      left -= take.length;
      stretch.next += take.length;
      if (stretch.next >= stretch.rows.length) at += 1;
    }
    return { people, segments };
  });
};
