import * as z from 'zod/mini';
import type { Case } from '#shared/cases/case';
import { NotFound } from '#shared/faults';
import { CaseId, UnitId } from '#shared/ids';
import { Fen } from '#shared/money';
import { all, type Item, prefix, type Table, type Write } from '#shared/table/table';
import { CivilDate } from '#shared/time/civil';
import { SETTLED, STATUSES } from '#workflows/selfInspection/standing';

/**
 * The units of a programme, a row each: where its part is, how far it is, its money. A row and the programme's totals
 * change in the transaction of the unit's case that causes it, so board, totals and cases never disagree.
 */
export const Row = z.object({
  programme: CaseId,
  unit: UnitId,
  name: z.string(),
  township: UnitId,
  caseId: CaseId,
  status: z.enum(STATUSES),
  members: z.int(),
  reportedOn: z.optional(CivilDate),
  zero: z.boolean(),
  late: z.boolean(),
  returned: z.int(),
  reportedProblems: z.int(),
  drawn: z.optional(z.enum(['late', 'bigZero', 'risk', 'passed'])),
  findings: z.int(),
  /** The day on which its findings were determined. */
  foundOn: z.optional(CivilDate),
  items: z.int(),
  closed: z.int(),
  /** The last day of what it is asked for now. */
  dueOn: z.optional(CivilDate),
  settledOn: z.optional(CivilDate),
  dueFen: Fen,
  recoveredFen: Fen,
  waivedFen: Fen,
  outstandingFen: Fen,
  /** Findings by type of violation. */
  violations: z.record(z.string(), z.int()),
  version: z.int(),
});
export type Row = z.infer<typeof Row>;

export const programmePk = (programme: CaseId) => `PROGRAMME#${programme}`;
export const rowKey = (programme: CaseId, unit: UnitId) => ({ pk: programmePk(programme), sk: `UNIT#${unit}` });
const totalsKey = (programme: CaseId) => ({ pk: programmePk(programme), sk: 'TOTALS' });
export const viewPk = (programme: CaseId, view: string) => `${programmePk(programme)}#${view}`;

const NO_DAY = '9999';
const rowItem = (row: Row): Item => ({
  ...row,
  ...rowKey(row.programme, row.unit),
  kind: 'part',
  districtPk: viewPk(row.programme, row.status),
  districtSk: `${row.dueOn ?? NO_DAY}#${row.unit}`,
  unionPk: viewPk(row.programme, 'all'),
  unionSk: `${SETTLED.includes(row.status) ? NO_DAY : (row.dueOn ?? NO_DAY)}#${row.unit}`,
});

/** What a row counts for in the totals of its programme. */
const counted = (row: Row): Record<string, number> => ({
  units: 1,
  [`status_${row.status}`]: 1,
  ...(SETTLED.includes(row.status) && { settled: 1 }),
  ...(row.reportedOn !== undefined && { reported: 1, ...(row.zero && { zero: 1 }) }),
  ...(row.findings > 0 && { withProblems: 1 }),
  ...(row.drawn !== undefined && row.drawn !== 'passed' && { drawn: 1 }),
  findings: row.findings,
  items: row.items,
  closed: row.closed,
  dueFen: row.dueFen,
  recoveredFen: row.recoveredFen,
  waivedFen: row.waivedFen,
  outstandingFen: row.outstandingFen,
  ...Object.fromEntries(Object.entries(row.violations).map(([type, n]) => [`violation_${type}`, n])),
});

const totalsChange = (programme: CaseId, before: Row | undefined, now: Row): Write => {
  const [was, is] = [before ? counted(before) : {}, counted(now)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const add = Object.fromEntries(
    names.map((name) => [name, (is[name] ?? 0) - (was[name] ?? 0)] as const).filter(([, by]) => by !== 0),
  );
  return { update: totalsKey(programme), add };
};

export const newRow = (row: Omit<Row, 'version'>): Write[] => {
  const first: Row = { ...row, version: 1 };
  return [{ put: rowItem(first), if: { absent: ['pk'] } }, totalsChange(row.programme, undefined, first)];
};

/** Fails when somebody else has changed the row since it was read. */
export const rowChange = (before: Row, change: Partial<Omit<Row, 'programme' | 'unit' | 'version'>>): Write[] => {
  const now: Row = { ...before, ...change, version: before.version + 1 };
  return [{ put: rowItem(now), if: { equal: { version: before.version } } }, totalsChange(now.programme, before, now)];
};

export const findRow = async (table: Table, programme: CaseId, unit: UnitId): Promise<Row | undefined> => {
  const item = await table.get(rowKey(programme, unit));
  return item && Row.parse(item);
};
export const getRow = async (table: Table, programme: CaseId, unit: UnitId): Promise<Row> => {
  const row = await findRow(table, programme, unit);
  if (!row) throw new NotFound(`${unit} has no part in ${programme}`);
  return row;
};

/** The row of a unit's case. A unit that has merged is named by its facts: its successor answers in its place. */
export const rowFor = (table: Table, { union, facts }: Pick<Case, 'union' | 'facts'>): Promise<Row> =>
  getRow(table, CaseId.parse(facts['programme']), UnitId.parse(facts['unit'] ?? union));

/** Every row: for the draw, the report and exports. Boards read a page. */
export const rowsOf = async (table: Table, programme: CaseId): Promise<Row[]> =>
  (await all(table, { pk: programmePk(programme), ...prefix('UNIT#') })).map((item) => Row.parse(item));

const Totals = z.catchall(z.object({ pk: z.string(), sk: z.string() }), z.number());

/** Sums over all units; a name that nothing was counted under stands for 0. */
export const totalsOf = async (table: Table, programme: CaseId): Promise<(name: string) => number> => {
  const item = await table.get(totalsKey(programme));
  const totals: Readonly<Record<string, number | string>> = item ? Totals.parse(item) : {};
  return (name) => Number(totals[name] ?? 0);
};
