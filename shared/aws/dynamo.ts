import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { refuseWhatDynamoRefuses } from '#shared/table/limits';
import { type Item, NEW, type Page, type Query, type Table } from '#shared/table/table';
import { condition, keyRange, placeholders } from './expressions.ts';
import { call } from './faults.ts';
import { glance } from './glance.ts';
import { transact } from './transact.ts';
import { alone, asTransactItem, keyAttributes, mayComeTwice, OPTIONS } from './writes.ts';

const Cursor = z.record(z.string(), z.string());
const DEFAULT_LIMIT = 100;

const itemOf = (attributes: Parameters<typeof unmarshall>[0]): Item => {
  const item = unmarshall(attributes);
  return { ...item, pk: item['pk'], sk: item['sk'] };
};

/**
 * The table port on DynamoDB.
 *
 * One write goes out alone, at half the price, where it may come twice. Everything else is a transaction even when it
 * is one write: its token makes a retry of the SDK harmless, where a lost answer would otherwise add twice, or report
 * our own write as somebody else's.
 */
export const dynamoTable = (client: DynamoDBClient, TableName: string): Table => ({
  async get(key, how) {
    const { Item } = await call('GetItem', () =>
      client.send(new GetItemCommand({ TableName, Key: keyAttributes(key), ConsistentRead: how === undefined })),
    );
    return Item && itemOf(Item);
  },

  async query(query: Query): Promise<Page> {
    const { index, stale, limit = DEFAULT_LIMIT, descending = false, cursor, from, to } = query;
    if (from !== undefined && to !== undefined && from > to) return { items: [] };
    const keys = index === undefined ? (['pk', 'sk'] as const) : ([`${index}Pk`, `${index}Sk`] as const);
    const on = placeholders();
    const KeyConditionExpression = keyRange(on, keys, query);
    // One more than asked for, so that a last page says that it is the last. DynamoDB's own pages end at 1 MB, and may be
    // empty: a page of this port is as long as was asked for.
    const items: Item[] = [];
    let after = cursor === undefined ? undefined : marshall(Cursor.parse(JSON.parse(cursor)));
    do {
      const request = new QueryCommand({
        TableName,
        ...(index === undefined ? { ConsistentRead: stale === undefined } : { IndexName: index }),
        KeyConditionExpression,
        ScanIndexForward: !descending,
        Limit: limit + 1 - items.length,
        ...(after && { ExclusiveStartKey: after }),
        ...on.used(),
      });
      const { Items = [], LastEvaluatedKey } = await call('Query', () => client.send(request));
      items.push(...Items.map(itemOf));
      after = LastEvaluatedKey;
    } while (after && items.length <= limit);
    const last = items.length > limit ? items[limit - 1] : undefined;
    if (!last) return { items };
    return {
      items: items.slice(0, limit),
      cursor: JSON.stringify(Object.fromEntries(['pk', 'sk', ...keys].map((name) => [name, last[name]]))),
    };
  },

  async glance(keys) {
    return (await glance(client, TableName, keys.map(keyAttributes))).map(itemOf);
  },

  async claim(item) {
    refuseWhatDynamoRefuses([{ put: item }]);
    const on = placeholders();
    const put = new PutItemCommand({
      TableName,
      Item: marshall(item, OPTIONS),
      ...condition(on, NEW),
      ...on.used(),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await call('PutItem', () => client.send(put));
      return item;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException && error.Item) return itemOf(error.Item);
      throw error;
    }
  },

  async transact(writes, how) {
    refuseWhatDynamoRefuses(writes);
    const [first, ...others] = writes;
    if (first && others.length === 0 && (how || mayComeTwice(first)) && (await alone(client, TableName, first))) return;
    await transact(
      client,
      writes.map((write) => asTransactItem(TableName, write)),
    );
  },
});

export const openTable = (config: DynamoDBClientConfig, name: string): Table =>
  dynamoTable(new DynamoDBClient(config), name);
