import { describe, expect, it } from 'vitest';
import { callsOf } from '#test/rehearsal/calls';

const json = (target: string, body: object) =>
  callsOf({ method: 'POST', path: '/', target, body: JSON.stringify(body) });
const s3 = (method: string, path: string) => callsOf({ method, path, target: undefined, body: '' });

describe('a request to AWS in the words of IAM', () => {
  it('names a table, or the index that is asked', () => {
    expect(json('DynamoDB_20120810.GetItem', { TableName: 't' })).toEqual([
      { action: 'dynamodb:GetItem', resource: 'table/t' },
    ]);
    expect(json('DynamoDB_20120810.Query', { TableName: 't', IndexName: 'due' })).toEqual([
      { action: 'dynamodb:Query', resource: 'table/t/index/due' },
    ]);
  });

  it('names the tables of a batch', () => {
    expect(json('DynamoDB_20120810.BatchGetItem', { RequestItems: { t: { Keys: [] } } })).toEqual([
      { action: 'dynamodb:BatchGetItem', resource: 'table/t' },
    ]);
  });

  it('is for a transaction what each of its parts needs', () => {
    const parts = ['Put', 'Update', 'Delete', 'ConditionCheck'].map((part) => ({ [part]: { TableName: 't' } }));
    expect(json('DynamoDB_20120810.TransactWriteItems', { TransactItems: parts }).map(({ action }) => action)).toEqual([
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:DeleteItem',
      'dynamodb:ConditionCheckItem',
    ]);
  });

  it('names the machine that is started, and nothing where a token says it all', () => {
    const stateMachineArn = 'arn:aws:states:eu-west-1:1:stateMachine:m:live';
    expect(json('AWSStepFunctions.StartExecution', { stateMachineArn })).toEqual([
      { action: 'states:StartExecution', resource: stateMachineArn },
    ]);
    expect(json('AWSStepFunctions.SendTaskSuccess', { taskToken: 'x' })).toEqual([
      { action: 'states:SendTaskSuccess', resource: '*' },
    ]);
  });

  it('is of a mail about its sender and its configuration set', () => {
    const body = 'Action=SendRawEmail&ConfigurationSetName=set&Version=2010-12-01';
    expect(callsOf({ method: 'POST', path: '/', target: undefined, body })).toEqual([
      { action: 'ses:SendRawEmail', resource: 'identity' },
      { action: 'ses:SendRawEmail', resource: 'configuration-set/set' },
    ]);
  });

  it('names of S3 the object’s bucket, whatever the key', () => {
    expect(s3('GET', '/b/applications/1/file?x-id=GetObject')).toEqual([{ action: 's3:GetObject', resource: 'b/*' }]);
    expect(s3('DELETE', '/b/k')).toEqual([{ action: 's3:DeleteObject', resource: 'b/*' }]);
    expect(s3('GET', '/b?list-type=2')).toEqual([{ action: 's3:ListBucket', resource: 'b' }]);
  });
});
