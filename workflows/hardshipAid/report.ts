import type { Figure, LedgerRow } from '#shared/ledger/rows';
import { addSigned, Fen, formatWan } from '#shared/money';
import type { MoneyLedger } from '#shared/pipeline';
import type { Text } from '#shared/text';

const sum = (rows: readonly LedgerRow[]): Fen => Fen.parse(Math.max(0, addSigned(...rows.map(({ fen }) => fen))));

/** Cases for which something remains after corrections. */
const workers = (rows: readonly LedgerRow[]): number =>
  [...Map.groupBy(rows, ({ caseId }) => caseId).values()].filter((some) => sum(some) > 0).length;

const yuan = (fen: Fen): Text => ({
  zh: formatWan(fen),
  en: `${(fen / 100).toLocaleString('en', { minimumFractionDigits: 2 })} yuan`,
});
const people = (count: number): Text => ({ zh: `${count}人`, en: count === 1 ? '1 worker' : `${count} workers` });

/**
 * What a half-year report says of hardship aid: how many workers were helped and with how much, by what was obtained
 * and by what was paid. A case is one worker's and one household's; a correction in the ledger takes back what it
 * reverses. Exact values are kept, and rounded only in the wording.
 */
export const figures = ({ received, paid }: MoneyLedger): readonly Figure[] => {
  const [helped, reached] = [workers(received), workers(paid)];
  const [in_, out] = [sum(received), sum(paid)];
  return [
    {
      id: 'hardship.helped',
      label: { zh: '帮扶困难职工', en: 'Workers helped' },
      unit: 'people',
      value: helped,
      words: people(helped),
      rows: received,
    },
    {
      id: 'hardship.received',
      label: { zh: '争取资金', en: 'Funds obtained' },
      unit: 'fen',
      value: in_,
      words: yuan(in_),
      rows: received,
    },
    {
      id: 'hardship.reached',
      label: { zh: '已领到帮扶资金', en: 'Workers paid' },
      unit: 'people',
      value: reached,
      words: people(reached),
      rows: paid,
    },
    {
      id: 'hardship.paid',
      label: { zh: '发放资金', en: 'Funds paid' },
      unit: 'fen',
      value: out,
      words: yuan(out),
      rows: paid,
    },
  ];
};

/** The sentence for the half-year report. */
export const sentence = (all: readonly Figure[]): Text => {
  const of = (id: string): Text => all.find((figure) => figure.id === id)?.words ?? { zh: '–', en: '–' };
  return {
    zh: `帮扶困难职工${of('hardship.helped').zh}，争取帮扶资金${of('hardship.received').zh}，已发放${of('hardship.paid').zh}。`,
    en: `${of('hardship.helped').en} helped with ${of('hardship.received').en} obtained, ${of('hardship.paid').en} of it paid.`,
  };
};
