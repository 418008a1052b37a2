import * as z from 'zod/mini';
import { CaseId } from '#shared/ids';
import { SignedFen } from '#shared/money';
import type { Page, Table } from '#shared/table/table';
import type { Text } from '#shared/text';
import { type CivilDate, endOfDay, startOfDay } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';
import type { EntryKind } from './budget.ts';

/** Lines of the ledger for reports: every figure is a sum over rows that it names. */
export const LedgerRow = z.object({
  pk: z.string(),
  sk: z.string(),
  entry: z.enum(['reserve', 'release', 'receive', 'commit', 'pay', 'deliver', 'recover']),
  caseId: CaseId,
  fund: z.string(),
  year: z.number(),
  fen: SignedFen,
  at: Instant,
  /** Of what was handed out: to how many people, who were visited together, and in what kind of campaign. */
  visit: z.optional(z.object({ type: z.string(), group: z.string(), people: z.number() })),
});
export type LedgerRow = z.infer<typeof LedgerRow>;

/** From the first day to the cut-off date, both inclusive. */
export type Period = { readonly from: CivilDate; readonly to: CivilDate };

/** A number of a report in exact units, its official wording, and what it was counted from. */
export type Figure = {
  readonly id: string;
  readonly label: Text;
  readonly unit: 'people' | 'payments' | 'units' | 'fen';
  readonly value: number;
  readonly words: Text;
  readonly rows: readonly LedgerRow[];
};

const months = ({ from, to }: Period): string[] => {
  const found: string[] = [];
  let [year = 0, month = 0] = from.split('-').map(Number);
  for (const last = to.slice(0, 7); ; month === 12 ? ((month = 1), (year += 1)) : (month += 1)) {
    const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (name > last) return found;
    found.push(name);
  }
};

/** The lines of one kind within a period, in the order of time: a query for each month. */
export const ledgerRows = async (
  table: Table,
  pipeline: string,
  kind: EntryKind,
  period: Period,
): Promise<LedgerRow[]> => {
  const [first, end] = [startOfDay(period.from), endOfDay(period.to)];
  const rows: LedgerRow[] = [];
  for (const month of months({ from: period.from, to: period.to })) {
    let cursor: string | undefined;
    do {
      const pk = `LEDGER#${pipeline}#${kind}#${month}`;
      const page: Page = await table.query({
        index: 'month',
        pk,
        limit: 1_000,
        ...(cursor === undefined ? {} : { cursor }),
      });
      rows.push(...page.items.map((item) => LedgerRow.parse(item)).filter(({ at }) => at >= first && at < end));
      cursor = page.cursor;
    } while (cursor !== undefined);
  }
  return rows;
};
