import { rowsOf, type Row } from '#functions/selfInspection/roster';
import { forOfficers, type Visit } from '#functions/web/admin/console';
import { NoSuchPage } from '#functions/web/refusals';
import { download } from '#functions/web/respond';
import { type Cell, toCsv } from '#shared/export/csv';
import { entriesOf } from '#shared/recovery/ledger';
import { deadlineOf } from '#shared/register/item';
import { itemsOf } from '#shared/register/register';
import { type CivilDate, civilDate } from '#shared/time/civil';
import { standing, STANDINGS } from '#workflows/selfInspection/standing';
import { STATES } from '../cards.ts';
import { programmeIn } from './programme.ts';

type Table = readonly (readonly Cell[])[];

/** GET …/export/{what}: the statistical table and both ledgers, for Excel or WPS. */
export const exportTable = forOfficers(async (visit) => {
  const { programme } = await programmeIn(visit);
  const rows = await rowsOf(visit.host.table, programme.id);
  const today = civilDate(visit.host.clock.now());
  const tables: Readonly<Record<string, () => Promise<Table>>> = {
    units: async () => unitsTable(visit, rows, today),
    items: () => itemsTable(visit, rows),
    recovery: () => recoveryTable(visit, rows),
  };
  const what = visit.request.params['what'] ?? '';
  const made = tables[what];
  if (!made) throw new NoSuchPage('No such table');
  return download(`${programme.id}-${what}-${today}.csv`, 'text/csv; charset=utf-8', toCsv(await made()));
});

const heads = ({ lang }: Pick<Visit, 'lang'>, zh: string, en: string): string[] =>
  lang === 'zh' ? zh.split('、') : en.split(', ');

export const unitsTable = (visit: Pick<Visit, 'lang' | 't'>, rows: readonly Row[], today: CivilDate): Table => [
  heads(
    visit,
    '单位、状态、上报日期、零报告、逾期、抽查、问题、台账项、已销号、应清退、已清退、已减免、尚欠',
    'Unit, Status, Reported, Zero report, Late, Spot check, Findings, Items, Closed, Due, Recovered, Waived, Outstanding',
  ),
  ...rows.map((row): Cell[] => [
    row.name,
    visit.t(STANDINGS[standing(row, today)]),
    row.reportedOn,
    row.reportedOn === undefined ? undefined : yes(visit, row.zero),
    yes(visit, row.late || standing(row, today) === 'LATE'),
    row.drawn === undefined ? undefined : yes(visit, row.drawn !== 'passed'),
    row.findings,
    row.items,
    row.closed,
    { fen: row.dueFen },
    { fen: row.recoveredFen },
    { fen: row.waivedFen },
    { fen: row.outstandingFen },
  ]),
];
const yes = ({ t }: Pick<Visit, 't'>, it: boolean): string =>
  it ? t({ zh: '是', en: 'yes' }) : t({ zh: '否', en: 'no' });

const withFindings = (rows: readonly Row[]) => rows.filter(({ items }) => items > 0);

export const itemsTable = async (visit: Pick<Visit, 'lang' | 't' | 'host'>, rows: readonly Row[]): Promise<Table> => {
  const found = await Promise.all(
    withFindings(rows).map(async (row) => ({ row, items: await itemsOf(visit.host.table, row.caseId) })),
  );
  return [
    heads(
      visit,
      '编号、单位、对照、问题、原因、措施、责任人、期限、是否延期、进度、状态、销号次数、关联',
      'No., Unit, Check, Problem, Cause, Measure, Owner, Deadline, Extended, Progress, State, Closings, Repeats',
    ),
    ...found.flatMap(({ row, items }) =>
      items.map((item): Cell[] => [
        item.no,
        row.name,
        item.check,
        item.problem,
        item.cause,
        item.measure,
        item.owner,
        deadlineOf(item),
        yes(visit, item.extendedTo !== undefined),
        item.progress,
        visit.t(STATES[item.status]),
        item.closings.length,
        item.repeatOf,
      ]),
    ),
  ];
};

export const recoveryTable = async (
  visit: Pick<Visit, 'lang' | 't' | 'host'>,
  rows: readonly Row[],
): Promise<Table> => {
  const found = await Promise.all(
    withFindings(rows).map(async (row) => ({ row, entries: await entriesOf(visit.host.table, row.caseId) })),
  );
  return [
    heads(visit, '编号、单位、事项、日期、凭据、金额', 'Entry, Unit, What, Date, Paper, Amount'),
    ...found.flatMap(({ row, entries }) =>
      entries.map((entry): Cell[] => [
        `${entry.item}/${entry.n}`,
        row.name,
        entry.kind === 'reverse' ? `reverse ${entry.item}/${entry.of}` : entry.kind,
        entry.on,
        entry.receiptNo ?? entry.minutesNo,
        { fen: entry.fen },
      ]),
    ),
  ];
};
