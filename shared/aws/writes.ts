import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  type TransactWriteItem,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { ConditionFailed, type Key, type Write } from '#shared/table/table';
import { condition, placeholders, update } from './expressions.ts';
import { call } from './faults.ts';

/** The writes of the table port as DynamoDB's: together, or one alone. */
export const OPTIONS = { removeUndefinedValues: true };

export const keyAttributes = ({ pk, sk }: Key) => marshall({ pk, sk });

export const asTransactItem = (TableName: string, write: Write): TransactWriteItem => {
  const on = placeholders();
  const rest = { TableName, ...condition(on, write.if) };
  if ('put' in write) return { Put: { ...rest, Item: marshall(write.put, OPTIONS), ...on.used() } };
  if ('delete' in write) return { Delete: { ...rest, Key: keyAttributes(write.delete), ...on.used() } };
  // The SDK's types demand both expressions. DynamoDB refuses a check without a condition, an update without a change.
  if ('check' in write) {
    return {
      ConditionCheck: { ConditionExpression: undefined, ...rest, Key: keyAttributes(write.check), ...on.used() },
    };
  }
  const change = { UpdateExpression: undefined, ...update(on, write) };
  return { Update: { ...rest, ...change, Key: keyAttributes(write.update), ...on.used() } };
};

/** What is there afterwards is the same however often it is carried out. */
export const mayComeTwice = (write: Write): boolean => !write.if && !('update' in write && write.add !== undefined);

/** Sends one write outside of a transaction. @returns whether it could be: a check has no request of its own */
export const alone = async (client: DynamoDBClient, TableName: string, write: Write): Promise<boolean> => {
  if ('check' in write) return false;
  const { Put, Delete, Update } = asTransactItem(TableName, write);
  try {
    await call('a write', async () => {
      if (Put) await client.send(new PutItemCommand(Put));
      if (Delete) await client.send(new DeleteItemCommand(Delete));
      if (Update) await client.send(new UpdateItemCommand(Update));
    });
  } catch (error) {
    throw error instanceof ConditionalCheckFailedException ? new ConditionFailed([0]) : error;
  }
  return true;
};
