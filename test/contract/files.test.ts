import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, it } from 'vitest';
import { virtualClock } from '#infra/embedded/clock';
import { download, fromStore } from '#functions/web/respond';
import { openFiles } from '#infra/embedded/files';
import { openKeys } from '#infra/embedded/keys';
import { s3Files } from '#shared/aws/s3';
import type { Files } from '#shared/files/files';
import { Instant } from '#shared/time/instant';
import { type Emulated, motoOrReason } from './moto.ts';

const { moto, reason } = await motoOrReason();
const folder = mkdtempSync(join(tmpdir(), 'nuanliu-files-'));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await moto?.[Symbol.asyncDispose]();
});

type Granted = Awaited<ReturnType<Files['grant']>>;
/** `post` does what the browser does with the form. @returns where the browser goes next; nothing when refused */
type Place = {
  readonly files: Files;
  readonly now: number;
  readonly post: (granted: Granted, file: File) => Promise<string | undefined>;
};

const formOf = ({ fields }: Granted, file: File): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', file); // S3 ignores whatever comes after it
  return form;
};

const onDisk = (): Place => {
  const now = Date.UTC(2019, 2, 11);
  const files = openFiles(join(folder, 'files'), {
    keys: openKeys(join(folder, 'keys.json')),
    clock: virtualClock(now),
    action: () => 'http://x/uploads',
  });
  return {
    files,
    now,
    post: async ({ fields }, file) => {
      const answer = await files.accept({ policy: fields['policy'] ?? '', signature: fields['signature'] ?? '' }, file);
      return 'back' in answer ? answer.back : undefined;
    },
  };
};

const onS3 = async (config: Emulated): Promise<Place> => {
  const client = new S3Client({ ...config, forcePathStyle: true });
  await client.send(
    new CreateBucketCommand({ Bucket: 'files', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }),
  );
  return {
    files: s3Files(client, 'files', { now: () => Instant.parse(Date.now()) }),
    now: Date.now(),
    post: async (granted, file) => {
      const response = await fetch(granted.action, { method: 'POST', body: formOf(granted, file), redirect: 'manual' });
      await response.body?.cancel();
      return response.headers.get('location')?.split('?')[0];
    },
  };
};

const disk = onDisk();
const places = [
  { name: 'on disk', place: disk },
  { name: `in S3${reason}`, place: moto && (await onS3(moto.config)) },
];

const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');

describe.each(places)('files $name', ({ place }) => {
  describe.skipIf(!place)('as everywhere', () => {
    const { files, now, post } = place ?? disk;
    const grant = (key: string) =>
      files.grant({ key, maxBytes: 100, back: new URL('http://127.0.0.1/apply/files'), until: now + 60_000 });

    it('arrive by a form, whatever they are called, and are told by what they are', async () => {
      const back = await post(await grant('HA-1/income.0'), new File([PNG], 'page.html', { type: 'text/html' }));
      expect(back).toBe('http://127.0.0.1/apply/files');
      const stored = await files.stat('HA-1/income.0');
      expect(stored).toMatchObject({ key: 'HA-1/income.0', bytes: 10, type: 'image/png', scan: 'not scanned' });
      expect(stored?.sha256).toBe(createHash('sha256').update(PNG).digest('hex'));
      expect(Buffer.from((await files.read('HA-1/income.0')) ?? [])).toEqual(PNG);
    });

    it('are listed by their folder, in quarantine and out of it', async () => {
      for (const key of ['HA-9/kept/1', 'HA-9/photo/1', 'HA-90/photo/1'])
        await post(await grant(key), new File([PNG], 'a.png', { type: 'image/png' }));
      await files.keep(['HA-9/kept/1']);
      expect(await files.list('HA-9')).toEqual(['HA-9/kept/1', 'HA-9/photo/1']);
      expect(await files.list('HA-8')).toEqual([]);
    });

    it('that did not arrive are not there', async () => {
      expect(await files.stat('HA-1/never')).toBeUndefined();
      expect(await files.read('HA-1/never')).toBeUndefined();
      await files.remove('HA-1/never');
    });

    it('replace what was under their key, and go when removed', async () => {
      await files.write('batch/1.csv', Buffer.from('one'), 'text/csv');
      await files.write('batch/1.csv', Buffer.from('two, longer'), 'text/csv');
      expect(await files.stat('batch/1.csv')).toMatchObject({ bytes: 11, name: '1.csv' });
      await files.remove('batch/1.csv');
      expect(await files.stat('batch/1.csv')).toBeUndefined();
      expect(await files.read('batch/1.csv')).toBeUndefined();
    });

    it('that are too large for an answer are fetched where they are, if that is elsewhere', async () => {
      const key = 'packets/FC-2019-1/1.zip';
      const small = await fromStore({ files }, key, download('1.zip', 'application/zip', Buffer.from('PK')));
      expect(small.status).toBe(200);
      const body = Buffer.alloc(5_000_000, 'PK');
      await files.write(key, body, 'application/octet-stream');
      const { status, headers = {} } = await fromStore({ files }, key, download('1.zip', 'application/zip', body));
      if (place === disk) return expect(status).toBe(200);
      expect(status).toBe(303);
      const fetched = await fetch(headers['location'] ?? '');
      expect(fetched.status).toBe(200);
      expect(Buffer.from(await fetched.arrayBuffer()).equals(body)).toBe(true);
      const { searchParams } = new URL(headers['location'] ?? '');
      expect(searchParams.get('X-Amz-Expires')).toBe('60');
      expect(searchParams.get('response-content-disposition')).toBe('attachment; filename="1.zip"');
    });

    it('say in their grant where they go, how long they may come and how large they may be', async () => {
      const { action, fields } = await grant('HA-1/income.1');
      expect(action).toMatch(/^http/);
      const policy = Buffer.from(fields['policy'] ?? fields['Policy'] ?? '', 'base64').toString();
      expect(policy).toContain('HA-1/income.1');
      expect(policy).toContain('100');
    });
  });
});

describe('files on disk', () => {
  const grant = () =>
    disk.files.grant({ key: 'HA-2/income.0', maxBytes: 20, back: new URL('http://x/'), until: disk.now + 60_000 });

  it.each([
    ['too large', new File([Buffer.alloc(21)], 'a')],
    ['empty', new File([], 'a')],
  ])('are refused when %s', async (_, file) => {
    expect(await disk.post(await grant(), file)).toBeUndefined();
    expect(await disk.files.stat('HA-2/income.0')).toBeUndefined();
  });

  it('are refused when the policy was changed', async () => {
    const { action, fields } = await grant();
    const policy = Buffer.from(JSON.stringify({ key: 'HA-3/x', maxBytes: 9e9, back: '/', until: 9e15 })).toString(
      'base64url',
    );
    expect(await disk.post({ action, fields: { ...fields, policy } }, new File([PNG], 'a'))).toBeUndefined();
  });
});

describe('the grant for S3', () => {
  it('is signed for this key, this size, a fixed type, and any name', async () => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const files = s3Files(new S3Client({ region: 'cn-north-1', credentials }), 'attachments', {
      now: () => Instant.parse(Date.now()),
    });
    const { action, fields } = await files.grant({
      key: 'k/1',
      maxBytes: 5,
      back: new URL('https://u.example/'),
      until: Date.now() + 600_000,
    });
    expect(action).toBe('https://attachments.s3.cn-north-1.amazonaws.com.cn/');
    const { conditions } = JSON.parse(Buffer.from(fields['Policy'] ?? '', 'base64').toString());
    expect(conditions).toEqual(
      expect.arrayContaining([
        ['content-length-range', 1, 5],
        ['starts-with', '$x-amz-meta-name', ''],
        { key: 'incoming/k/1' },
        { 'Content-Type': 'application/octet-stream' },
        { success_action_redirect: 'https://u.example/' },
      ]),
    );
    // S3 puts the name in before it compares: an exact condition on it would refuse every file.
    expect(conditions).not.toContainEqual({ 'x-amz-meta-name': '${filename}' });
    expect(fields['x-amz-meta-name']).toBe('${filename}');
  });
});
