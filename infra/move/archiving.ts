import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { blindingOf, createKeyFile, openKeys, readKeyFile } from '#infra/embedded/keys';
import { BadInput } from '#shared/faults';
import type { MovedFile, Row, Source, Standing, Target } from '#shared/move/place';
import { rewrapped } from '#shared/move/wrapped';
import type { Item, Json, Write } from '#shared/table/table';
import {
  bodyPath,
  createArchive,
  keyFileOf,
  type Manifest,
  readManifest,
  readPart,
  sha256Of,
  writeManifest,
  writePart,
} from './archive.ts';
import { asStoredNow } from './asStoredNow.ts';
import { inBatches } from './batches.ts';
import { carriedOn } from './carried.ts';

const FileLine = z.object({ key: z.string(), name: z.string(), bytes: z.number(), sha256: z.string() });
const Line = z.record(z.string(), z.json());
const ItemLine = z.catchall(z.object({ pk: z.string(), sk: z.string() }), z.json());
const RowLine = z.object({
  table: z.string(),
  row: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
const StandingLine = z.object({
  machine: z.string(),
  name: z.string(),
  caseId: z.string(),
  state: z.string(),
  variables: Line,
});

/** Everything of a host that nobody works on, as a folder and the key file beside it. */
export const exportTo = async (source: Source, folder: string, now: Date): Promise<Manifest> => {
  if (existsSync(folder) || existsSync(keyFileOf(folder))) {
    throw new BadInput(`${folder} or its key file exists already: name a folder that does not.`);
  }
  createArchive(folder);
  try {
    createKeyFile(keyFileOf(folder), await source.blinding());
    const keys = openKeys(keyFileOf(folder));
    const items = async function* () {
      for await (const item of source.items()) yield rewrapped(item, source.keys, keys);
    };
    const files = async function* () {
      for await (const { key, name, body } of source.files()) {
        const sha256 = sha256Of(body);
        writeFileSync(bodyPath(folder, sha256), body, { mode: 0o600 });
        yield { key, name, bytes: body.byteLength, sha256 };
      }
    };
    const parts = {
      items: await writePart(folder, 'items', items()),
      files: await writePart(folder, 'files', files()),
      executions: await writePart(folder, 'executions', source.executions()),
      rows: await writePart(folder, 'rows', source.rows()),
    };
    const manifest: Manifest = {
      format: 'nuanliu-archive',
      version: 1,
      id: randomBytes(4).toString('hex'),
      from: source.kind,
      made: now.toISOString(),
      parts,
    };
    writeManifest(folder, manifest);
    return manifest;
  } catch (error) {
    rmSync(folder, { recursive: true });
    rmSync(keyFileOf(folder), { force: true });
    throw error;
  }
};

const isMessage = ({ sk }: Item) => sk.startsWith('OUT#');
const kindOf = ({ message }: Item): Json | undefined =>
  typeof message === 'object' && message !== null && 'kind' in message ? message['kind'] : undefined;

/**
 * Puts an archive into a host that has nothing yet.
 *
 * Messages that wait to be delivered come last: the moment they are there, a host may deliver them. A start that is
 * still waiting to be delivered is not needed for a case whose execution has come along.
 */
export const importFrom = async (folder: string, target: Target): Promise<Manifest> => {
  const manifest = await readManifest(folder);
  const keyFile = keyFileOf(folder);
  if (!existsSync(keyFile)) throw new BadInput(`The key file ${keyFile} is missing: put it beside the archive.`);
  await target.mustBeEmpty();
  const standing: Standing[] = [];
  for await (const line of readPart(folder, 'executions')) standing.push(StandingLine.parse(line));
  const cases = new Set(standing.map(({ caseId }) => `CASE#${caseId}`));
  const carried = carriedOn(manifest);

  await target.takeBlinding(blindingOf(readKeyFile(keyFile)));
  const keys = openKeys(keyFile);
  for await (const file of filesOf(folder)) await target.keep(file);
  const writes = async function* (wanted: (item: Item) => boolean): AsyncGenerator<Write> {
    for await (const line of readPart(folder, 'items')) {
      for (const item of asStoredNow(ItemLine.parse(line))) {
        carried.see(item);
        if (wanted(item)) yield { put: target.keys ? await rewrapped(item, keys, target.keys) : item };
      }
    }
  };
  for await (const batch of inBatches(writes((item) => !isMessage(item)))) await target.transact(batch);
  const rowsTaken = manifest.from === 'embedded' && (await target.takeRows(rowsOf(folder)));
  if (!rowsTaken) {
    await target.resume(standing, manifest.id);
    for await (const batch of inBatches(carried.to(standing))) await target.transact(batch);
  }
  const due = (item: Item) => isMessage(item) && (rowsTaken || kindOf(item) !== 'start' || !cases.has(item.pk));
  for await (const batch of inBatches(writes(due))) await target.transact(batch);
  return manifest;
};

const filesOf = async function* (folder: string): AsyncGenerator<MovedFile> {
  for await (const line of readPart(folder, 'files')) {
    const { key, name, sha256 } = FileLine.parse(line);
    const body = readFileSync(bodyPath(folder, sha256));
    if (sha256Of(body) !== sha256) throw new BadInput(`The file ${key} of the archive was changed.`);
    yield { key, name, body };
  }
};

const rowsOf = async function* (folder: string): AsyncGenerator<Row> {
  for await (const line of readPart(folder, 'rows')) yield RowLine.parse(line);
};
