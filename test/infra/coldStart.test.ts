import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { SESClient, VerifyDomainIdentityCommand } from '@aws-sdk/client-ses';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { bundles, ROOT, writeBundles } from '#infra/aws/bundle';
import { functionsOf } from '#infra/aws/stack';
import { outboxEntry } from '#shared/outbox/messages';
import { parseUnion, writeUnion } from '#shared/people/union';
import { emulatedTable } from '#test/contract/dynamo';
import { motoOrReason } from '#test/contract/moto';

/** Each kind of bundle, in a process of its own as on Lambda, against an emulator of AWS. */
const { moto, reason } = await motoOrReason();
const folder = mkdtempSync(join(tmpdir(), 'nuanliu-cold-'));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await moto?.[Symbol.asyncDispose]();
});

const settings = { stage: 'dev', sender: '暖流 <nuanliu@union.example>', mail: 'ses' as const };
const wanted = ['hardshipAid-open', 'applicant', 'background'];

const prepare = async () => {
  if (!moto) return undefined;
  const { config } = moto;
  const table = await emulatedTable(config, 'cold');
  const text = readFileSync(new URL('infra/embedded/sample/union.yaml', ROOT), 'utf8');
  await writeUnion(table, parseUnion(text), { sample: true });
  const { KeyMetadata } = await new KMSClient(config).send(new CreateKeyCommand({}));
  const env = {
    PATH: process.env['PATH'],
    AWS_ENDPOINT_URL: config.endpoint,
    AWS_REGION: config.region,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    NUANLIU_URL: 'https://aid.union.example/',
    TABLE: 'cold',
    KEY: KeyMetadata?.KeyId ?? '',
    BUCKET: 'files',
    SENDER: settings.sender,
    MAILS: '100',
    MACHINES: JSON.stringify({ hardshipAid: `arn:aws:states:${config.region}:123456789012:stateMachine:none:live` }),
  };
  const specs = functionsOf(settings).filter(({ name }) => wanted.includes(name));
  return { table, env, ses: new SESClient(config), written: writeBundles(await bundles(specs), folder) };
};
const prepared = await prepare();

const RUN = `
  const { handler } = require(process.argv[1]);
  Promise.resolve(handler(JSON.parse(process.argv[2]), {}))
    .then((answer) => ({ answer }), (error) => ({ error: error.name, message: error.message }))
    .then((result) => require('fs').writeSync(1, '\\n' + JSON.stringify(result)));`;
const Result = z.object({
  answer: z.optional(z.unknown()),
  error: z.optional(z.string()),
  message: z.optional(z.string()),
});

const invoke = async (name: string, event: unknown) => {
  const path = join(prepared?.written[name] ?? '', 'index.js');
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', RUN, path, JSON.stringify(event)], {
    env: prepared?.env ?? {},
  });
  return Result.parse(JSON.parse(stdout.split('\n').at(-1) ?? ''));
};

const get = (path: string) => ({
  version: '2.0',
  rawPath: path,
  rawQueryString: '',
  headers: { 'accept-language': 'zh-CN' },
  requestContext: { requestId: 'r', http: { method: 'GET', path, sourceIp: '192.0.2.1' } },
});

describe.skipIf(!prepared)(`a cold start${reason}`, () => {
  it('of a page shows the page, from the table', async () => {
    const { answer } = await invoke('applicant', get('/'));
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(JSON.stringify(answer)).toContain('困难');
  });

  it('of a page that does not exist says so', async () => {
    expect((await invoke('applicant', get('/nowhere'))).answer).toMatchObject({ statusCode: 404 });
  });

  it('of a step fails by a name that machines know, although the code is minified', async () => {
    const { error } = await invoke('hardshipAid-open', { caseId: 'HA-2019-000001', entered: '1' });
    expect(error).toBe('NotFound');
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
    expect(await invoke('background', { source: 'schedule' })).toMatchObject({ answer: { batchItemFailures: [] } });
    expect(await items()).toMatchObject([{ kind: 'outbox', tries: 1 }]);

    await prepared?.ses.send(new VerifyDomainIdentityCommand({ Domain: 'union.example' }));
    const woken = { Records: [{ dynamodb: { SequenceNumber: '1', Keys: { pk: { S: 'ACCOUNT#1' } } } }] };
    expect(await invoke('background', woken)).toMatchObject({ answer: { batchItemFailures: [] } });
    expect(await items()).toMatchObject([{ sk: 'MAIL#0000000001.0', status: 'sent' }]);
  });
});
