import type { Figure, LedgerRow } from '#shared/ledger/rows';
import { Fen, formatWan } from '#shared/money';
import type { Text } from '#shared/text';
import type { CivilDate } from '#shared/time/civil';

/**
 * What a half-year report says of inspections: units that inspected themselves, those with problems, those rectified,
 * each at most the one before; and what came back, over all units. `rows` of units carry no money.
 */
export type InspectionLedger = {
  readonly to: CivilDate;
  readonly reported: readonly LedgerRow[];
  readonly withProblems: readonly LedgerRow[];
  readonly rectified: readonly LedgerRow[];
  readonly recovered: readonly LedgerRow[];
};

const units = (count: number): Text => ({ zh: `${count}家`, en: count === 1 ? '1 unit' : `${count} units` });

export const figures = ({ reported, withProblems, rectified, recovered }: InspectionLedger): readonly Figure[] => {
  const fen = Fen.parse(
    Math.max(
      0,
      recovered.reduce((sum, row) => sum + row.fen, 0),
    ),
  );
  const of = (id: string, label: Text, rows: readonly LedgerRow[]): Figure => ({
    id,
    label,
    unit: 'units',
    value: rows.length,
    words: units(rows.length),
    rows,
  });
  return [
    of('inspection.reported', { zh: '开展自查的单位', en: 'Units that inspected themselves' }, reported),
    of('inspection.withProblems', { zh: '发现问题的单位', en: 'Units with problems' }, withProblems),
    of('inspection.rectified', { zh: '完成整改的单位', en: 'Units rectified' }, rectified),
    {
      id: 'inspection.recovered',
      label: { zh: '清退资金', en: 'Money recovered' },
      unit: 'fen',
      value: fen,
      // Rounded down in the wording alone, which says so.
      words: { zh: formatWan(fen, { approx: true }), en: `${(fen / 100).toLocaleString('en')} yuan` },
      rows: recovered,
    },
  ];
};

export const sentence = (list: readonly Figure[], { to }: Pick<InspectionLedger, 'to'>): Text => {
  const [reported, withProblems, rectified, recovered] = list;
  if (!reported || reported.value === 0) return { zh: '', en: '' };
  const month = Number(to.slice(5, 7));
  return {
    zh: `工会福利专项治理：截至${month}月，${reported.words.zh}单位开展自查，其中${withProblems?.words.zh}发现问题，${rectified?.words.zh}完成整改，清退${recovered?.words.zh}。`,
    en: `Inspections of member welfare, to month ${month}: ${reported.words.en} inspected themselves, ${withProblems?.words.en} had problems, ${rectified?.words.en} are rectified; ${recovered?.words.en} came back.`,
  };
};
