import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, describe, expect, it } from 'vitest';
import { serveEngine } from '#infra/embedded/engine/api/server';
import { exportTo, importFrom } from '#infra/move/archiving';
import { kmsKeys } from '#shared/aws/kms';
import { awsSource, awsTarget } from '#shared/aws/move/deployment';
import { s3Files } from '#shared/aws/s3';
import { Instant } from '#shared/time/instant';
import { walkTo } from '#test/e2e/case';
import { type Site, startEmbedded } from '#test/fakes';
import { emulatedTable } from './dynamo.ts';
import { type Emulated, motoOrReason } from './moto.ts';
import { exported, faults, imported, lived, showsCase, standsAt, temporary } from './moving.ts';

/**
 * A deployment of emulators: table, key and bucket are moto's. Step Functions is the engine behind its own protocol,
 * since moto runs no JSONata: the client is the SDK's, the machines are the shipped ones.
 */
const { moto, reason } = await motoOrReason();
afterAll(async () => moto?.[Symbol.asyncDispose]());

const AT = '2019-03-20T09:00:00+08:00';

const deployed = async (site: Site, config: Emulated) => {
  const [dynamo, kms, s3] = [
    new DynamoDBClient(config),
    new KMSClient(config),
    new S3Client({ ...config, forcePathStyle: true }),
  ];
  const table = await emulatedTable(config, 'moved', dynamo);
  const key = (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId ?? '';
  const LocationConstraint = 'eu-west-1' as const;
  await s3.send(new CreateBucketCommand({ Bucket: 'moved', CreateBucketConfiguration: { LocationConstraint } }));
  const files = s3Files(s3, 'moved', { now: () => Instant.parse(Date.now()) });
  Object.assign(site.host, { table, files, keys: kmsKeys(kms, key, table) });
  const api = await serveEngine(site.engine, 0);
  const sfn = new SFNClient({ ...config, endpoint: api.url });
  const arnOf = (machine: string) => `arn:aws:states:local:000000000000:stateMachine:${machine}:live`;
  const machines = { hardshipAid: arnOf('hardshipAid'), 'hardshipAid-resumed': arnOf('hardshipAid-resumed') };
  return {
    clients: { dynamo, kms, s3, sfn },
    deployment: { table: 'moved', key, bucket: 'moved', machines },
    [Symbol.asyncDispose]: () => api.close(),
  };
};

describe.skipIf(!moto)(`a federation that moves to AWS, and back${reason}`, () => {
  it('keeps cases, chains, sealed fields, files, links and where each case stands', async () => {
    if (!moto) return;
    using there = temporary();
    using back = temporary();
    const { ids, link } = await lived(there.a, 'townshipReview', 'publicNotice', 'unionReview');
    await exported(there.a, there.archive);
    {
      await using site = await startEmbedded({ folder: there.b, at: AT });
      await using aws = await deployed(site, moto.config);
      const before = (await site.engine.listExecutions({ machine: 'hardshipAid' })).executions;
      expect(before).toEqual([]);
      await importFrom(there.archive, awsTarget(aws.clients, aws.deployment));
      await expect(importFrom(there.archive, awsTarget(aws.clients, aws.deployment))).rejects.toThrow('already');
      await site.idle();
      expect(await faults(site.host, ids)).toEqual([undefined, undefined, undefined]);
      expect(await showsCase(site, link)).toEqual([200, true]);
      expect(await site.host.files.stat('case/a1')).toMatchObject({ name: '发票 1.png', type: 'image/png', bytes: 8 });
      expect(await Promise.all(ids.map((id) => standsAt(site.host, id)))).toMatchObject([
        { stage: 'townshipReview' },
        { stage: 'publicNotice' },
        { stage: 'unionReview' },
      ]);
      const { executions } = await site.engine.listExecutions({ machine: 'hardshipAid-resumed', status: 'RUNNING' });
      expect(executions).toHaveLength(3);
      await exportTo(awsSource(aws.clients, aws.deployment), back.archive, new Date());
    }
    await imported(back.archive, back.b, AT);
    await using home = await startEmbedded({ folder: back.b, at: AT });
    await home.idle();
    expect(await faults(home.host, ids)).toEqual([undefined, undefined, undefined]);
    expect(await showsCase(home, link)).toEqual([200, true]);
    expect(await home.files.stat('case/a1')).toMatchObject({ name: '发票 1.png', type: 'image/png', bytes: 8 });
    for (const id of ids) await walkTo(home, id, 'payment');
    expect(await faults(home.host, ids)).toEqual([undefined, undefined, undefined]);
  });
});
