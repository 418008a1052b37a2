import { keyOf, TransactionTooLarge, type Write } from './table.ts';

const MOST_WRITES = 100;
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_ITEM_BYTES = 400 * 1024;
const EPOCH_SECONDS_LIMIT = 100_000_000_000; // beyond the year 5138: so a time to live that is in milliseconds

/**
 * Refuses what DynamoDB would refuse, so that nothing works on one machine and fails on the other host.
 *
 * @returns the JSON of each put, which had to be made to be measured
 * @throws {TransactionTooLarge}
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
 */
export const refuseWhatDynamoRefuses = (writes: readonly Write[]): ReadonlyMap<Write, string> => {
  if (writes.length === 0 || writes.length > MOST_WRITES) {
    throw new TransactionTooLarge(`A transaction takes 1 to ${MOST_WRITES} writes, not ${writes.length}`);
  }
  const bodies = new Map<Write, string>();
  const seen = new Set<string>();
  let total = 0;
  for (const write of writes) {
    const { pk, sk } = keyOf(write);
    if (pk === '' || sk === '') throw new TransactionTooLarge('A key may not be empty');
    const name = JSON.stringify([pk, sk]);
    if (seen.has(name)) throw new TransactionTooLarge(`One transaction may not write ${name} twice`);
    seen.add(name);
    if (!('put' in write)) continue;
    const body = JSON.stringify(write.put);
    bodies.set(write, body);
    const bytes = Buffer.byteLength(body);
    if (bytes > MOST_ITEM_BYTES) throw new TransactionTooLarge(`${name} has ${bytes} bytes, over ${MOST_ITEM_BYTES}`);
    total += bytes;
    const ttl = write.put['ttl'];
    if (typeof ttl === 'number' && ttl > EPOCH_SECONDS_LIMIT) {
      throw new TransactionTooLarge(`${name}: a time to live is in seconds, not milliseconds`);
    }
  }
  if (total > MOST_BYTES) throw new TransactionTooLarge(`A transaction of ${total} bytes is over ${MOST_BYTES}`);
  return bodies;
};
