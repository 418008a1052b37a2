import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { link, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import * as z from 'zod/mini';
import { isReadable, QUARANTINE, type StoredFile, type Unscanned } from '#shared/files/files';
import { sniff } from '#shared/files/sniff';
import { noScanner, type Scanner } from './scanner.ts';

/** Files on disk with their descriptions beside them, in quarantine or kept; scanned when they come. */
const Meta = z.object({
  name: z.string(),
  type: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  /** Of an upload: when it came, and what a scanner said of it. */
  at: z.optional(z.number()),
  scan: z.optional(z.enum(['clean', 'infected'])),
});
type Meta = z.infer<typeof Meta>;
const SAFE_KEY = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,200}$/;

export type Found = StoredFile & { readonly path: string; readonly kept: boolean };

export const fileStore = (folder: string, scanner: Scanner, unscanned: Unscanned) => {
  const pathOf = (key: string) => {
    if (!SAFE_KEY.test(key) || key.includes('..')) throw new RangeError(`Not a file key: ${key}`);
    return join(folder, key);
  };
  /** What is kept stands before what came later under the same key. */
  const placeOf = (key: string): { path: string; kept: boolean } | undefined => {
    const path = pathOf(key);
    if (existsSync(`${path}.json`)) return { path, kept: true };
    const incoming = pathOf(`${QUARANTINE}${key}`);
    return existsSync(`${incoming}.json`) ? { path: incoming, kept: false } : undefined;
  };
  /** An upload that could not be scanned when it came is scanned when it is asked for. */
  const scanned = async (path: string, meta: Meta, body?: Uint8Array): Promise<Meta> => {
    if (meta.at === undefined || meta.scan !== undefined || scanner === noScanner) return meta;
    const scan = await scanner.scan(body ?? (await readFile(path)));
    if (!scan) return meta;
    await durable(`${path}.json`, Buffer.from(JSON.stringify({ ...meta, scan })));
    return { ...meta, scan };
  };

  return {
    has: (key: string): boolean => placeOf(key) !== undefined,

    /** Keys of a folder, by their descriptions. */
    async list(under: string): Promise<string[]> {
      const found = await Promise.all(
        [under, `${QUARANTINE}${under}`].map(async (key) => {
          const path = pathOf(key);
          const names = existsSync(path) ? await readdir(path, { recursive: true }) : [];
          return names.flatMap((name) =>
            name.endsWith('.json') ? `${under}/${name.slice(0, -'.json'.length).replaceAll(sep, '/')}` : [],
          );
        }),
      );
      return [...new Set(found.flat())].toSorted();
    },

    /** @param at when an upload came; without it the file is the product's own */
    async put(key: string, name: string, body: Uint8Array, at?: number): Promise<void> {
      const path = pathOf(key);
      mkdirSync(dirname(path), { recursive: true });
      const sha256 = createHash('sha256').update(body).digest('hex');
      const meta: Meta = { name, type: sniff(body), sha256, bytes: body.byteLength, ...(at !== undefined && { at }) };
      await durable(path, body);
      await durable(`${path}.json`, Buffer.from(JSON.stringify(meta)));
      await scanned(path, meta, body);
    },

    async find(key: string): Promise<Found | undefined> {
      const place = placeOf(key);
      if (!place || !existsSync(place.path)) return undefined;
      const { path, kept } = place;
      const meta = await scanned(path, Meta.parse(JSON.parse(await readFile(`${path}.json`, 'utf8'))));
      if ((await stat(path)).size !== meta.bytes) return undefined;
      const { name, type, sha256, bytes, scan = 'not scanned' } = meta;
      return { key, name, type, sha256, bytes, scan, readable: isReadable(scan, kept, unscanned), path, kept };
    },

    /** Under both names until its description has moved: wherever a crash comes, it is found. */
    async keep({ key, path }: Found): Promise<void> {
      const to = pathOf(key);
      mkdirSync(dirname(to), { recursive: true });
      if (!existsSync(to)) await link(path, to);
      await rename(`${path}.json`, `${to}.json`);
      await rm(path, { force: true });
    },

    async remove(key: string): Promise<void> {
      for (const path of [pathOf(key), pathOf(`${QUARANTINE}${key}`)]) {
        await rm(path, { force: true });
        await rm(`${path}.json`, { force: true });
      }
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
