import { getCase } from '#shared/cases/change';
import { parseCsv, toCsv } from '#shared/export/csv';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { fundKey, FundId } from '#shared/ledger/budget';
import { readBankFile } from '#shared/payments/bankFile';
import type { Batch } from '#shared/payments/batches';
import { sealedIn } from '#shared/pipeline';
import { all, prefix } from '#shared/table/table';
import { hardshipAid } from '#workflows/hardshipAid/index';
import { cashier } from './world.ts';

/** What a bank would answer to a batch, and what became of it. */
export const HEAD = ['指令号', '户名', '账号', '金额（元）', '状态', '失败原因'];
export type Answer = readonly [
  instruction: string,
  holder: string,
  card: string,
  yuan: string,
  result: string,
  reason: string,
];

/** What the bank would answer to a batch if all went well. */
export const answers = async (host: Host, batch: Batch): Promise<Answer[]> =>
  parseCsv(await readBankFile(host, batch))
    .slice(1)
    .map(([no = '', holder = '', card = '', , , yuan = '']) => [no, holder, card, yuan, '成功', ''] as const);
export const file = (rows: readonly (readonly string[])[], head: readonly string[] = HEAD) =>
  Buffer.from(toCsv([head, ...rows]));
export const settling = (batch: Batch, bytes: Uint8Array) => ({
  batch,
  file: bytes,
  by: cashier,
  definition: hardshipAid.tasks.payment,
  sensitive: sealedIn(hardshipAid),
});
export const paidBy = async (host: Host, id: CaseId) => (await getCase(host.table, id)).paidFen;
export const payEntries = async (host: Host, id: CaseId) =>
  (await all(host.table, { pk: `CASE#${id}`, ...prefix('MONEY#') })).filter(({ entry }) => entry === 'pay');
export const fund = (host: Host) => host.table.get(fundKey(FundId.parse('hardship'), 2019));
