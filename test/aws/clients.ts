import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { SESClient } from '@aws-sdk/client-ses';
import { SFNClient } from '@aws-sdk/client-sfn';
import { CLIENT } from '#shared/aws/adapters';
import { ONE_ATTEMPT } from '#shared/aws/ses';
import { handlerOf, type Service, type Wire } from './wire.ts';

export const REGION = 'eu-west-1';
export const ACCOUNT = '123456789012';

/** Nobody here looks at a request's signature, and to make it is more than half of what a call costs. */
const UNSIGNED = { sign: <Request>(request: Request) => Promise.resolve(request) };

/** What the shipped clients are made with, but for the socket: requests go to the wire, signed by this role. */
const configOf = (wire: Wire, role: string, service: Service, endpoint = `http://${service}.local`) => ({
  maxAttempts: CLIENT.maxAttempts,
  region: REGION,
  endpoint,
  credentials: { accessKeyId: role, secretAccessKey: 'test' }, // a form that it signs says whose it is
  signer: UNSIGNED,
  requestHandler: handlerOf(wire, role, service),
});

const AT_ONCE = { setDelayBase: () => undefined, computeNextBackoffDelay: () => 0 };

/** The SDK's budget of retries for a client. */
const RETRY_TOKENS = 500;

/**
 * Retries as the SDK counts them, but at once: what passes with time passes with the virtual clock here. Each call finds
 * the whole budget: a container lives for hours, and a client here for months.
 */
const hasty = <Client extends DynamoDBClient | KMSClient | S3Client | SESClient | SFNClient>(
  client: Client,
): Client => {
  const { config } = client;
  const shipped = config.retryStrategy;
  config.retryStrategy = async () =>
    Object.assign(await shipped(), { retryBackoffStrategy: AT_ONCE, capacity: RETRY_TOKENS });
  return client;
};

export const clientsOf = (wire: Wire, role: string, files: string) => ({
  dynamo: () => hasty(new DynamoDBClient(configOf(wire, role, 'dynamodb'))),
  kms: () => hasty(new KMSClient(configOf(wire, role, 'kms'))),
  ses: () => hasty(new SESClient({ ...configOf(wire, role, 'ses'), ...ONE_ATTEMPT })),
  states: () => hasty(new SFNClient(configOf(wire, role, 'states'))),
  /** @param files where browsers post to */
  s3: () => hasty(new S3Client({ ...configOf(wire, role, 's3', files), forcePathStyle: true })),
});
