import type { Host } from '#shared/host';
import { CaseId } from '#shared/ids';
import { LedgerRow, type Period } from '#shared/ledger/rows';
import { all } from '#shared/table/table';
import { CivilDate, startOfDay, yearOf } from '#shared/time/civil';
import type { InspectionLedger } from '#workflows/selfInspection/report';
import { figuresOn } from './figures.ts';
import { PROGRAMMES } from './programme.ts';
import { programmePk, type Row } from './roster.ts';

/** The figures of a period over all programmes: reports signed, problems found, units settled, money come within it. */
export const inspectionsOn = async (
  { table }: Pick<Host, 'table'>,
  { from, to }: Period,
): Promise<InspectionLedger> => {
  const programmes = await all(table, { pk: PROGRAMMES, to: `${to}~` });
  const found = await Promise.all(programmes.map(({ id }) => figuresOn(table, CaseId.parse(id), to)));
  const rows = (
    pick: (one: (typeof found)[number]['rows']) => readonly Row[],
    on: (row: Row) => CivilDate | undefined,
  ) =>
    found
      .flatMap((one) => pick(one.rows).filter((row) => (on(row) ?? '') >= from))
      .map((row) => unitRow(row, on(row) ?? to));
  return {
    to,
    reported: rows(
      ({ reported }) => reported,
      ({ reportedOn }) => reportedOn,
    ),
    // Of those, so that each figure is at most the one before, whatever the day on which a problem was determined.
    withProblems: rows(
      ({ withProblems }) => withProblems,
      ({ reportedOn }) => reportedOn,
    ),
    rectified: rows(
      ({ rectified }) => rectified,
      ({ reportedOn }) => reportedOn,
    ),
    recovered: found
      .flatMap((one) => one.rows.recovered)
      .filter(({ on }) => on >= from)
      .map(({ pk, sk, on, fen }) => ledgerRow({ pk, sk, caseId: pk.replace('CASE#', ''), on, fen, fund: 'recovery' })),
  };
};

const unitRow = ({ programme, unit, caseId }: Row, on: CivilDate): LedgerRow =>
  ledgerRow({ pk: programmePk(programme), sk: `UNIT#${unit}`, caseId, on, fen: 0, fund: 'unit' });

const ledgerRow = ({
  on,
  ...row
}: {
  pk: string;
  sk: string;
  caseId: string;
  on: string;
  fen: number;
  fund: string;
}) => {
  const day = CivilDate.parse(on);
  return LedgerRow.parse({ ...row, entry: 'recover', year: yearOf(day), at: startOfDay(day) });
};
