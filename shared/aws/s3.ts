import { createHash } from 'node:crypto';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import type { Files } from '#shared/files/files';
import { sniff } from '#shared/files/sniff';
import type { Clock } from '#shared/time/clock';
import { call } from './faults.ts';

const NAME = 'x-amz-meta-name';
const MS = 1_000;

/** S3 gives back metadata that is not ASCII in the words of RFC 2047. */
const decoded = (name: string): string =>
  name.replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
    how.toUpperCase() === 'B'
      ? Buffer.from(text, 'base64').toString('utf8')
      : decodeURIComponent(text.replaceAll('_', '%20').replaceAll('=', '%')),
  );

type Stored = { readonly body: Uint8Array; readonly name: string };

/** Attachments in S3. The browser posts them there itself, under a policy that fixes key, size and what it is stored as. */
export const s3Files = (client: S3Client, Bucket: string, clock: Clock): Files => {
  const fetch = async (Key: string): Promise<Stored | undefined> => {
    try {
      return await call('GetObject', async () => {
        const { Body, Metadata = {} } = await client.send(new GetObjectCommand({ Bucket, Key }));
        const body = Body ? await Body.transformToByteArray() : new Uint8Array();
        return { body, name: decoded(Metadata['name'] ?? Key.split('/').at(-1) ?? Key) };
      });
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };

  return {
    async grant({ key, maxBytes, back, until }) {
      const { url, fields } = await createPresignedPost(client, {
        Bucket,
        Key: key,
        Expires: Math.max(1, Math.floor((until - clock.now()) / MS)),
        // Stored as bytes, whatever the browser says it is: nothing that was uploaded is ever served as a page.
        Fields: { 'Content-Type': 'application/octet-stream', success_action_redirect: back },
        Conditions: [
          ['content-length-range', 1, maxBytes],
          ['starts-with', `$${NAME}`, ''],
        ],
      });
      // Not among the fields above: those must match to the letter, and S3 puts the name in before it compares.
      return { action: url, fields: { ...fields, [NAME]: '${filename}' } };
    },

    async stat(key) {
      const stored = await fetch(key);
      if (!stored) return undefined;
      const { body, name } = stored;
      const sha256 = createHash('sha256').update(body).digest('hex');
      return { key, bytes: body.byteLength, type: sniff(body), sha256, name, scan: 'not scanned' };
    },

    read: async (key) => (await fetch(key))?.body,

    async write(Key, Body, ContentType) {
      await call('PutObject', () => client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType })));
    },

    async remove(Key) {
      await call('DeleteObject', () => client.send(new DeleteObjectCommand({ Bucket, Key })));
    },
  };
};

export const openFiles = (config: S3ClientConfig, bucket: string, clock: Clock): Files =>
  s3Files(new S3Client(config), bucket, clock);
