import { createHmac, timingSafeEqual } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type Files, mustBeReadable, QUARANTINE, type Unscanned } from '#shared/files/files';
import type { Keys } from '#shared/keys/keys';
import type { Clock } from '#shared/time/clock';
import { fileStore } from './fileStore.ts';
import { noScanner, type Scanner } from './scanner.ts';
import { sweepUploads } from './uploadSweep.ts';

/** What an upload was allowed to be; signed, since it travels through the browser. */
const Policy = z.object({ key: z.string(), maxBytes: z.number(), back: z.string(), until: z.number() });
type Policy = z.infer<typeof Policy>;

export type EmbeddedFiles = Files & {
  /** Takes what the browser posted. @returns where it goes next, or why it was refused */
  accept(
    fields: { policy: string; signature: string },
    file: File,
  ): Promise<{ back: string } | { refused: 'policy' | 'late' | 'size' | 'empty' }>;
  /** Removes uploads that nothing has named for so long that nothing will. */
  sweep(): Promise<void>;
};

/** What an operator says of attachments. */
export type Attachments = { readonly scanner?: Scanner; readonly unscanned?: Unscanned | undefined };
type Around = Attachments & { readonly keys: Keys; readonly clock: Clock; readonly action: () => string };
const SWEEP_EVERY_MS = 3_600_000;

/** Attachments on disk, under names that nobody outside chooses: written whole, then moved into place. */
export const openFiles = (
  folder: string,
  { keys, clock, action, scanner = noScanner, unscanned = 'show' }: Around,
): EmbeddedFiles => {
  mkdirSync(folder, { recursive: true });
  const store = fileStore(folder, scanner, unscanned);
  let sweepAgain = 0;
  const sign = async (policy: string) =>
    createHmac('sha256', await keys.blind('upload', 'policy'))
      .update(policy)
      .digest();

  return {
    grant: async (upload) => {
      const policy = Buffer.from(JSON.stringify({ ...upload, back: upload.back.href } satisfies Policy)).toString(
        'base64url',
      );
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
      if (!store.has(key))
        await store.put(`${QUARANTINE}${key}`, file.name, new Uint8Array(await file.arrayBuffer()), clock.now());
      return { back };
    },
    list: store.list,
    stat: async (key) => {
      const found = await store.find(key);
      if (!found) return undefined;
      const { path: _path, kept: _kept, ...stored } = found;
      return stored;
    },
    scanOf: async (key) => (await store.find(key))?.scan,
    read: async (key) => {
      const found = await store.find(key);
      if (!found) return undefined;
      mustBeReadable(found);
      return readFile(found.path);
    },
    link: () => Promise.resolve(undefined),
    keep: async (all) => {
      for (const key of all) {
        const found = await store.find(key);
        if (!found || found.kept) continue;
        mustBeReadable(found);
        await store.keep(found);
      }
    },
    write: (key, body) => store.put(key, key.split('/').at(-1) ?? key, body),
    remove: store.remove,
    sweep: async () => {
      if (clock.now() < sweepAgain) return;
      sweepAgain = clock.now() + SWEEP_EVERY_MS;
      await sweepUploads(join(folder, QUARANTINE), clock.now());
    },
  };
};
