import { describe, expect, it } from 'vitest';
import { type Asked, rightsAsked } from '#test/rehearsal/calls';

const asked = (some: Partial<Omit<Asked, 'body'>>, body = '') =>
  rightsAsked({ method: 'POST', path: '/', headers: {}, status: 200, ...some, body: Buffer.from(body) });
const json = (target: string, body: object) => asked({ headers: { 'x-amz-target': target } }, JSON.stringify(body));
const s3 = (method: string, path: string, some: Partial<Asked> = {}) => asked({ method, path, ...some });

describe('a request to AWS in the words of IAM', () => {
  it('names the table, or the index that is asked', () => {
    expect(json('DynamoDB_20120810.GetItem', { TableName: 't' })).toEqual(['dynamodb:GetItem table']);
    expect(json('DynamoDB_20120810.Query', { TableName: 't', IndexName: 'due' })).toEqual([
      'dynamodb:Query table/index/due',
    ]);
  });

  it('is for a transaction what each of its parts needs', () => {
    const parts = ['Put', 'Update', 'Delete', 'ConditionCheck'].map((part) => ({ [part]: { TableName: 't' } }));
    expect(json('DynamoDB_20120810.TransactWriteItems', { TransactItems: parts })).toEqual([
      'dynamodb:PutItem table',
      'dynamodb:UpdateItem table',
      'dynamodb:DeleteItem table',
      'dynamodb:ConditionCheckItem table',
    ]);
  });

  it('names the machine that is started, and nothing where a token says it all', () => {
    const stateMachineArn = 'arn:aws:states:eu-west-1:1:stateMachine:m:live';
    expect(json('AWSStepFunctions.StartExecution', { stateMachineArn })).toEqual([
      'states:StartExecution stateMachine:m',
    ]);
    expect(json('AWSStepFunctions.SendTaskSuccess', { taskToken: 'x' })).toEqual(['states:SendTaskSuccess *']);
  });

  it('is of a mail about its sender, and its configuration set where it has one', () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(asked({ headers }, 'Action=SendRawEmail&Version=2010-12-01')).toEqual(['ses:SendRawEmail identity']);
    expect(asked({ headers }, 'ConfigurationSetName=set&Action=SendRawEmail&Version=2010-12-01')).toEqual([
      'ses:SendRawEmail identity',
      'ses:SendRawEmail configuration-set',
    ]);
  });

  it('names of S3 the objects, whatever the key, and what KMS is asked by it', () => {
    const read = ['s3:GetObject files/*', 'kms:Decrypt key'];
    expect(s3('GET', '/b/applications/1/file?x-id=GetObject')).toEqual(read);
    expect(s3('HEAD', '/b/k')).toEqual(read);
    expect(s3('GET', '/b/k', { status: 404 })).toEqual(['s3:GetObject files/*', 's3:ListBucket files']);
    expect(s3('DELETE', '/b/k')).toEqual(['s3:DeleteObject files/*']);
    expect(s3('GET', '/b?list-type=2')).toEqual(['s3:ListBucket files']);
    expect(s3('PUT', '/b/k', { headers: { 'x-amz-copy-source': 'b/j' } })).toEqual([
      's3:GetObject files/*',
      's3:PutObject files/*',
      'kms:Decrypt key',
      'kms:GenerateDataKey key',
    ]);
  });
});
