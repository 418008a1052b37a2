import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { CLIENT } from '#shared/aws/adapters';
import { dynamoTable } from '#shared/aws/dynamo';
import { Outage } from '#shared/faults';
import { ConditionFailed, NEW, TransactionTooLarge } from '#shared/table/table';

type Scripted =
  | 'ok'
  | 'empty page'
  | 'hang up'
  | { readonly status?: number; readonly type: string; readonly reasons?: readonly string[] };
const Request = z.object({ ClientRequestToken: z.optional(z.string()) });

/** A server that speaks DynamoDB's protocol and answers as scripted; the last answer is repeated. */
const scripted = async (...answers: Scripted[]) => {
  const requests: { operation: string; token: string | undefined }[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const answer = answers[Math.min(requests.length, answers.length - 1)] ?? 'ok';
      const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
      requests.push({ operation, token: Request.parse(JSON.parse(body)).ClientRequestToken });
      if (answer === 'hang up') return request.socket.destroy();
      const head = { 'content-type': 'application/x-amz-json-1.0' };
      if (answer === 'ok') return response.writeHead(200, head).end('{}');
      if (answer === 'empty page') {
        const LastEvaluatedKey = { pk: { S: 'CASE#1' }, sk: { S: 'EVENT#1' } };
        return response.writeHead(200, head).end(JSON.stringify({ Items: [], LastEvaluatedKey }));
      }
      const { status = 400, type, reasons } = answer;
      const fault = {
        __type: `com.amazonaws.dynamodb.v20120810#${type}`,
        ...(reasons && { CancellationReasons: reasons.map((Code) => ({ Code })) }),
      };
      return response.writeHead(status, head).end(JSON.stringify(fault));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const endpoint = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts: CLIENT.maxAttempts });
  return {
    table: dynamoTable(client, 'any'),
    requests,
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

const cancelled = (...reasons: string[]) => ({ type: 'TransactionCanceledException', reasons });
const key = { pk: 'CASE#1', sk: 'CASE' };
const two = [
  { put: key, if: NEW },
  { update: { pk: 'FUND', sk: '2019' }, add: { freeFen: -1 }, if: { atLeast: { freeFen: 1 } } },
];

describe('a transaction on DynamoDB', () => {
  it('that meets another one is tried again, as the same transaction', async () => {
    await using server = await scripted(
      cancelled('None', 'TransactionConflict'),
      cancelled('TransactionConflict', 'None'),
      'ok',
    );
    await server.table.transact(two);
    expect(server.requests).toHaveLength(3);
    expect(new Set(server.requests.map(({ token }) => token)).size).toBe(1);
    expect(server.requests[0]?.token).toMatch(/.{36}/);
  });

  it.each<[string, Scripted]>([
    ['gets no answer', 'hang up'],
    ['is throttled', { type: 'ProvisionedThroughputExceededException' }],
    ['meets a fault of the service', { status: 500, type: 'InternalServerError' }],
    ['is still being carried out', { type: 'TransactionInProgressException' }],
  ])('that %s is tried again as the same transaction, and is an outage when that goes on', async (_, fault) => {
    await using brief = await scripted(fault, 'ok');
    await brief.table.transact(two);
    expect(new Set(brief.requests.map(({ token }) => token)).size).toBe(1);
    await using always = await scripted(fault);
    await expect(always.table.transact(two)).rejects.toBeInstanceOf(Outage);
    expect(always.requests).toHaveLength(CLIENT.maxAttempts);
  });

  it('whose condition fails says which, and is not tried again', async () => {
    await using server = await scripted(cancelled('None', 'ConditionalCheckFailed'));
    await expect(server.table.transact(two)).rejects.toEqual(new ConditionFailed([1]));
    expect(server.requests).toHaveLength(1);
  });

  it('that DynamoDB finds invalid is a fault of ours', async () => {
    await using server = await scripted(cancelled('ValidationError', 'None'));
    await expect(server.table.transact(two)).rejects.toBeInstanceOf(TransactionTooLarge);
  });

  it('without the right to write is no outage', async () => {
    await using server = await scripted({ type: 'AccessDeniedException' });
    await expect(server.table.transact(two)).rejects.not.toBeInstanceOf(Outage);
    expect(server.requests).toHaveLength(1);
  });

  it('is used for one write too where a repetition would matter, and not where it would not', async () => {
    await using server = await scripted('ok');
    await server.table.transact([{ put: key }]);
    await server.table.transact([{ delete: key }]);
    await server.table.transact([{ put: key, if: NEW }]);
    await server.table.transact([{ update: key, add: { count: 1 } }]);
    const operations = server.requests.map(({ operation }) => operation);
    expect(operations).toEqual(['PutItem', 'DeleteItem', 'TransactWriteItems', 'TransactWriteItems']);
  });
});

describe('reading from DynamoDB', () => {
  it('goes on after a page that is empty', async () => {
    await using server = await scripted('empty page', 'ok');
    expect(await server.table.query({ pk: 'CASE#1' })).toEqual({ items: [] });
    expect(server.requests).toHaveLength(2);
  });

  it.each<Scripted>(['hang up', { type: 'ThrottlingException' }, { status: 503, type: 'ServiceUnavailable' }])(
    'that fails with %j is an outage',
    async (fault) => {
      await using server = await scripted(fault);
      await expect(server.table.get(key)).rejects.toBeInstanceOf(Outage);
      await expect(server.table.query({ pk: 'CASE#1' })).rejects.toBeInstanceOf(Outage);
    },
  );
});
