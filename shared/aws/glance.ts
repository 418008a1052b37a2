import { setTimeout as sleep } from 'node:timers/promises';
import { type AttributeValue, BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Outage } from '#shared/faults';
import { call } from './faults.ts';

const MOST_KEYS = 100;
const ATTEMPTS = 6;
const FIRST_WAIT_MS = 25;

type Attributes = Record<string, AttributeValue>;

/**
 * Reads many items, eventually consistent, a hundred a request. What DynamoDB leaves for later, because the answer is
 * full or the table is busy, is asked for again.
 *
 * @throws {Outage}
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export const glance = async (client: DynamoDBClient, TableName: string, keys: Attributes[]): Promise<Attributes[]> => {
  const requests = Array.from({ length: Math.ceil(keys.length / MOST_KEYS) }, (_, i) =>
    hundred(client, TableName, keys.slice(i * MOST_KEYS, (i + 1) * MOST_KEYS)),
  );
  return (await Promise.all(requests)).flat();
};

const hundred = async (client: DynamoDBClient, TableName: string, keys: Attributes[]): Promise<Attributes[]> => {
  const found: Attributes[] = [];
  let left = keys;
  for (let attempt = 1; ; attempt++) {
    const RequestItems = { [TableName]: { Keys: left } };
    const { Responses, UnprocessedKeys } = await call('BatchGetItem', () =>
      client.send(new BatchGetItemCommand({ RequestItems })),
    );
    const some = Responses?.[TableName] ?? [];
    found.push(...some);
    left = UnprocessedKeys?.[TableName]?.Keys ?? [];
    if (left.length === 0) return found;
    if (some.length > 0) continue;
    if (attempt >= ATTEMPTS) throw new Outage('BatchGetItem: the table is busy');
    await sleep(Math.random() * FIRST_WAIT_MS * 2 ** attempt);
  }
};
