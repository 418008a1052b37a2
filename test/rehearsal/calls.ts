import { type Right, rightsOf } from '#test/aws/rights';
import { operationOf, type Service } from '#test/aws/wire';

/** A request that has left a function, as the SDK has written it, and how it was answered. */
export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly status: number;
};

const BY_TARGET: Readonly<Record<string, Service>> = {
  DynamoDB_20120810: 'dynamodb',
  TrentService: 'kms',
  AWSStepFunctions: 'states',
};

const FORM = 'application/x-www-form-urlencoded';

/** JSON services name themselves in a header, SES takes forms, and S3 has what is left. */
const serviceOf = ({ headers }: Pick<Asked, 'headers'>): Service => {
  const [target = ''] = (headers['x-amz-target'] ?? '').split('.');
  return BY_TARGET[target] ?? (headers['content-type']?.startsWith(FORM) ? 'ses' : 's3');
};

/** The rights that it needed of the role of the function that sent it. */
export const rightsAsked = (asked: Asked): readonly Right[] => {
  const { method, path, headers, body, status } = asked;
  const service = serviceOf(asked);
  const query = Object.fromEntries(new URL(path, 'http://aws').searchParams);
  return rightsOf({ service, operation: operationOf(service, { method, headers, query }, body), body }, { status });
};
