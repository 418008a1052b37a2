import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { getCase } from '#shared/cases/change';
import { dataKeyOf } from '#shared/cases/forms';
import { type Cell, toCsv } from '#shared/export/csv';
import { NotFound, Outage } from '#shared/faults';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { open, seal, unwrapped } from '#shared/keys/fields';
import { Account } from './account.ts';
import { type Batch, batches, isSent, type Sent } from './batches.ts';

/**
 * The file for the bank. It is kept as it was sent, byte for byte, sealed under the key of its batch; its SHA-256 is in
 * the batch, so that nobody can put another in its place.
 */
const HEADINGS: readonly Cell[] = ['指令号', '户名', '账号', '开户行', '支行', '金额（元）', '附言'];

export const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const filePlace = (batch: Batch, field: string) => ({ context: batch.id, field, version: 1 });
const fileKey = (batch: Batch, field: string) => `payments/${batch.id}/${field}.sealed`;

/** Keeps a file of the batch sealed: the bank's own files name people and cards. */
export const keepSealed = async (host: Host, batch: Batch, field: string, words: string): Promise<void> => {
  const key = await unwrapped(host, batch.wrappedKey, batch.id);
  const { sealed } = seal(host.random, key, filePlace(batch, field), words);
  await host.files.write(fileKey(batch, field), Buffer.from(sealed), 'application/octet-stream');
};

export const accountOn = async (
  host: Pick<Host, 'table' | 'keys'>,
  { caseId, account, attempt }: Sent,
): Promise<Account> => {
  const key = await dataKeyOf(host, await getCase(host.table, caseId));
  return Account.parse(open(key, { context: caseId, field: 'payment.account', version: attempt }, account));
};

/** The same lines make the same bytes, so a crash before or after the write changes nothing. */
export const writeBankFile = async (host: Host, batch: Batch, reference: (id: CaseId) => string): Promise<string> => {
  const rows: (readonly Cell[])[] = [HEADINGS];
  for (const line of (await batches(host.table).lines(batch.id)).filter(isSent)) {
    const { holder, cardNo, bankName, branch } = await accountOn(host, line);
    rows.push([line.instruction, holder, cardNo, bankName, branch, { fen: line.amountFen }, reference(line.caseId)]);
  }
  const csv = toCsv(rows);
  await keepSealed(host, batch, 'bank', csv);
  return sha256Of(csv);
};

/** @throws {NotFound} as long as the batch is not ready {Outage} when the stored file is not the one that was made */
export const readBankFile = async (host: Host, batch: Batch): Promise<string> => {
  const stored = await host.files.read(fileKey(batch, 'bank'));
  if (!stored || batch.sha256 === undefined) throw new NotFound(`Batch ${batch.id} has no file yet`);
  const key = await unwrapped(host, batch.wrappedKey, batch.id);
  const csv = z.string().parse(open(key, filePlace(batch, 'bank'), Buffer.from(stored).toString()));
  if (sha256Of(csv) !== batch.sha256) throw new Outage(`The file of ${batch.id} does not have its SHA-256`);
  return csv;
};
