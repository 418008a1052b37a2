import type { Weather } from './host.ts';
import { type Fate, json, type Reply, type Sent, type Service, xml } from './wire.ts';

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
    operations: ['StartExecution', 'SendTaskSuccess'],
    fates: {
      throttled: jsonFault(400, 'ThrottlingException'),
      unavailable: jsonFault(503, 'ServiceUnavailable'),
      ...SILENCE,
    },
  },
  {
    service: 's3',
    operations: ['GetObject', 'PutObject', 'CopyObject', 'DeleteObject'],
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

/**
 * Which calls fail: the first attempt of each; all attempts of the first, of the last, of ten in between; or of every one
 * for five minutes from the middle on.
 */
export const WHENS = ['each at first', 'the first', 'the last', 'ten of them', 'for five minutes'] as const;
export type When = (typeof WHENS)[number];

const FIVE_MINUTES_MS = 5 * 60_000;
const TEN = 10;

/** @param calls how many calls of this operation there are in peace */
export const faulty = ({ service, operation, fate }: Fault, when: When, calls: number) => {
  const order = new Map<string, number>();
  let until: number | undefined;
  const hits = ({ call, attempt, at }: Sent): boolean => {
    const nth = order.get(call) ?? order.size + 1;
    order.set(call, nth);
    if (when === 'each at first') return attempt === 1;
    if (when === 'the first') return nth === 1;
    if (when === 'the last') return nth === calls;
    if (when === 'ten of them') return nth % Math.max(2, Math.ceil(calls / TEN)) === 0;
    if (until === undefined && nth >= calls / 2) until = at + FIVE_MINUTES_MS;
    return until !== undefined && at < until;
  };
  const state = { met: 0, lostMails: 0 };
  const weather: Weather = {
    fate: (sent) => {
      if (sent.service !== service || sent.operation !== operation || !hits(sent)) return undefined;
      state.met += 1;
      if (service === 'ses' && fate.kind === 'lost') state.lostMails += 1;
      return fate;
    },
  };
  return { weather, state };
};
