import type { CaseId } from '#shared/ids';
import { recoveredOf, type Row as Entry } from '#shared/recovery/ledger';
import type { Table } from '#shared/table/table';
import type { CivilDate } from '#shared/time/civil';
import { type Row, rowsOf } from './roster.ts';

/**
 * The figures of a programme up to and including a day, each with the rows that it was counted from.
 *
 * Self-inspected: a signed report, zero or not. With problems: at least one finding among those. Rectified: all items
 * closed and nothing outstanding, of those. So each is at most the one before. What was recovered is the sum of the
 * entries of all units, whether they are rectified or not.
 */
export type Figures = {
  readonly units: number;
  readonly reported: number;
  readonly withProblems: number;
  readonly rectified: number;
  readonly recoveredFen: number;
  readonly rows: {
    readonly reported: readonly Row[];
    readonly withProblems: readonly Row[];
    readonly rectified: readonly Row[];
    readonly recovered: readonly Entry[];
  };
};

export const figuresOn = async (table: Table, programme: CaseId, on: CivilDate): Promise<Figures> => {
  const rows = await rowsOf(table, programme);
  const by = (day: CivilDate | undefined) => day !== undefined && day <= on;
  const reported = rows.filter(({ reportedOn }) => by(reportedOn));
  const withProblems = reported.filter(({ findings, foundOn }) => findings > 0 && by(foundOn));
  const rectified = withProblems.filter(({ status, settledOn }) => status === 'RECTIFIED' && by(settledOn));
  // From the units' own records, which lag behind nothing: some of these figures are kept for good.
  const charged = rows.filter(({ dueFen }) => dueFen > 0);
  const entries = await Promise.all(charged.map(({ caseId }) => recoveredOf(table, caseId)));
  const recovered = entries
    .flat()
    .filter((entry) => entry.on <= on)
    .toSorted((a, b) => a.on.localeCompare(b.on));
  return {
    units: rows.length,
    reported: reported.length,
    withProblems: withProblems.length,
    rectified: rectified.length,
    recoveredFen: recovered.reduce((sum, { fen }) => sum + fen, 0),
    rows: { reported, withProblems, rectified, recovered },
  };
};
