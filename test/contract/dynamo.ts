import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoTable } from '#shared/aws/dynamo';
import { INDEXES, type Table } from '#shared/table/table';
import type { Emulated } from './moto.ts';

const keySchema = (pk: string, sk: string) => [
  { AttributeName: pk, KeyType: 'HASH' as const },
  { AttributeName: sk, KeyType: 'RANGE' as const },
];

/** A table as the stack makes it, with a client of its own. */
export const emulatedTable = async (
  config: Emulated,
  TableName: string,
  client = new DynamoDBClient(config),
): Promise<Table> => {
  const names = ['pk', 'sk', ...INDEXES.flatMap((name) => [`${name}Pk`, `${name}Sk`])];
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keySchema('pk', 'sk'),
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      GlobalSecondaryIndexes: INDEXES.map((IndexName) => ({
        IndexName,
        KeySchema: keySchema(`${IndexName}Pk`, `${IndexName}Sk`),
        Projection: { ProjectionType: 'ALL' },
      })),
    }),
  );
  return dynamoTable(client, TableName);
};
