import { describe, expect, it } from 'vitest';
import { background } from '#infra/aws/background';
import { keyOf, type Query, type Write } from '#shared/table/table';
import { startEmbedded } from '#test/fakes';

const record = (pk: string, SequenceNumber: string) => ({
  dynamodb: { SequenceNumber, Keys: { pk: { S: pk }, sk: { S: 'OUT#mail#1' } } },
});

describe('the background function', () => {
  it('delivers each partition once, and reports the first record of one that fails', async () => {
    await using site = await startEmbedded();
    const read: string[] = [];
    const { table } = site.host;
    const query = (asked: Query) => {
      read.push(asked.pk);
      if (asked.pk === 'CASE#2') throw new TypeError('not an outage');
      return table.query(asked);
    };
    const host = { ...site.host, table: { ...table, query } };
    const Records = [record('CASE#1', '10'), record('CASE#2', '11'), record('CASE#1', '12'), record('CASE#2', '13')];
    const answer = await background(() => Promise.resolve(host))({ Records });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '11' }] });
    expect(read.filter((pk) => pk === 'CASE#1')).toHaveLength(2); // one for each lane
  });

  it('does what is due at any other event', async () => {
    await using site = await startEmbedded();
    const asked: string[] = [];
    const written: Write[] = [];
    const { table } = site.host;
    const watched = {
      ...table,
      query: (query: Query) => (asked.push(query.index ?? ''), table.query(query)),
      transact: (writes: readonly Write[]) => (written.push(...writes), table.transact(writes)),
    };
    await background(() => Promise.resolve({ ...site.host, table: watched }))({});
    expect(new Set(asked)).toEqual(new Set(['due']));
    expect(written.map(keyOf)).toEqual([]);
  });
});
