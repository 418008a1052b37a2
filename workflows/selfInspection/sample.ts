/** Whom the spot check visits: nobody can say that it fell on them by favour. */
export type Candidate = {
  readonly unit: string;
  readonly members: number;
  /** Has not answered by the end of the self-inspection. */
  readonly late: boolean;
  readonly zeroReport: boolean;
  /** What speaks for a visit: problems reported, amounts, returns of the report. Higher is more. */
  readonly risk: number;
  /** Drawn once for each unit by the programme's seed: decides where risk is equal. */
  readonly lot: string;
};
export type Reason = 'late' | 'bigZero' | 'risk';
export type Picked = { readonly unit: string; readonly reason: Reason };

/**
 * All who are late, all zero reports of big unions, and then by risk, until at least `percent` of all units are in.
 * Equal risk is decided by lot, so that also a quiet unit may be visited.
 */
export const sample = (
  units: readonly Candidate[],
  { percent, zeroReportMembers }: { readonly percent: number; readonly zeroReportMembers: number },
): Picked[] => {
  const must: Picked[] = units.flatMap(({ unit, late, zeroReport, members }): Picked[] => {
    if (late) return [{ unit, reason: 'late' }];
    return zeroReport && members >= zeroReportMembers ? [{ unit, reason: 'bigZero' }] : [];
  });
  const taken = new Set(must.map(({ unit }) => unit));
  const wanted = Math.ceil((units.length * percent) / 100) - must.length;
  const ranked = units
    .filter(({ unit }) => !taken.has(unit))
    .toSorted((a, b) => b.risk - a.risk || (a.lot < b.lot ? -1 : 1))
    .slice(0, Math.max(0, wanted));
  return [...must, ...ranked.map(({ unit }) => ({ unit, reason: 'risk' as const }))];
};
