import { changeCase, getCase } from '#shared/cases/change';
import { BadInput, Stale } from '#shared/faults';
import type { Host } from '#shared/host';
import type { CaseId } from '#shared/ids';
import { newDataKey } from '#shared/keys/fields';
import { ConditionFailed, NEW } from '#shared/table/table';
import { writeBankFile } from './bankFile.ts';
import { type Batch, batchIdOf, batchItem, batchKey, batches, type LeftOut, lineKey, MOST_LINES } from './batches.ts';
import { instruct, type Order } from './instruct.ts';
import { type Payee, payeesOf } from './payees.ts';

const TRIES = 3;

/**
 * Builds the batch of a key, or finishes it: each case comes to one line, either sent or left out with the reason, and
 * what is there already stays. A household has one instruction per programme and period, whoever asks for it.
 */
export const buildBatch = async (host: Host, order: Order): Promise<Batch> => {
  const { key, pipeline, district, by, cases } = order;
  if (cases.length === 0 || cases.length > MOST_LINES)
    throw new BadInput(`1 to ${MOST_LINES} cases, not ${cases.length}`);
  const id = batchIdOf(key);
  const { wrapped: wrappedKey } = await newDataKey(host, id);
  const first: Batch = { id, pipeline, district, status: 'building', by, builtAt: host.clock.now(), cases, wrappedKey };
  await orLeave(host.table.transact([{ put: batchItem(first), if: NEW }]));
  const batch = await batches(host.table).get(id);
  if (batch.status === 'ready') return batch;
  let no = 0;
  for (const caseId of batch.cases) {
    const payees = await payeesOf(host, await getCase(host.table, caseId));
    for (const payee of payees ?? [undefined]) await place(host, order, batch, (no += 1), caseId, payee);
  }
  const sha256 = await writeBankFile(host, batch, order.reference);
  await orLeave(
    host.table.transact([
      { update: batchKey(id), set: { status: 'ready', sha256 }, if: { equal: { status: 'building' } } },
    ]),
  );
  return batches(host.table).get(id);
};

/** Somebody else, or we before a crash, has written it already. */
const orLeave = async (written: Promise<void>): Promise<void> => {
  try {
    await written;
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error;
  }
};

const place = async (
  host: Host,
  order: Order,
  batch: Batch,
  no: number,
  caseId: CaseId,
  payee?: Payee,
): Promise<void> => {
  for (let tried = 1; ; tried++) {
    try {
      let why: LeftOut | undefined;
      await changeCase(host, caseId, async (each) => {
        if (await host.table.get(lineKey(batch.id, no))) return undefined;
        const made = await instruct(host, order, batch, no, each, payee);
        why = typeof made === 'string' ? made : undefined;
        return typeof made === 'string' ? undefined : made;
      });
      if (why)
        await orLeave(
          host.table.transact([{ put: { ...lineKey(batch.id, no), no, caseId, status: 'left', why }, if: NEW }]),
        );
      return;
    } catch (error) {
      if (!(error instanceof Stale) || tried === TRIES) throw error;
    }
  }
};
