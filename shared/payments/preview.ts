import * as z from 'zod/mini';
import { decodeText } from '#shared/export/csv';
import type { Host } from '#shared/host';
import { Fen } from '#shared/money';
import { accountOn, sha256Of } from './bankFile.ts';
import { type Batch, batches, isSent, returnKey } from './batches.ts';
import { COLUMN_NAMES } from './returnColumns.ts';
import { type Expected, readReturnFile } from './returnFile.ts';

/** What a return file came to: every row is paid, failed, known before or has a fault. */
export const Result = z.object({
  rows: z.number(),
  totalFen: Fen,
  paid: z.number(),
  paidFen: Fen,
  failed: z.number(),
  failedFen: Fen,
  known: z.number(),
  faults: z.array(
    z.object({ row: z.number(), column: z.enum(COLUMN_NAMES), why: z.object({ zh: z.string(), en: z.string() }) }),
  ),
});
export type Result = z.infer<typeof Result>;

/** What a file says of a batch, without recording any of it. */
export const preview = async (host: Host, batch: Batch, file: Uint8Array) => {
  const sent = (await batches(host.table).lines(batch.id)).filter(isSent);
  const expected = new Map<string, Expected>();
  for (const line of sent) expected.set(line.instruction, { ...(await accountOn(host, line)), ...line });
  const reading = readReturnFile(decodeText(file), expected);
  return { reading, lines: new Map(sent.map((line) => [line.instruction, line])) };
};

/** The result of this very file, if it has been taken in already. */
export const settledBefore = async (
  host: Pick<Host, 'table'>,
  batch: Batch,
  file: Uint8Array,
): Promise<Result | undefined> => {
  const item = await host.table.get(returnKey(batch.id, sha256Of(file)));
  return item?.['status'] === 'done' ? Result.parse(item['result']) : undefined;
};
