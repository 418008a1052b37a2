import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { QUARANTINE, UPLOAD_DAYS } from '#shared/files/files';
import type { Reach } from '#shared/reach';
import { type IndexName, INDEXES } from '#shared/table/table';
import type { Settings } from './settings.ts';

/**
 * The ports' verbs as actions. A transaction is allowed by the actions of its parts. To list a bucket is to be told that
 * a file is absent: without it S3 answers 403, as for one that may not be read.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
type Actions = { readonly on: 'table' | 'key' | 'objects' | 'bucket'; readonly actions: readonly string[] };
const EVERYBODY: Actions = { on: 'table', actions: ['dynamodb:GetItem', 'dynamodb:PutItem'] };
const ACTIONS: Readonly<Record<Exclude<Reach, `table.query.${string}`>, readonly Actions[]>> = {
  'table.query': [{ on: 'table', actions: ['dynamodb:Query'] }],
  'table.glance': [{ on: 'table', actions: ['dynamodb:BatchGetItem'] }],
  'table.update': [{ on: 'table', actions: ['dynamodb:UpdateItem'] }],
  'table.delete': [{ on: 'table', actions: ['dynamodb:DeleteItem'] }],
  'table.check': [{ on: 'table', actions: ['dynamodb:ConditionCheckItem'] }],
  'keys.wrap': [{ on: 'key', actions: ['kms:Encrypt', 'kms:Decrypt'] }],
  'keys.unwrap': [{ on: 'key', actions: ['kms:Decrypt'] }],
  'keys.blind': [{ on: 'key', actions: ['kms:Decrypt'] }], // the key of blind indexes is kept wrapped
  'files.read': [
    { on: 'objects', actions: ['s3:GetObject'] },
    { on: 'bucket', actions: ['s3:ListBucket'] },
    { on: 'key', actions: ['kms:Decrypt'] },
  ],
  // Out of quarantine by a copy.
  'files.keep': [
    { on: 'objects', actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'] },
    { on: 'key', actions: ['kms:Decrypt', 'kms:GenerateDataKey'] },
  ],
  'files.write': [
    { on: 'objects', actions: ['s3:PutObject'] },
    { on: 'key', actions: ['kms:GenerateDataKey'] },
  ],
  'files.remove': [{ on: 'objects', actions: ['s3:DeleteObject'] }],
};

/** What the scanner found is a tag: read with the file, and copied with it. */
const OF_TAGS: Readonly<Partial<Record<Reach, readonly Actions[]>>> = {
  'files.read': [{ on: 'objects', actions: ['s3:GetObjectTagging'] }],
  'files.keep': [{ on: 'objects', actions: ['s3:GetObjectTagging', 's3:PutObjectTagging'] }],
};

const isIndex = (reach: Reach): reach is `table.query.${IndexName}` => reach.startsWith('table.query.');

/** What must never be lost: the table, the attachments, and the key under which personal data is sealed. */
export class Data extends Construct {
  readonly table: Table;
  readonly bucket: Bucket;
  readonly key: Key;

  readonly scanning: Pick<Settings, 'scanner' | 'unscanned'>;

  constructor(scope: Construct, { stage, scanner, unscanned }: Pick<Settings, 'stage' | 'scanner' | 'unscanned'>) {
    super(scope, 'data');
    this.scanning = { scanner, unscanned };
    this.key = new Key(this, 'key', {
      description: 'Wraps the data keys of cases, and seals attachments',
      alias: `alias/nuanliu-${stage}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.table = new Table(this, 'table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'ttl',
      stream: StreamViewType.KEYS_ONLY, // a wake-up names what to read again, and carries no personal data
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const name of INDEXES) {
      this.table.addGlobalSecondaryIndex({
        indexName: name,
        partitionKey: { name: `${name}Pk`, type: AttributeType.STRING },
        sortKey: { name: `${name}Sk`, type: AttributeType.STRING },
        projectionType: ProjectionType.ALL, // a page is one query
      });
    }
    this.bucket = new Bucket(this, 'attachments', {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { abortIncompleteMultipartUploadAfter: Duration.days(1), noncurrentVersionExpiration: Duration.days(30) },
        {
          prefix: QUARANTINE, // what nothing has named by then
          expiration: Duration.days(UPLOAD_DAYS),
          noncurrentVersionExpiration: Duration.days(1),
        },
      ],
    });
  }

  get streamArn(): string {
    return this.table.tableStreamArn ?? '';
  }

  /** The rights to what a function reaches, and to nothing else. */
  grant(grantee: IGrantable, reaches: readonly Reach[]): void {
    const { tableArn } = this.table;
    const arns = {
      table: tableArn,
      key: this.key.keyArn,
      objects: this.bucket.arnForObjects('*'),
      bucket: this.bucket.bucketArn,
    };
    const scanned = this.scanning.scanner !== 'none';
    const wanted = [
      EVERYBODY,
      ...reaches.flatMap((reach) => (isIndex(reach) ? [] : ACTIONS[reach])),
      ...reaches.flatMap((reach) => (scanned ? (OF_TAGS[reach] ?? []) : [])),
    ];
    for (const [on, some] of Map.groupBy(wanted, (each) => each.on)) {
      const actions = [...new Set(some.flatMap((each) => each.actions))];
      Grant.addToPrincipal({ grantee, actions, resourceArns: [arns[on]] });
    }
    const indexes = reaches.filter(isIndex).map((reach) => `${tableArn}/index/${reach.slice('table.query.'.length)}`);
    if (indexes.length > 0) Grant.addToPrincipal({ grantee, actions: ['dynamodb:Query'], resourceArns: indexes });
  }
}
