import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import type { Files, StoredFile } from '#shared/files/files';
import { sniff } from '#shared/files/sniff';
import type { Keys } from '#shared/keys/keys';
import type { Clock } from '#shared/time/clock';

/** What an upload was allowed to be; signed, since it travels through the browser. */
const Policy = z.object({ key: z.string(), maxBytes: z.number(), back: z.string(), until: z.number() });
type Policy = z.infer<typeof Policy>;

const Meta = z.object({ name: z.string(), type: z.string(), sha256: z.string(), bytes: z.number() });
const SAFE_KEY = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,200}$/;

export type EmbeddedFiles = Files & {
  /** Takes what the browser posted. @returns where it goes next, or why it was refused */
  accept(
    fields: { policy: string; signature: string },
    file: File,
  ): Promise<{ back: string } | { refused: 'policy' | 'late' | 'size' | 'empty' }>;
};

/** Attachments on disk, under names that nobody outside chooses: written whole, then moved into place. */
export const openFiles = (
  folder: string,
  { keys, clock, action }: { keys: Keys; clock: Clock; action: () => string },
): EmbeddedFiles => {
  mkdirSync(folder, { recursive: true });
  const pathOf = (key: string) => {
    if (!SAFE_KEY.test(key) || key.includes('..')) throw new RangeError(`Not a file key: ${key}`);
    return join(folder, key);
  };
  const sign = async (policy: string) =>
    createHmac('sha256', await keys.blind('upload', 'policy'))
      .update(policy)
      .digest();

  const keep = async (key: string, name: string, body: Uint8Array): Promise<void> => {
    const path = pathOf(key);
    mkdirSync(dirname(path), { recursive: true });
    const meta = {
      name,
      type: sniff(body),
      sha256: createHash('sha256').update(body).digest('hex'),
      bytes: body.byteLength,
    };
    await durable(path, body);
    await durable(`${path}.json`, Buffer.from(JSON.stringify(meta)));
  };

  return {
    grant: async (upload) => {
      const policy = Buffer.from(JSON.stringify(upload satisfies Policy)).toString('base64url');
      return { action: action(), fields: { policy, signature: (await sign(policy)).toString('base64url') } };
    },
    accept: async ({ policy, signature }, file) => {
      const given = Buffer.from(signature, 'base64url');
      const wanted = await sign(policy);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return { refused: 'policy' };
      const { key, maxBytes, back, until } = Policy.parse(JSON.parse(Buffer.from(policy, 'base64url').toString()));
      if (clock.now() > until) return { refused: 'late' };
      if (file.size > maxBytes) return { refused: 'size' };
      if (file.size === 0) return { refused: 'empty' };
      // What a decision may rest on already is never replaced, however often the same form is posted.
      if (!existsSync(`${pathOf(key)}.json`)) await keep(key, file.name, new Uint8Array(await file.arrayBuffer()));
      return { back };
    },
    stat: async (key): Promise<StoredFile | undefined> => {
      const path = pathOf(key);
      if (!existsSync(`${path}.json`) || !existsSync(path)) return undefined;
      const meta = Meta.parse(JSON.parse(await readFile(`${path}.json`, 'utf8')));
      return (await stat(path)).size === meta.bytes ? { key, ...meta, scan: 'not scanned' } : undefined;
    },
    read: async (key) => (existsSync(pathOf(key)) ? readFile(pathOf(key)) : undefined),
    write: async (key, body) => keep(key, key.split('/').at(-1) ?? key, body),
    remove: async (key) => {
      await rm(pathOf(key), { force: true });
      await rm(`${pathOf(key)}.json`, { force: true });
    },
  };
};

const durable = async (path: string, body: Uint8Array): Promise<void> => {
  const part = `${path}.part`;
  const file = await open(part, 'w', 0o600);
  try {
    await file.writeFile(body);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
};
