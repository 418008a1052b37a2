import { halfOfBatch } from './partial.ts';
import { type Fate, json, type Reply, type Service, xml } from './wire.ts';

/** One way for a request to fail, as AWS says it, and which requests it happens to. */
export type Fault = {
  readonly name: string;
  readonly service: Service;
  readonly operation: string;
  readonly fate: Fate;
};

const refused = (reply: Reply): Fate => ({ kind: 'refused', reply });
const dynamoFault = (status: number, type: string, more: object = {}): Fate =>
  refused(json(status, { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type, ...more }));
const cancelled = (Code: string): Fate =>
  dynamoFault(400, 'TransactionCanceledException', { CancellationReasons: [{ Code, Message: Code }] });
const jsonFault = (status: number, type: string): Fate => refused(json(status, { __type: type, message: type }));
const queryFault = (status: number, code: string): Fate =>
  refused(
    xml(
      status,
      `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${code}</Message></Error></ErrorResponse>`,
    ),
  );
const s3Fault = (status: number, code: string): Fate =>
  refused(xml(status, `<Error><Code>${code}</Code><Message>${code}</Message></Error>`));

const READS = ['GetItem', 'BatchGetItem', 'Query'];
const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems'];
const SILENCE: Readonly<Record<string, Fate>> = {
  'no connection': { kind: 'unsent' },
  'no answer': { kind: 'lost' },
};

/**
 * Each operation by itself, so that the first and the last of it are met.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/throttling.html
 * @see https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const KNOWN: readonly { service: Service; operations: readonly string[]; fates: Readonly<Record<string, Fate>> }[] = [
  {
    service: 'dynamodb',
    operations: [...READS, ...WRITES],
    fates: {
      throttled: dynamoFault(400, 'ThrottlingException'),
      'over throughput': dynamoFault(400, 'ProvisionedThroughputExceededException'),
      'internal error': dynamoFault(500, 'InternalServerError'),
      ...SILENCE,
    },
  },
  {
    service: 'dynamodb',
    operations: ['TransactWriteItems'],
    fates: {
      conflict: cancelled('TransactionConflict'),
      'throttled inside': cancelled('ThrottlingError'),
      'in progress': dynamoFault(400, 'TransactionInProgressException'),
    },
  },
  {
    service: 'dynamodb',
    operations: ['BatchGetItem'],
    fates: { 'half of it': { kind: 'changed', reply: halfOfBatch } },
  },
  {
    service: 'kms',
    operations: ['Encrypt', 'Decrypt'],
    fates: {
      throttled: jsonFault(400, 'ThrottlingException'),
      'internal error': jsonFault(500, 'KMSInternalException'),
      'dependency timeout': jsonFault(503, 'DependencyTimeoutException'),
      ...SILENCE,
    },
  },
  {
    service: 'ses',
    operations: ['SendRawEmail'],
    fates: {
      throttled: queryFault(400, 'Throttling'),
      paused: queryFault(400, 'AccountSendingPausedException'),
      'not verified': queryFault(400, 'MessageRejected'),
      unavailable: queryFault(503, 'ServiceUnavailable'),
      ...SILENCE,
    },
  },
  {
    service: 'states',
    operations: [
      'StartExecution',
      'SendTaskSuccess',
      'SendTaskFailure',
      'DescribeExecution',
      'GetExecutionHistory',
      'StopExecution',
    ],
    fates: {
      throttled: jsonFault(400, 'ThrottlingException'),
      unavailable: jsonFault(503, 'ServiceUnavailable'),
      ...SILENCE,
    },
  },
  {
    service: 's3',
    operations: ['GetObject', 'ListObjectsV2', 'PutObject', 'CopyObject', 'DeleteObject'],
    fates: { 'slow down': s3Fault(503, 'SlowDown'), 'internal error': s3Fault(500, 'InternalError'), ...SILENCE },
  },
];

export const FAULTS: readonly Fault[] = KNOWN.flatMap(({ service, operations, fates }) =>
  operations.flatMap((operation) =>
    Object.entries(fates).map(([name, fate]) => ({
      name: `${service} ${operation} ${name}`,
      service,
      operation,
      fate,
    })),
  ),
);
