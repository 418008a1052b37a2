import { Outage } from '#shared/faults';

/** How the SDK describes what went wrong, as far as we read it. */
type Described = {
  readonly name: string;
  readonly status: number;
  readonly code: string;
  readonly throttled: boolean;
};

const record = (value: unknown): ReadonlyMap<string, unknown> =>
  typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : new Map();

export const describeFault = (error: unknown): Described => {
  const fields = record(error);
  const status = record(fields.get('$metadata')).get('httpStatusCode');
  return {
    name: error instanceof Error ? error.name : '',
    status: typeof status === 'number' ? status : 0,
    code: String(fields.get('code') ?? ''),
    throttled: record(fields.get('$retryable')).get('throttling') === true,
  };
};

/** Names that mean "not now" although the service answers them with a 400. */
const PASSING = new Set([
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'ProvisionedThroughputExceededException',
  'LimitExceededException',
  'TransactionInProgressException',
  'TransactionConflictException',
  'RequestTimeout',
  'RequestTimeoutException',
  'TimeoutError',
  'AbortError',
  'SlowDown',
]);
const NETWORK = /^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR)/;

/** True when the same call may well succeed later: throttled, a server's fault, or no answer at all. */
export const passes = (error: unknown): boolean => {
  const { name, status, code, throttled } = describeFault(error);
  return throttled || status >= 500 || status === 429 || PASSING.has(name) || NETWORK.test(code);
};

/** Runs one call; what passes becomes an `Outage`, which machines and outbox retry by name. */
export const call = async <Answer>(what: string, send: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await send();
  } catch (cause) {
    if (passes(cause)) throw new Outage(`${what}: ${describeFault(cause).name}`, { cause });
    throw cause;
  }
};
