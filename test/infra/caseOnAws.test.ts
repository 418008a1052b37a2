import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { SESClient, VerifyDomainIdentityCommand } from '@aws-sdk/client-ses';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '#infra/aws/bundle';
import { kmsKeys } from '#shared/aws/kms';
import { sesMail } from '#shared/aws/ses';
import { casePk } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { FundId, fundKey } from '#shared/ledger/budget';
import { parseUnion, writeUnion } from '#shared/people/union';
import { all, keyOf, prefix, type Table } from '#shared/table/table';
import { emulatedTable } from '#test/contract/dynamo';
import { motoOrReason } from '#test/contract/moto';
import { submit, walkTo } from '#test/e2e/case';
import { type Site, startEmbedded } from '#test/fakes';

/** The shipped rules, steps and machine on the adapters of AWS; only clock and engine are the embedded host's. */
const { moto, reason } = await motoOrReason();
afterAll(async () => moto?.[Symbol.asyncDispose]());

/** What the table's stream does on AWS: wakes whoever carries messages out. */
const waking = (table: Table, { wake }: Site['pump']): Table => ({
  ...table,
  async transact(writes) {
    await table.transact(writes);
    for (const { pk, sk } of writes.map(keyOf)) if (sk.startsWith('OUT#')) wake(pk);
  },
});

const onAws = async (site: Site, { config }: NonNullable<typeof moto>) => {
  const client = new DynamoDBClient(config);
  const calls = new Map<string, number>();
  let last: Promise<unknown> = Promise.resolve();
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        calls.set(commandName, (calls.get(commandName) ?? 0) + 1);
        // One at a time: moto undoes a failed transaction together with whatever others have written meanwhile.
        const answer = last.then(() => next(args));
        last = answer.catch(() => undefined);
        return answer;
      },
    { step: 'initialize' },
  );
  const table = await emulatedTable(config, 'case', client);
  await writeUnion(table, parseUnion(readFileSync(new URL('infra/embedded/sample/union.yaml', ROOT), 'utf8')), {
    sample: true,
  });
  const kms = new KMSClient(config);
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const ses = new SESClient(config);
  await ses.send(new VerifyDomainIdentityCommand({ Domain: 'union.example' }));
  const mail = sesMail(ses, '暖流 <nuanliu@union.example>');
  // Whoever holds this host, steps and pages and pump, looks its ports up at every use.
  Object.assign(site, { table });
  Object.assign(site.host, {
    table: waking(table, site.pump),
    keys: kmsKeys(kms, KeyMetadata?.KeyId ?? '', table),
    mail,
  });
  calls.clear();
  return { table, calls };
};

describe.skipIf(!moto)(`a hardship case on DynamoDB, KMS and SES${reason}`, () => {
  it('goes from its submission to money that waits for its payment', async () => {
    if (!moto) return;
    await using site = await startEmbedded();
    const { table, calls } = await onAws(site, moto);
    const id = await submit(site);
    await walkTo(site, id, 'payment');
    expect(await getCase(table, id)).toMatchObject({ stage: 'payment', approvedFen: 430_000, receivedFen: 430_000 });
    expect(await table.get(fundKey(FundId.parse('hardship'), 2019))).toMatchObject({
      freeFen: 29_570_000,
      committedFen: 430_000,
    });

    const mails = await all(table, { pk: casePk(id), ...prefix('MAIL#') });
    expect(mails.length).toBeGreaterThan(5);
    expect(mails.filter(({ status }) => status !== 'sent')).toEqual([]);
    expect(await all(table, { pk: casePk(id), ...prefix('OUT#') })).toEqual([]);
    expect(site.mailbox.list()).toEqual([]);
    expect([...calls.keys()]).not.toContain('ScanCommand');
    console.log('Calls to DynamoDB for one case:', Object.fromEntries(calls));
  }, 60_000);
});
