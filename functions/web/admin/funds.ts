import type { Host } from '#shared/host';
import { FundId, fundKey } from '#shared/ledger/budget';

/** What the federation calls its funds, by fund and year: 困难职工帮扶资金 2019. Few, however many the rows. */
export type Drawn = { readonly fund: string; readonly year: number };
export type FundName = (of: Drawn) => string;

/** Rows that are of no fund: money that comes back, and units that are counted. */
const NO_FUNDS: Readonly<Record<string, string>> = { recovery: '清退款', unit: '单位' };

export const fundNames = async ({ table }: Pick<Host, 'table'>, rows: readonly Drawn[]): Promise<FundName> => {
  const keys = new Map(rows.map(({ fund, year }) => [`${fund} ${year}`, { fund, year }]));
  const names = await Promise.all(
    [...keys].map(async ([key, { fund, year }]) => {
      const item = await table.get(fundKey(FundId.parse(fund), year));
      return [key, `${item ? String(item['name']) : (NO_FUNDS[fund] ?? fund)} ${year}`] as const;
    }),
  );
  const known = new Map(names);
  return ({ fund, year }) => known.get(`${fund} ${year}`) ?? `${fund} ${year}`;
};
