import * as z from 'zod/mini';
import { BUCKET } from './s3.ts';
import type { Reply, Sent } from './wire.ts';

/** `dynamodb:PutItem table`: an action, and what it was done to. */
export const Right = z.templateLiteral([z.string(), ':', z.string(), ' ', z.string()]);
export type Right = z.infer<typeof Right>;

/** What a form that a role has signed needs of that role once a browser posts it. */
export const RIGHTS_OF_POST: readonly Right[] = [`s3:PutObject ${BUCKET}/*`, 'kms:GenerateDataKey key'];

const Named = z.record(z.string(), z.unknown());
const Transaction = z.object({ TransactItems: z.array(Named) });
const Query = z.object({ IndexName: z.optional(z.string()) });
const Machine = z.object({ stateMachineArn: z.optional(z.string()), executionArn: z.optional(z.string()) });

/** A transaction needs the rights of its parts, and none of its own. */
const PART: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

/** arn:aws:states:r:1:stateMachine:Name:live, arn:aws:states:r:1:execution:Name:name → Name */
const machineIn = (body: unknown): string => {
  const { stateMachineArn, executionArn } = z.parse(Machine, body);
  return (stateMachineArn ?? executionArn)?.split(':')[6] ?? '*';
};

const OF_EXECUTIONS = ['DescribeExecution', 'GetExecutionHistory', 'StopExecution'];

/**
 * What the role of whoever sent this must allow.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html (Query of an index is
 *   a right on the index)
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html (an absent object is told as such to whoever
 *   may list the bucket)
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html (reading needs kms:Decrypt, writing
 *   kms:GenerateDataKey)
 * @see https://docs.aws.amazon.com/ses/latest/dg/sending-authorization-policies.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concept-create-iam-advanced.html
 */
export const rightsOf = (
  { service, operation, body }: Pick<Sent, 'service' | 'operation' | 'body'>,
  { status }: Pick<Reply, 'status'>,
): Right[] => {
  if (service === 'kms') return [`kms:${operation} key`];
  if (service === 'ses') {
    const set = new URLSearchParams(body.toString()).has('ConfigurationSetName');
    return [`ses:${operation} identity`, ...(set ? [`ses:${operation} configuration-set` as const] : [])];
  }
  if (service === 's3') {
    if (operation === 'PutObject') return [...RIGHTS_OF_POST];
    if (operation === 'CopyObject')
      return [`s3:GetObject ${BUCKET}/*`, `s3:PutObject ${BUCKET}/*`, 'kms:Decrypt key', 'kms:GenerateDataKey key'];
    if (operation === 'ListObjectsV2') return [`s3:ListBucket ${BUCKET}`];
    if (operation === 'DeleteObject') return [`s3:DeleteObject ${BUCKET}/*`];
    return status === 404
      ? [`s3:GetObject ${BUCKET}/*`, `s3:ListBucket ${BUCKET}`]
      : [`s3:GetObject ${BUCKET}/*`, 'kms:Decrypt key'];
  }
  const input: unknown = JSON.parse(body.toString());
  if (service === 'states') {
    if (operation.startsWith('SendTask')) return [`states:${operation} *`];
    return [
      `states:${operation} ${OF_EXECUTIONS.includes(operation) ? 'execution' : 'stateMachine'}:${machineIn(input)}`,
    ];
  }
  if (operation === 'TransactWriteItems') {
    const parts = z.parse(Transaction, input).TransactItems.flatMap((part) => Object.keys(part));
    return parts.map((part): Right => `dynamodb:${PART[part] ?? part} table`);
  }
  const index = operation === 'Query' ? z.parse(Query, input).IndexName : undefined;
  return [`dynamodb:${operation} table${index === undefined ? '' : `/index/${index}`}`];
};
