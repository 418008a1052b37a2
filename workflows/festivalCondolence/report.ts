import type { Figure, LedgerRow } from '#shared/ledger/rows';
import { addSigned, Fen, formatWan } from '#shared/money';
import type { Text } from '#shared/text';
import type { CampaignType } from './plan.ts';

/**
 * What a half-year report says of condolence: model workers visited, enterprises and workers in the cold season,
 * children on 1 June. People and enterprises are counted from the lines of what was handed out, money from what was
 * paid. 余 stands in the wording alone.
 */
export type CondolenceLedger = {
  readonly delivered: readonly LedgerRow[];
  readonly paid: readonly LedgerRow[];
  /** The type of each campaign, and whether it proved that nobody was left out. */
  readonly campaigns: ReadonlyMap<string, { readonly type: CampaignType; readonly full: boolean }>;
};

const sum = (rows: readonly LedgerRow[]): Fen => Fen.parse(Math.max(0, addSigned(...rows.map(({ fen }) => fen))));
const count = (rows: readonly LedgerRow[]): number => rows.reduce((all, { visit }) => all + (visit?.people ?? 0), 0);

/** `20余家`: full tens and 余; an exact number of tens, and what is below ten, loses nothing. */
export const approximately = (units: number): string =>
  units >= 10 && units % 10 > 0 ? `${units - (units % 10)}余` : `${units}`;

const yuan = (fen: Fen): Text => ({
  zh: formatWan(fen),
  en: `${(fen / 100).toLocaleString('en', { minimumFractionDigits: 2 })} yuan`,
});

export const figures = ({ delivered, paid, campaigns }: CondolenceLedger): readonly Figure[] => {
  const of = (type: CampaignType, rows: readonly LedgerRow[]) =>
    rows.filter(({ caseId }) => campaigns.get(caseId)?.type === type);
  const people = (id: string, zh: string, en: string, type: CampaignType): Figure => {
    const rows = of(type, delivered);
    const value = count(rows);
    return { id, label: { zh, en }, unit: 'people', value, words: { zh: `${value}人`, en: `${value}` }, rows };
  };
  const money = (id: string, zh: string, en: string, type: CampaignType): Figure => {
    const rows = of(type, paid);
    return { id, label: { zh, en }, unit: 'fen', value: sum(rows), words: yuan(sum(rows)), rows };
  };
  const enterprises = of('WINTER_WARMTH', delivered);
  const units = new Set(enterprises.map(({ visit }) => visit?.group)).size;
  return [
    people('B1.people', '走访慰问劳模', 'Model workers visited', 'MODEL_WORKER'),
    money('B1.value', '劳模慰问品价值', 'Goods for model workers', 'MODEL_WORKER'),
    {
      id: 'B2.enterprises',
      label: { zh: '走访慰问企业', en: 'Enterprises visited' },
      unit: 'units',
      value: units,
      words: { zh: `${approximately(units)}家`, en: units >= 10 ? `over ${units - (units % 10)}` : `${units}` },
      rows: enterprises,
    },
    people('B2.people', '慰问一线职工和农民工', 'Workers visited', 'WINTER_WARMTH'),
    money('B2.value', '冬送温暖慰问品价值', 'Goods for workers', 'WINTER_WARMTH'),
    people('B3.people', '慰问困境儿童', 'Children visited', 'CHILDREN_DAY'),
    money('B3.cash', '六一慰问金', 'Money for children', 'CHILDREN_DAY'),
  ];
};

/** The sentence of the half-year report. Full coverage is claimed only where each campaign has proved it. */
export const sentence = (all: readonly Figure[], { campaigns }: Pick<CondolenceLedger, 'campaigns'>): Text => {
  const of = (id: string): Text => all.find((figure) => figure.id === id)?.words ?? { zh: '–', en: '–' };
  const models = [...campaigns.values()].filter(({ type }) => type === 'MODEL_WORKER');
  const full = models.length > 0 && models.every((campaign) => campaign.full);
  return {
    zh:
      `走访慰问劳模${of('B1.people').zh}，发放慰问品价值${of('B1.value').zh}${full ? '，对照名册全覆盖、无遗漏' : ''}；` +
      `冬送温暖走访企业${of('B2.enterprises').zh}，慰问一线职工和农民工${of('B2.people').zh}，慰问品价值${of('B2.value').zh}；` +
      `六一慰问困境儿童${of('B3.people').zh}，发放慰问金${of('B3.cash').zh}。`,
    en:
      `${of('B1.people').en} model workers visited with goods of ${of('B1.value').en}${full ? ', nobody on the register left out' : ''}; ` +
      `${of('B2.enterprises').en} enterprises and ${of('B2.people').en} workers in winter, goods of ${of('B2.value').en}; ` +
      `${of('B3.people').en} children on 1 June, ${of('B3.cash').en} in money.`,
  };
};
