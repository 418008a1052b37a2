import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { QUARANTINE, UPLOAD_DAYS } from '#shared/files/files';
import { INDEXES } from '#shared/table/table';
import type { Settings } from './settings.ts';

/** What the table port's verbs are as actions: a transaction is allowed by the actions of its parts. Never Scan. */
const TABLE_ACTIONS = [
  'dynamodb:GetItem',
  'dynamodb:BatchGetItem',
  'dynamodb:Query',
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:ConditionCheckItem',
];

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

  grantTable(to: IGrantable): void {
    this.table.grant(to, ...TABLE_ACTIONS);
  }

  /** The keys under which data keys are wrapped are KMS's to open. */
  grantKeys(to: IGrantable): void {
    this.key.grant(to, 'kms:Encrypt', 'kms:Decrypt');
  }

  /** To list is to be told that a file is absent: without it S3 answers 403, as for one that may not be read. */
  grantFiles(to: IGrantable): void {
    const objects = this.bucket.arnForObjects('*');
    Grant.addToPrincipal({
      grantee: to,
      actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      resourceArns: [objects],
    });
    // What the scanner found is a tag, and goes along when a file leaves quarantine.
    if (this.scanning.scanner !== 'none')
      Grant.addToPrincipal({
        grantee: to,
        actions: ['s3:GetObjectTagging', 's3:PutObjectTagging'],
        resourceArns: [objects],
      });
    Grant.addToPrincipal({ grantee: to, actions: ['s3:ListBucket'], resourceArns: [this.bucket.bucketArn] });
    this.key.grant(to, 'kms:GenerateDataKey', 'kms:Decrypt');
  }
}
