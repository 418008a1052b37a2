import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { outboxEntry } from '#shared/outbox/messages';
import { openMailServer } from '#test/contract/mailServer';
import { type Emulated, motoOrReason } from '#test/contract/moto';
import { deployedOn } from './coldStarted.ts';
import { synthesise } from './synthesised.ts';

/** Mail where there is no SES: the deployed function, a secret of Secrets Manager, and a server that asks for a password. */
const { moto, reason } = await motoOrReason();

const ACCOUNT = { username: 'nuanliu@union.example.cn', password: 'p@ss:word/一' };
const server = await openMailServer({
  allowInsecureAuth: true,
  onAuth: ({ username, password }, _session, done) =>
    username === ACCOUNT.username && password === ACCOUNT.password
      ? done(null, { user: username })
      : done(new Error('wrong password')),
});
const { letters, port } = server;

const secrets = async ({ endpoint, region }: Emulated, verb: 'CreateSecret' | 'GetSecretValue', body: object) => {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `secretsmanager.${verb}`,
      authorization: `AWS4-HMAC-SHA256 Credential=test/20261126/${region}/secretsmanager/aws4_request, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  return z.object({ SecretString: z.optional(z.string()) }).parse(await answer.json());
};

const stack = synthesise({ mail: 'smtp', stage: 'prod' });

/** What the template says of a function's setting; a reference to a secret is resolved as CloudFormation does. */
const settingOf = async (config: Emulated, name: string): Promise<string> => {
  const [, made] = stack.ofType('AWS::Lambda::Function').find(([id]) => id.startsWith('background')) ?? [];
  const { Variables } = z
    .object({ Variables: z.record(z.string(), z.unknown()) })
    .parse(made?.Properties['Environment']);
  const said = z.string().parse(Variables[name]);
  const [, SecretId] = /^\{\{resolve:secretsmanager:([^:}]+):SecretString:::\}\}$/.exec(said) ?? [];
  if (SecretId === undefined) return said;
  return (await secrets(config, 'GetSecretValue', { SecretId })).SecretString ?? '';
};

const prepare = async () => {
  if (!moto) return undefined;
  const { config } = moto;
  const url = (password: string) =>
    `smtp://${encodeURIComponent(ACCOUNT.username)}:${encodeURIComponent(password)}@127.0.0.1:${port}`;
  await secrets(config, 'CreateSecret', { Name: 'nuanliu/prod/smtp', SecretString: url(ACCOUNT.password) });
  const env = { SMTP_URL: await settingOf(config, 'SMTP_URL'), SENDER: await settingOf(config, 'SENDER') };
  const world = await deployedOn(moto, { mail: 'smtp', wanted: ['background'], env });
  return { ...world, sender: env.SENDER, locked: { SMTP_URL: url('wrong') } };
};
const prepared = await prepare();
afterAll(async () => {
  prepared?.[Symbol.dispose]();
  await moto?.[Symbol.asyncDispose]();
  await server.close();
});

const message = {
  kind: 'mail' as const,
  letter: 'signIn',
  to: { kind: 'person' as const, person: 'li-min' },
  link: 'nonce',
};
const woken = (pk: string) => ({ Records: [{ dynamodb: { SequenceNumber: '1', Keys: { pk: { S: pk } } } }] });

describe.skipIf(!prepared)(`mail over SMTP, on AWS${reason}`, () => {
  it('leaves with the account that the secret names', async () => {
    await prepared?.table.transact([outboxEntry('ACCOUNT#1', 1, 0, Date.UTC(2026, 0, 1), message)]);
    expect(await prepared?.invoke('background', woken('ACCOUNT#1'))).toMatchObject({
      answer: { batchItemFailures: [] },
    });
    expect((await prepared?.table.query({ pk: 'ACCOUNT#1' }))?.items).toMatchObject([{ status: 'sent' }]);
    expect(letters).toHaveLength(1);
    expect(/^From: (.*?)\r?$/m.exec(letters[0] ?? '')?.[1]).toBe(prepared?.sender);
    expect(letters[0]).toMatch(/^To: \S+@example\.org\r?$/m);
  });

  it('waits where the server takes no password of ours, and the log says why, not whose', async () => {
    await prepared?.table.transact([outboxEntry('ACCOUNT#2', 1, 0, Date.UTC(2026, 0, 1), message)]);
    const { answer, log = '' } = (await prepared?.invoke('background', woken('ACCOUNT#2'), prepared.locked)) ?? {};
    expect(answer).toEqual({ batchItemFailures: [] });
    expect((await prepared?.table.query({ pk: 'ACCOUNT#2' }))?.items).toMatchObject([{ kind: 'outbox', tries: 1 }]);
    expect(log).toContain('{"code":"mail.waits","why":"The mail server could not take it (EAUTH)"}');
    expect(log).not.toMatch(/@|wrong/);
    expect(letters).toHaveLength(1);
  });
});
