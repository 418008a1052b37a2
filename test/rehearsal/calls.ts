import * as z from 'zod/mini';

/**
 * What a request to AWS asks for, in the words of IAM: read from the request itself, as the SDK has written it.
 *
 * `resource` is what a policy names: an ARN, or for DynamoDB and S3 the table, index or object within one.
 */
export type Call = { readonly action: string; readonly resource: string };
export type Sent = {
  readonly method: string;
  readonly path: string;
  /** `DynamoDB_20120810.GetItem`; absent where a service has another protocol. */
  readonly target: string | undefined;
  readonly body: string;
};

/** A transaction is allowed by the actions of its parts. */
const PARTS = { Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', ConditionCheck: 'ConditionCheckItem' };
const OBJECT = { GET: 'GetObject', HEAD: 'GetObject', PUT: 'PutObject', DELETE: 'DeleteObject' };

const Table = z.object({ TableName: z.string(), IndexName: z.optional(z.string()) });
const Batch = z.object({ RequestItems: z.record(z.string(), z.json()) });
const Transaction = z.object({ TransactItems: z.array(z.record(z.string(), Table)) });
const Key = z.object({ KeyId: z.string() });
const Machine = z.object({ stateMachineArn: z.optional(z.string()), executionArn: z.optional(z.string()) });

const tableOf = ({ TableName, IndexName }: z.infer<typeof Table>): string =>
  IndexName === undefined ? `table/${TableName}` : `table/${TableName}/index/${IndexName}`;

const named = (names: Readonly<Record<string, string>>, name: string): string => names[name] ?? name;

const byTarget: Readonly<Record<string, (operation: string, body: unknown) => readonly Call[]>> = {
  DynamoDB_20120810: (operation, body) => {
    if (operation === 'TransactWriteItems') {
      return z
        .parse(Transaction, body)
        .TransactItems.flatMap((item) => Object.entries(item))
        .map(([part, on]) => ({ action: `dynamodb:${named(PARTS, part)}`, resource: tableOf(on) }));
    }
    const batch = Batch.safeParse(body);
    const on = batch.success
      ? Object.keys(batch.data.RequestItems).map((TableName) => ({ TableName }))
      : [z.parse(Table, body)];
    return on.map((each) => ({ action: `dynamodb:${operation}`, resource: tableOf(each) }));
  },
  TrentService: (operation, body) => [{ action: `kms:${operation}`, resource: z.parse(Key, body).KeyId }],
  AWSStepFunctions: (operation, body) => {
    const { stateMachineArn, executionArn } = z.parse(Machine, body);
    return [{ action: `states:${operation}`, resource: stateMachineArn ?? executionArn ?? '*' }];
  },
};

/** SES speaks the query protocol: a form, whose sender is what its policy is about. */
const mailed = (body: string): readonly Call[] => {
  const form = new URLSearchParams(body);
  const action = `ses:${form.get('Action') ?? ''}`;
  const set = form.get('ConfigurationSetName');
  return ['identity', ...(set === null ? [] : [`configuration-set/${set}`])].map((resource) => ({ action, resource }));
};

/** @returns nothing for a request that is none of the SDK's */
export const callsOf = ({ method, path, target, body }: Sent): readonly Call[] => {
  if (target !== undefined) {
    const [service = '', operation = ''] = target.split('.');
    return byTarget[service]?.(operation, JSON.parse(body)) ?? [{ action: target, resource: '*' }];
  }
  if (body.startsWith('Action=') || body.includes('&Action=')) return mailed(body);
  const [, bucket = '', key = ''] = /^\/([^/?]+)\/?([^?]*)/.exec(path) ?? [];
  if (bucket === '') return [];
  return key === ''
    ? [{ action: 's3:ListBucket', resource: bucket }]
    : [{ action: `s3:${named(OBJECT, method)}`, resource: `${bucket}/*` }];
};
