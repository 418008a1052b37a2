import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectTaggingCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, it } from 'vitest';
import { virtualClock } from '#infra/embedded/clock';
import { openFiles } from '#infra/embedded/files';
import { openKeys } from '#infra/embedded/keys';
import { scannerAt } from '#infra/embedded/scanner';
import { fromStore } from '#functions/web/respond';
import { s3Files } from '#shared/aws/s3';
import { type Files, QUARANTINE, type StoredFile, UPLOAD_DAYS } from '#shared/files/files';
import { Instant } from '#shared/time/instant';
import { EICAR, protocolServer } from './clamd.ts';
import { motoOrReason } from './moto.ts';

const { moto, reason } = await motoOrReason();
const server = await protocolServer();
const folder = mkdtempSync(join(tmpdir(), 'nuanliu-quarantine-'));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server[Symbol.asyncDispose]();
  await moto?.[Symbol.asyncDispose]();
});

const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');
const clock = virtualClock(Date.UTC(2019, 2, 11));
let folders = 0;

const onDisk = (address?: string, unscanned: 'show' | 'block' = 'show') => {
  folders += 1;
  const home = join(folder, String(folders));
  const around = { keys: openKeys(`${home}.json`), clock, action: () => 'http://x/uploads' };
  return openFiles(home, { ...around, scanner: scannerAt(address), unscanned });
};

/** Grants an upload of this key and posts a file with it, as a browser does. */
const post = async (files: ReturnType<typeof onDisk>, key: string, body: Uint8Array, name = 'photo.png') => {
  const { fields } = await files.grant({
    key,
    maxBytes: 1_000,
    back: new URL('http://x/'),
    until: clock.now() + 60_000,
  });
  const { policy = '', signature = '' } = fields;
  return files.accept({ policy, signature }, new File([Buffer.from(body)], name));
};
const scanOf = async (files: Files, key: string): Promise<Pick<StoredFile, 'scan' | 'readable'> | undefined> => {
  const stored = await files.stat(key);
  return stored && { scan: stored.scan, readable: stored.readable };
};

describe('uploads on disk', () => {
  it('that nothing has named are swept after their time; what was kept stays, and keeps its name', async () => {
    const files = onDisk();
    await post(files, 'case/a', PNG, '签领.png');
    await post(files, 'case/b', PNG);
    await files.write('case/own.csv', Buffer.from('1'), 'text/csv');
    await files.keep(['case/a', 'case/never', 'case/a']);
    clock.moveTo(clock.now() + UPLOAD_DAYS * 86_400_000 - 1);
    await files.sweep();
    expect(await files.stat('case/b')).toBeDefined();
    clock.moveTo(clock.now() + 3_600_000);
    await files.sweep();
    expect(await files.stat('case/b')).toBeUndefined();
    expect(await files.read('case/b')).toBeUndefined();
    expect(await files.stat('case/a')).toMatchObject({ name: '签领.png', type: 'image/png', scan: 'not scanned' });
    expect(await files.stat('case/own.csv')).toBeDefined();
  });

  it('are not replaced once they are kept, and go from both places when removed', async () => {
    const files = onDisk();
    await post(files, 'case/a', PNG);
    await files.keep(['case/a']);
    await post(files, 'case/a', Buffer.from('another'));
    expect(Buffer.from((await files.read('case/a')) ?? [])).toEqual(PNG);
    await files.remove('case/a');
    expect(await files.stat('case/a')).toBeUndefined();
  });

  it('that are infected are never read and never kept', async () => {
    const files = onDisk(server.address);
    await post(files, 'case/a', EICAR);
    await post(files, 'case/b', PNG);
    expect(await scanOf(files, 'case/a')).toEqual({ scan: 'infected', readable: false });
    await expect(files.read('case/a')).rejects.toThrow('infected');
    await expect(files.keep(['case/a'])).rejects.toThrow('infected');
    expect(await scanOf(files, 'case/b')).toEqual({ scan: 'clean', readable: true });
  });

  it('are scanned when they are asked for, where the scanner was away when they came', async () => {
    await using late = await protocolServer();
    const files = onDisk();
    await post(files, 'case/a', EICAR);
    await files.keep(['case/a']);
    const home = join(folder, String(folders));
    const around = { keys: openKeys(`${home}.json`), clock, action: () => 'http://x/uploads' };
    const after = openFiles(home, { ...around, scanner: scannerAt(late.address) });
    await expect(after.read('case/a')).rejects.toThrow('infected');
  });

  it('wait for a scan where unscanned files are blocked; what the product made itself does not', async () => {
    await using away = await protocolServer('ERROR');
    const files = onDisk(away.address, 'block');
    await post(files, 'case/a', PNG);
    await files.write('batch/1.csv', Buffer.from('one'), 'text/csv');
    expect(await scanOf(files, 'case/a')).toEqual({ scan: 'not scanned', readable: false });
    await expect(files.read('case/a')).rejects.toThrow('not been scanned');
    await expect(files.keep(['case/a'])).rejects.toThrow('not been scanned');
    expect(Buffer.from((await files.read('batch/1.csv')) ?? []).toString()).toBe('one');
  });
});

describe(`uploads in S3${reason}`, () => {
  const now = { now: () => Instant.parse(Date.now()) };
  const tag = (client: S3Client, Key: string, Value: string) =>
    client.send(
      new PutObjectTaggingCommand({
        Bucket: 'scanned',
        Key,
        Tagging: { TagSet: [{ Key: 'GuardDutyMalwareScanStatus', Value }] },
      }),
    );

  it.skipIf(!moto)(
    'arrive in quarantine, are read by what GuardDuty says of them, and leave it with that',
    async () => {
      const client = new S3Client({ ...moto?.config, forcePathStyle: true });
      const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' as const };
      await client.send(new CreateBucketCommand({ Bucket: 'scanned', CreateBucketConfiguration }));
      const files = s3Files(client, 'scanned', now, { scanner: 'guardduty', unscanned: 'block' });
      const upload = async (key: string, body: Uint8Array = PNG) => {
        const { action, fields } = await files.grant({
          key,
          maxBytes: 10_000_000,
          back: new URL('http://x/'),
          until: Date.now() + 60_000,
        });
        const form = new FormData();
        for (const [name, value] of Object.entries(fields)) form.set(name, value.replace('${filename}', 'receipt.png')); // as S3 does
        form.set('file', new File([Buffer.from(body)], '签领.png'));
        await fetch(action, { method: 'POST', body: form, redirect: 'manual' });
      };
      const keys = async () =>
        (await client.send(new ListObjectsV2Command({ Bucket: 'scanned' }))).Contents?.map(({ Key }) => Key);
      for (const key of ['case/a', 'case/b', 'case/c']) await upload(key);
      expect(await keys()).toEqual(['case/a', 'case/b', 'case/c'].map((key) => `${QUARANTINE}${key}`));
      expect(await scanOf(files, 'case/a')).toEqual({ scan: 'scanning', readable: false });
      await expect(files.read('case/a')).rejects.toThrow('not been scanned');
      await tag(client, `${QUARANTINE}case/a`, 'NO_THREATS_FOUND');
      await tag(client, `${QUARANTINE}case/b`, 'THREATS_FOUND');
      await tag(client, `${QUARANTINE}case/c`, 'UNSUPPORTED');
      expect(await scanOf(files, 'case/a')).toEqual({ scan: 'clean', readable: true });
      expect(await scanOf(files, 'case/c')).toEqual({ scan: 'not scanned', readable: false });
      await expect(files.read('case/b')).rejects.toThrow('infected');
      await files.keep(['case/a', 'case/never']);
      await files.keep(['case/a']);
      expect(await keys()).toEqual(['case/a', `${QUARANTINE}case/b`, `${QUARANTINE}case/c`]);
      expect(await files.stat('case/a')).toMatchObject({ key: 'case/a', name: 'receipt.png', scan: 'clean' });
      expect(await files.scanOf('case/a')).toBe('clean');
      expect(await files.scanOf('case/never')).toBeUndefined();
      await upload('case/a'); // what a decision rests on is not replaced
      await tag(client, `${QUARANTINE}case/a`, 'THREATS_FOUND');
      expect(await scanOf(files, 'case/a')).toEqual({ scan: 'clean', readable: true });
      await files.remove('case/a');
      expect(await files.stat('case/a')).toBeUndefined();
      const open = s3Files(client, 'scanned', now);
      expect(await scanOf(open, 'case/c')).toEqual({ scan: 'not scanned', readable: true });
      const large = Buffer.concat([PNG, Buffer.alloc(4_000_001)]);
      await upload('case/large', large);
      expect(await keys()).toContain(`${QUARANTINE}case/large`);
      const read = await open.read('case/large');
      const { status, headers = {} } = await fromStore({ files: open }, 'case/large', {
        status: 200,
        headers: { 'content-type': 'image/png', 'content-disposition': 'inline' },
        body: read ?? '',
      });
      expect(status).toBe(303); // too large for an answer: the browser fetches it where it lies
      const fetched = await fetch(headers['location'] ?? '');
      expect(Buffer.from(await fetched.arrayBuffer()).equals(large)).toBe(true);
    },
  );
});
