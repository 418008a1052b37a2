import type { Write } from '#shared/table/table';

/** Few enough for one transaction, and small enough however large each is. */
const BATCH = { writes: 25, bytes: 2_000_000 };

export const inBatches = async function* (writes: AsyncIterable<Write> | Iterable<Write>): AsyncGenerator<Write[]> {
  let batch: Write[] = [];
  let bytes = 0;
  for await (const write of writes) {
    const size = JSON.stringify(write).length;
    if (batch.length === BATCH.writes || (batch.length > 0 && bytes + size > BATCH.bytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(write);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
};
