import { createHash } from 'node:crypto';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { type Files, isReadable, mustBeReadable, QUARANTINE, type Scan } from '#shared/files/files';
import { sniff } from '#shared/files/sniff';
import type { Clock } from '#shared/time/clock';
import { call } from './faults.ts';
import { presignedGet, presignedUpload } from './presign.ts';
import { type Scanning, verdictOf } from './verdict.ts';

const MS = 1_000;

/** S3 gives back metadata that is not ASCII in the words of RFC 2047. */
const decoded = (name: string): string =>
  name.replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, text: string) =>
    how.toUpperCase() === 'B'
      ? Buffer.from(text, 'base64').toString('utf8')
      : decodeURIComponent(text.replaceAll('_', '%20').replaceAll('=', '%')),
  );

type Stored = {
  readonly key: string;
  readonly body: Uint8Array;
  readonly name: string;
  readonly at: number;
  readonly kept: boolean;
};

const UNCHECKED: Scanning = { scanner: 'none', unscanned: 'show' };

/** A scan takes seconds; what has no tag after an hour gets none. */
const SCANS_WITHIN_MS = 3_600_000;

/** Attachments in S3. The browser posts them there itself, under a policy that fixes key, size and what it is stored as. */
export const s3Files = (
  client: S3Client,
  Bucket: string,
  clock: Clock,
  { scanner, unscanned }: Scanning = UNCHECKED,
): Files => {
  const get = async (Key: string, some: { readonly Range?: string } = {}): Promise<Stored | undefined> => {
    try {
      return await call('GetObject', async () => {
        const { Body, LastModified, Metadata = {} } = await client.send(new GetObjectCommand({ Bucket, Key, ...some }));
        const body = Body ? await Body.transformToByteArray() : new Uint8Array();
        const name = decoded(Metadata['name'] ?? Key.split('/').at(-1) ?? Key);
        return { key: Key, body, name, at: LastModified?.getTime() ?? 0, kept: !Key.startsWith(QUARANTINE) };
      });
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
  /** What is kept stands before what came later under the same key. */
  const fetch = async (key: string) => (await get(key)) ?? (await get(`${QUARANTINE}${key}`));

  const verdict = async (Key: string) => (scanner === 'none' ? 'not scanned' : verdictOf(client, Bucket, Key));
  const scanOf = async ({ key, at, kept }: Stored): Promise<Scan> => {
    const said = await verdict(key);
    if (said !== undefined) return said;
    return kept || clock.now() - at > SCANS_WITHIN_MS ? 'not scanned' : 'scanning';
  };
  const standing = async (stored: Stored) => {
    const scan = await scanOf(stored);
    return { scan, readable: isReadable(scan, stored.kept, unscanned) };
  };

  return {
    async grant({ key, maxBytes, back, until }) {
      const seconds = Math.max(1, Math.floor((until - clock.now()) / MS));
      return presignedUpload(client, Bucket, `${QUARANTINE}${key}`, { maxBytes, back, seconds });
    },

    async list(folder) {
      const found = await Promise.all(
        [`${folder}/`, `${QUARANTINE}${folder}/`].map(async (Prefix) => {
          const { Contents = [] } = await call('ListObjectsV2', () =>
            client.send(new ListObjectsV2Command({ Bucket, Prefix })),
          );
          return Contents.flatMap(({ Key }) => (Key === undefined ? [] : `${folder}/${Key.slice(Prefix.length)}`));
        }),
      );
      return [...new Set(found.flat())].toSorted();
    },

    async stat(key) {
      const stored = await fetch(key);
      if (!stored) return undefined;
      const { body, name } = stored;
      const sha256 = createHash('sha256').update(body).digest('hex');
      return { key, bytes: body.byteLength, type: sniff(body), sha256, name, ...(await standing(stored)) };
    },

    async scanOf(key) {
      try {
        return (await verdict(key)) ?? 'not scanned';
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },

    async read(key) {
      const stored = await fetch(key);
      if (stored) mustBeReadable({ key, ...(await standing(stored)) });
      return stored?.body;
    },

    async link(key, as) {
      const kept = await get(key, { Range: 'bytes=0-0' });
      return presignedGet(client, Bucket, kept ? key : `${QUARANTINE}${key}`, as);
    },

    async keep(all) {
      for (const Key of all) {
        const stored = await fetch(Key);
        if (!stored || stored.kept) continue;
        mustBeReadable({ key: Key, ...(await standing(stored)) });
        const from = { Bucket, Key: stored.key };
        // With its metadata and tags: the name it came by, and what the scanner said.
        const CopySource = `${Bucket}/${encodeURIComponent(stored.key)}`;
        await call('CopyObject', () => client.send(new CopyObjectCommand({ Bucket, Key, CopySource })));
        await call('DeleteObject', () => client.send(new DeleteObjectCommand(from)));
      }
    },

    async write(Key, Body, ContentType) {
      await call('PutObject', () => client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType })));
    },

    async remove(key) {
      for (const Key of [key, `${QUARANTINE}${key}`])
        await call('DeleteObject', () => client.send(new DeleteObjectCommand({ Bucket, Key })));
    },
  };
};

export const openFiles = (config: S3ClientConfig, bucket: string, clock: Clock, scanning: Scanning): Files =>
  s3Files(new S3Client(config), bucket, clock, scanning);
