import { type Finding, findingsOf } from '#functions/selfInspection/findings';
import { rowFor, type Row } from '#functions/selfInspection/roster';
import { SignedReport } from '#functions/selfInspection/signed';
import { readForm } from '#shared/cases/forms';
import type { Case } from '#shared/cases/case';
import type { Host } from '#shared/host';
import { type Account, type Booked } from '#shared/recovery/account';
import { accountsOf, entriesOf } from '#shared/recovery/ledger';
import type { Item } from '#shared/register/item';
import { itemsOf } from '#shared/register/register';

/** Everything that is on record of a unit's part: what its pages, the board and the packet tell it from. */
export type Story = {
  readonly each: Case;
  readonly row: Row;
  readonly report: SignedReport | undefined;
  readonly findings: readonly Finding[];
  readonly items: readonly Item[];
  readonly accounts: readonly Account[];
  readonly entries: readonly Booked[];
};

export const storyOf = async (host: Host, each: Case): Promise<Story> => {
  const { table } = host;
  const [row, form, findings, items, accounts, entries] = await Promise.all([
    rowFor(table, each),
    readForm(host, each, 'selfInspection'),
    findingsOf(table, each.id),
    itemsOf(table, each.id),
    accountsOf(table, each.id),
    entriesOf(table, each.id),
  ]);
  return { each, row, report: form && SignedReport.parse(form.values), findings, items, accounts, entries };
};
