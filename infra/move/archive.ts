import { createHash, type Hash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import { BadInput } from '#shared/faults';

/**
 * The plain format that data moves in: a folder that any tool can read.
 *
 *   manifest.json      format, where it is from, and of each file below how many lines it has and their SHA-256
 *   items.jsonl        the table, one item a line; sensitive fields stay sealed
 *   files.jsonl        attachments: key, name, bytes, sha256
 *   files/<sha256>     their bodies
 *   executions.jsonl   state machines that run: machine, case, state and variables
 *   rows.jsonl         of the embedded host alone: rows of its engine and its mailbox, its own calendars
 *
 * Beside the folder, never in it: `<folder>.keys.json`, the key file under which the data keys are wrapped. Without it
 * personal data stays sealed and no link opens.
 */
export const PARTS = ['items', 'files', 'executions', 'rows'] as const;
export type Part = (typeof PARTS)[number];

const Counted = z.object({ lines: z.number(), sha256: z.string() });
const Manifest = z.object({
  format: z.literal('nuanliu-archive'),
  version: z.literal(1),
  id: z.string().check(z.regex(/^[a-z0-9]{8}$/)),
  from: z.enum(['embedded', 'aws']),
  made: z.string(),
  parts: z.record(z.enum(PARTS), Counted),
});
export type Manifest = z.infer<typeof Manifest>;

export const keyFileOf = (folder: string): string => `${folder}.keys.json`;
const pathOf = (folder: string, part: Part) => join(folder, `${part}.jsonl`);
export const bodyPath = (folder: string, sha256: string): string => join(folder, 'files', sha256);

const digest = (hash: Hash): string => hash.digest('hex');
export const sha256Of = (body: Uint8Array): string => digest(createHash('sha256').update(body));

/** Makes the folder. @throws when it exists: an archive is never written over another one */
export const createArchive = (folder: string): void => {
  mkdirSync(folder, { mode: 0o700 });
  mkdirSync(join(folder, 'files'));
};

export const writePart = async (
  folder: string,
  part: Part,
  values: AsyncIterable<object> | Iterable<object>,
): Promise<z.infer<typeof Counted>> => {
  const file = openSync(pathOf(folder, part), 'wx', 0o600);
  const hash = createHash('sha256');
  let lines = 0;
  try {
    for await (const value of values) {
      const line = `${JSON.stringify(value)}\n`;
      writeSync(file, line);
      hash.update(line);
      lines += 1;
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return { lines, sha256: digest(hash) };
};

/** Last, so that a folder without a manifest is known to be half an archive. */
export const writeManifest = (folder: string, manifest: Manifest): void =>
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });

/** Line by line: a table need not fit into memory. */
export const readPart = async function* (folder: string, part: Part): AsyncGenerator {
  for await (const line of createInterface({ input: createReadStream(pathOf(folder, part)), crlfDelay: Infinity })) {
    if (line !== '') yield JSON.parse(line);
  }
};

/** @throws {BadInput} when something is missing or was changed: then nothing of it is used */
export const readManifest = async (folder: string): Promise<Manifest> => {
  try {
    const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
    for (const part of PARTS) {
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(pathOf(folder, part))) hash.update(Buffer.from(chunk));
      if (digest(hash) !== manifest.parts[part].sha256) throw new BadInput(`${part}.jsonl was changed`);
    }
    return manifest;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('\n')[0] : '';
    throw new BadInput(`${folder} is no whole archive (${why}). Nothing was imported; export once more.`, { cause });
  }
};
