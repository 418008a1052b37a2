import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { Actor } from '#shared/events/chain';
import { NotFound } from '#shared/faults';
import { CaseId, digits, TaskId, UnitId } from '#shared/ids';
import { Fen } from '#shared/money';
import { all, type Item, prefix, type Table } from '#shared/table/table';
import { civilDate } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';

/**
 * Payments in batches, for every pipeline: payable cases go to the bank in one file, and the bank's return file says
 * of each line whether it was paid. A batch is one partition: its head, its lines, the return files taken in.
 */
export const BatchId = z
  .string()
  .check(z.regex(/^PB-\d{10}$/))
  .brand<'BatchId'>();
export type BatchId = z.infer<typeof BatchId>;

/** The task in which a case of any pipeline waits for its payment. */
export const PAYMENT = 'payment';
export const MOST_LINES = 500;
/** So often one of many is tried to be paid; money is never handed out in cash instead. */
export const MOST_TRIES = 3;

export const Batch = z.object({
  id: BatchId,
  pipeline: z.string(),
  district: UnitId,
  /** Only a `ready` batch has a file; one that was interrupted is finished by asking for it again. */
  status: z.enum(['building', 'ready']),
  by: Actor,
  builtAt: Instant,
  /** What it was asked for, in the order of its lines. */
  cases: z.readonly(z.array(CaseId)),
  /** The key of its files, wrapped. */
  wrappedKey: z.string(),
  /** Of the bank file, hex. */
  sha256: z.optional(z.string()),
});
export type Batch = z.infer<typeof Batch>;

const Common = { no: z.number(), caseId: CaseId };

/** Why a case did not get into the batch that it was asked for. */
export const LeftOut = z.enum([
  'notWaiting',
  'gate',
  'noMoney',
  'apart',
  'noAccount',
  'paidBefore',
  'inBatch',
  /** The bank could not pay to it, and nobody has corrected it since. */
  'refused',
  'unconfirmed',
  'coolingOff',
  /** The bank could not pay three times. */
  'triedThrice',
]);
export type LeftOut = z.infer<typeof LeftOut>;

export const Sent = z.object({
  ...Common,
  /** What the bank gives back with its answer. */
  instruction: z.string(),
  status: z.enum(['sent', 'paid', 'failed']),
  task: TaskId,
  amountFen: Fen,
  /** Whom of the case it pays, by blind index, where a case pays many. */
  person: z.optional(z.string()),
  /** Which try this is to pay this case. */
  attempt: z.number(),
  /** Holder, card, bank: sealed under the key of the case, so they go when the case is shredded. */
  account: z.string(),
  /** What of the household's it stands for: each of its claims on a programme and period has one instruction. */
  claims: z.readonly(z.array(z.string())),
  /** The return file that answered it, by its SHA-256. */
  file: z.optional(z.string()),
  settledAt: z.optional(Instant),
  paidOn: z.optional(z.string()),
});
export type Sent = z.infer<typeof Sent>;

export const Line = z.union([Sent, z.object({ ...Common, status: z.literal('left'), why: LeftOut })]);
export type Line = z.infer<typeof Line>;

/** The same key is the same batch, however often it is asked for. */
export const batchIdOf = (key: string): BatchId =>
  BatchId.parse(`PB-${digits(createHash('sha256').update(key).digest(), 10)}`);

const pk = (id: BatchId) => `PAYMENTS#${id}`;
export const batchKey = (id: BatchId) => ({ pk: pk(id), sk: 'BATCH' });
export const lineKey = (id: BatchId, no: number) => ({ pk: pk(id), sk: `LINE#${String(no).padStart(4, '0')}` });
/** The line of an instruction: `PB-0123456789-0042`. @throws {ZodError} where it is none of ours */
export const lineOf = (instruction: string) => {
  const at = instruction.lastIndexOf('-');
  return lineKey(BatchId.parse(instruction.slice(0, at)), Number(instruction.slice(at + 1)));
};
export const instructionKey = (claim: string) => ({ pk: `INSTRUCTION#${claim}`, sk: 'INSTRUCTION' });
/** How often the bank has been told to carry out a claim. */
export const triesOf = (instruction: Item | undefined): number => (instruction ? Number(instruction['tries'] ?? 1) : 0);
export const returnKey = (id: BatchId, sha256: string) => ({ pk: pk(id), sk: `RETURN#${sha256}` });
export const batchesPk = (district: string, month: string) => `BATCHES#${district}#${month}`;

export const batchItem = (batch: Batch) => ({
  ...batch,
  ...batchKey(batch.id),
  monthPk: batchesPk(batch.district, civilDate(batch.builtAt).slice(0, 7)),
  monthSk: `${new Date(batch.builtAt).toISOString()}#${batch.id}`,
});

export const batches = (table: Table) => ({
  async get(id: BatchId): Promise<Batch> {
    const item = await table.get(batchKey(id));
    if (!item) throw new NotFound(`There is no batch ${id}`);
    return Batch.parse(item);
  },
  async lines(id: BatchId): Promise<Line[]> {
    return (await all(table, { pk: pk(id), ...prefix('LINE#') })).map((item) => Line.parse(item));
  },
  returns: (id: BatchId) => all(table, { pk: pk(id), ...prefix('RETURN#') }),
  /** Newest first, of one month: one page. */
  async ofMonth(district: UnitId, month: string): Promise<Batch[]> {
    const query = { index: 'month', pk: batchesPk(district, month), descending: true, limit: 50 } as const;
    return (await table.query(query)).items.map((item) => Batch.parse(item));
  },
});

export const isSent = (line: Line): line is Sent => line.status !== 'left';
