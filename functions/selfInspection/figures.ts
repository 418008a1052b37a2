import { getCase } from '#shared/cases/change';
import type { CaseId } from '#shared/ids';
import { recoveredIn, type Row as Entry } from '#shared/recovery/ledger';
import type { Table } from '#shared/table/table';
import type { CivilDate } from '#shared/time/civil';
import { aboutOf } from './programme.ts';
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
  const recovered = await recoveredBy(table, programme, on);
  return {
    units: rows.length,
    reported: reported.length,
    withProblems: withProblems.length,
    rectified: rectified.length,
    recoveredFen: recovered.reduce((sum, { fen }) => sum + fen, 0),
    rows: { reported, withProblems, rectified, recovered },
  };
};

/** Entries month by month since the period that is inspected began: some money comes back before anybody asks for it. */
const recoveredBy = async (table: Table, programme: CaseId, on: CivilDate): Promise<Entry[]> => {
  const { from } = aboutOf(await getCase(table, programme));
  const months = monthsBetween(from.slice(0, 7), on.slice(0, 7));
  const entries = (await Promise.all(months.map((month) => recoveredIn(table, programme, month)))).flat();
  return entries.filter((entry) => entry.on <= on);
};

const monthsBetween = (from: string, to: string): string[] => {
  const months: string[] = [];
  for (let month = from; month <= to; month = after(month)) months.push(month);
  return months;
};
const after = (month: string): string => {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};
