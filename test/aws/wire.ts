import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/**
 * The wire between the SDK's clients and a service: requests as the SDK has serialised and signed them, answers as the
 * SDK will parse them. Faults are put in here, below the SDK's own retries, so that every attempt is a request.
 */
export type Service = 'dynamodb' | 'kms' | 's3' | 'ses' | 'states';

export type Sent = {
  /** The function whose role signed it. */
  readonly role: string;
  readonly service: Service;
  /** As the API has it: TransactWriteItems. */
  readonly operation: string;
  readonly path: string;
  /** The call that this is an attempt at, as the SDK names it. */
  readonly call: string;
  /** From 1. */
  readonly attempt: number;
  /** The virtual instant. */
  readonly at: number;
  /** Of a copy: what is copied. */
  readonly source: string | undefined;
  /** Of a list: what its keys begin with. */
  readonly prefix: string | undefined;
  /** JSON, form or bytes, as the service has it. */
  readonly body: Buffer;
};
export type Reply = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
};
export type Answering = (sent: Sent) => Reply | Promise<Reply>;

/**
 * What is to happen to a request. `lost` ones took effect, and only their answer did not arrive; of `changed` ones the
 * service did a part, and says so.
 */
export type Fate =
  | { readonly kind: 'refused'; readonly reply: Reply }
  | { readonly kind: 'changed'; readonly reply: (reply: Reply, sent: Sent) => Reply }
  | { readonly kind: 'unsent' | 'lost' };

export type Wire = {
  readonly now: () => number;
  /** Serves each service. */
  readonly services: Readonly<Record<Service, Answering>>;
  /** Asked of every request: nothing where it goes its way. */
  readonly fate: (sent: Sent) => Fate | undefined;
  /** Told of every request that reached its service, and of what was answered. */
  readonly arrived: (sent: Sent, reply: Reply) => void;
};

type Request = {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/** As the SDK's own HTTP handler fails when no answer comes in time. */
class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'ETIMEDOUT';
}

const bytes = async (body: unknown): Promise<Buffer> => {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === 'string') return Buffer.from(body);
  return body instanceof Uint8Array
    ? Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    : buffer(Readable.from(body instanceof Readable ? body : []));
};

const S3_OPERATION: Readonly<Record<string, string>> = { GET: 'GetObject', PUT: 'PutObject', DELETE: 'DeleteObject' };

/** JSON services name the operation in a header, query services in the form, S3 by the method. */
export const operationOf = (
  service: Service,
  { method, headers, query }: Pick<Request, 'method' | 'headers' | 'query'>,
  body: Buffer,
): string => {
  if (service === 's3' && query?.['list-type'] !== undefined) return 'ListObjectsV2';
  if (service === 's3')
    return headers['x-amz-copy-source'] === undefined ? (S3_OPERATION[method] ?? method) : 'CopyObject';
  if (service === 'ses') return new URLSearchParams(body.toString()).get('Action') ?? '';
  return headers['x-amz-target']?.split('.').at(-1) ?? '';
};

/** The `requestHandler` of a client: the place where the SDK would open a socket. */
export const handlerOf = (wire: Wire, role: string, service: Service) => ({
  metadata: { handlerProtocol: 'http/1.1' },
  handle: async (request: Request) => {
    const body = await bytes(request.body);
    const sent: Sent = {
      role,
      service,
      operation: operationOf(service, request, body),
      path: request.path,
      call: request.headers['amz-sdk-invocation-id'] ?? '',
      attempt: Number(/attempt=(\d+)/.exec(request.headers['amz-sdk-request'] ?? '')?.[1] ?? 1),
      at: wire.now(),
      source: request.headers['x-amz-copy-source'],
      prefix: request.query?.['prefix'] === undefined ? undefined : String(request.query['prefix']),
      body,
    };
    const fate = wire.fate(sent);
    if (fate?.kind === 'unsent') throw new TimeoutError('No connection');
    const whole = fate?.kind === 'refused' ? fate.reply : await wire.services[service](sent);
    if (fate?.kind !== 'refused') wire.arrived(sent, whole);
    if (fate?.kind === 'lost') throw new TimeoutError('No answer');
    const reply = fate?.kind === 'changed' ? fate.reply(whole, sent) : whole;
    return {
      response: {
        statusCode: reply.status,
        headers: { ...reply.headers },
        body: Readable.from([Buffer.from(reply.body)]),
      },
    };
  },
});

export const json = (status: number, body: object): Reply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
});
export const xml = (status: number, body: string): Reply => ({ status, headers: { 'content-type': 'text/xml' }, body });

/** Nothing goes wrong, nobody listens. */
export const calmWire = (services: Partial<Wire['services']>): Wire => {
  const none: Answering = ({ service }) => {
    throw new Error(`There is no ${service} here`);
  };
  return {
    now: Date.now,
    services: { dynamodb: none, kms: none, s3: none, ses: none, states: none, ...services },
    fate: () => undefined,
    arrived: () => undefined,
  };
};
