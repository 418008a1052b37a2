import { SESClient, VerifyDomainIdentityCommand } from '@aws-sdk/client-ses';
import { afterAll, describe, expect, it } from 'vitest';
import { outboxEntry } from '#shared/outbox/messages';
import { motoOrReason } from '#test/contract/moto';
import { deployedOn } from './coldStarted.ts';

/** Each kind of bundle, in a process of its own as on Lambda, against an emulator of AWS. */
const { moto, reason } = await motoOrReason();
const prepared = moto && {
  ses: new SESClient(moto.config),
  ...(await deployedOn(moto, {
    mail: 'ses',
    wanted: ['hardshipAid-open', 'applicant', 'background'],
    env: { SENDER: '暖流 <nuanliu@union.example>' },
  })),
};
afterAll(async () => {
  prepared?.[Symbol.dispose]();
  await moto?.[Symbol.asyncDispose]();
});

const get = (path: string) => ({
  version: '2.0',
  rawPath: path,
  rawQueryString: '',
  headers: { 'accept-language': 'zh-CN' },
  requestContext: { requestId: 'r', http: { method: 'GET', path, sourceIp: '192.0.2.1' } },
});

describe.skipIf(!prepared)(`a cold start${reason}`, () => {
  it('of a page shows the page, from the table', async () => {
    const answer = (await prepared?.invoke('applicant', get('/')))?.answer;
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(JSON.stringify(answer)).toContain('困难');
  });

  it('of a page that does not exist says so', async () => {
    expect((await prepared?.invoke('applicant', get('/nowhere')))?.answer).toMatchObject({ statusCode: 404 });
  });

  it('of a step fails by a name that machines know, although the code is minified', async () => {
    const failed = await prepared?.invoke('hardshipAid-open', { caseId: 'HA-2019-000001', entered: '1' });
    expect(failed?.error).toBe('NotFound');
  });

  it('by the schedule does what is due: mail waits for a sender that is verified, then leaves', async () => {
    const message = {
      kind: 'mail' as const,
      letter: 'signIn',
      to: { kind: 'person' as const, person: 'li-min' },
      link: 'nonce',
    };
    await prepared?.table.transact([outboxEntry('ACCOUNT#1', 1, 0, Date.UTC(2026, 0, 1), message)]);
    const items = async () => (await prepared?.table.query({ pk: 'ACCOUNT#1' }))?.items;
    expect(await prepared?.invoke('background', { source: 'schedule' })).toMatchObject({
      answer: { batchItemFailures: [] },
    });
    expect(await items()).toMatchObject([{ kind: 'outbox', tries: 1 }]);

    await prepared?.ses.send(new VerifyDomainIdentityCommand({ Domain: 'union.example' }));
    const woken = { Records: [{ dynamodb: { SequenceNumber: '1', Keys: { pk: { S: 'ACCOUNT#1' } } } }] };
    expect(await prepared?.invoke('background', woken)).toMatchObject({ answer: { batchItemFailures: [] } });
    expect(await items()).toMatchObject([{ sk: 'MAIL#0000000001.0', status: 'sent' }]);
  });
});
