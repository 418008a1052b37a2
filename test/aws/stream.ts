import type { background } from '#infra/aws/background';

/**
 * The table's stream and its mapping to the background function, as infra/aws/backgroundFunction.ts sets it up: new
 * messages alone, in order, again from the first that failed, and given up after a few times.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export type Stream = {
  written(key: { readonly pk: string; readonly sk: string }, isNew: boolean): void;
  idle(): Promise<void>;
  /** Records that were given up. */
  readonly deadLetters: () => number;
};

type Record = { readonly pk: string; readonly sk: string; readonly sequence: string };
/**
 * What becomes of a batch on its way: as it is, twice, twice at the same time, with its partitions in another order,
 * after the schedule has found its messages, or not at all.
 */
export type Passage = 'once' | 'twice' | 'at once' | 'shuffled' | 'late' | 'lost';
/** Asked of each batch, of which it is told the partitions. */
export type Passing = (partitions: readonly string[]) => Passage;

const BATCH = 25;
const RETRIES = 3;

const eventOf = (records: readonly Record[]) => ({
  Records: records.map(({ pk, sk, sequence }) => ({
    eventName: 'INSERT',
    dynamodb: { SequenceNumber: sequence, Keys: { pk: { S: pk }, sk: { S: sk } } },
  })),
});

/** Order holds within a partition only. */
const shuffled = (records: readonly Record[]): Record[] =>
  [...Map.groupBy(records, ({ pk }) => pk).values()].toReversed().flat();

/** @param later runs something when the schedule has come by */
export const openStream = (
  invoke: ReturnType<typeof background>,
  later: (run: () => void) => void,
  passing: Passing = () => 'once',
): Stream => {
  const queue: Record[] = [];
  let [sequence, given, running] = [0, 0, Promise.resolve()];

  const attempt = async (records: readonly Record[]): Promise<readonly Record[]> => {
    const answer = await invoke(eventOf(records)).catch(() => undefined);
    if (!answer) return records;
    const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const first = records.findIndex((record) => failed.has(record.sequence));
    return first < 0 ? [] : records.slice(first);
  };
  const deliver = async (records: readonly Record[]): Promise<void> => {
    let left = records;
    for (let tries = 0; left.length > 0 && tries <= RETRIES; tries += 1) left = await attempt(left);
    given += left.length;
  };
  const drain = async (): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue.splice(0, BATCH);
      await pass(batch, passing([...new Set(batch.map(({ pk }) => pk))]));
    }
  };
  const pass = async (batch: readonly Record[], how: Passage): Promise<void> => {
    if (how === 'lost') given += batch.length;
    else if (how === 'late') {
      later(() => {
        running = running.then(() => deliver(batch));
      });
    } else
      await Promise.all([deliver(how === 'shuffled' ? shuffled(batch) : batch), how === 'at once' && deliver(batch)]);
    if (how === 'twice') await deliver(batch);
  };

  return {
    written: ({ pk, sk }, isNew) => {
      if (!isNew || !sk.startsWith('OUT#')) return;
      queue.push({ pk, sk, sequence: String(++sequence).padStart(20, '0') });
      if (queue.length === 1) running = running.then(() => new Promise(setImmediate)).then(drain);
    },
    idle: () => running,
    deadLetters: () => given,
  };
};
