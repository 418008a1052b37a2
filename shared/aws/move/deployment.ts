import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { PutObjectCommand, S3Client, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { BadInput } from '#shared/faults';
import { dynamoTable } from '#shared/aws/dynamo';
import { BLIND, BLIND_CONTEXT, KEYS_PK, kmsKeys } from '#shared/aws/kms';
import { s3Files } from '#shared/aws/s3';
import type { MovedFile, Source, Target } from '#shared/move/place';
import type { Item } from '#shared/table/table';
import { Instant } from '#shared/time/instant';
import { resume, standing } from './executions.ts';

/** Where the data of a deployment is: outputs of its stack. `machines` are the aliases by machine. */
export type Deployment = {
  readonly table: string;
  readonly key: string;
  readonly bucket: string;
  readonly machines: Readonly<Record<string, string>>;
};

export type Clients = {
  readonly dynamo: DynamoDBClient;
  readonly kms: KMSClient;
  readonly s3: S3Client;
  readonly sfn: SFNClient;
};

/** Of whoever runs the tool: by the credentials and the region of their shell. */
export const awsClients = (config: { readonly region?: string }): Clients => ({
  dynamo: new DynamoDBClient(config),
  kms: new KMSClient(config),
  s3: new S3Client(config),
  sfn: new SFNClient(config),
});

/** What the keys port keeps for itself, of no use under another KMS key. */
const isKey = ({ pk }: Item) => pk === KEYS_PK;
const clock = { now: () => Instant.parse(Date.now()) };

/** Only tools of an operator list a whole table: no function of a deployment may. */
const scan = async function* ({ dynamo: client }: Clients, TableName: string): AsyncGenerator<Item> {
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
    for (const each of Items) {
      const item = unmarshall(each);
      yield { ...item, pk: item['pk'], sk: item['sk'] };
    }
  }
};

/** A deployment on which nobody works: its functions are held still before it is read. */
export const awsSource = (clients: Clients, { table: name, key, bucket, machines }: Deployment): Source => {
  const table = dynamoTable(clients.dynamo, name);
  const keys = kmsKeys(clients.kms, key, table);
  const files = s3Files(clients.s3, bucket, clock);
  return {
    kind: 'aws',
    keys,
    async blinding() {
      await keys.blind('move', ''); // made now if it was never used
      return keys.unwrap(String((await table.get(BLIND))?.['wrapped']), BLIND_CONTEXT);
    },
    async *items() {
      for await (const item of scan(clients, name)) if (!isKey(item)) yield item;
    },
    async *files(): AsyncGenerator<MovedFile> {
      for await (const { Contents = [] } of paginateListObjectsV2({ client: clients.s3 }, { Bucket: bucket })) {
        for (const { Key = '' } of Contents) {
          const [stat, body] = [await files.stat(Key), await files.read(Key)];
          if (stat && body) yield { key: Key, name: stat.name, body };
        }
      }
    },
    async *executions() {
      for await (const each of standing(clients.sfn, machines)) {
        const closed = (await table.get({ pk: `CASE#${each.caseId}`, sk: 'CASE' }))?.['closedAt'];
        if (closed === undefined) yield each;
      }
    },
    rows: () => [],
  };
};

/** A deployment that nobody has used yet. */
export const awsTarget = (clients: Clients, { table: name, key, bucket, machines }: Deployment): Target => {
  const table = dynamoTable(clients.dynamo, name);
  const keys = kmsKeys(clients.kms, key, table);
  return {
    kind: 'aws',
    keys,
    async mustBeEmpty() {
      for await (const { pk } of scan(clients, name))
        throw new BadInput(`The table ${name} holds ${pk} already: import into a deployment that is new.`);
    },
    async takeBlinding(blinding) {
      await table.transact([{ put: { ...BLIND, wrapped: await keys.wrap(blinding, BLIND_CONTEXT) } }]);
    },
    transact: (writes) => table.transact(writes),
    async keep({ key: Key, name: original, body: Body }) {
      const Metadata = { name: `=?UTF-8?B?${Buffer.from(original).toString('base64')}?=` };
      const ContentType = 'application/octet-stream';
      await clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body, ContentType, Metadata }));
    },
    takeRows: () => Promise.resolve(false),
    resume: (all, id) => resume(clients.sfn, machines, all, id),
  };
};
