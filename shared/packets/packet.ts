import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Json } from '#shared/table/table';
import { type Entry, readZip, writeZip } from './zip.ts';

/**
 * A packet: files in one archive, with a manifest of their hashes. Whoever has the packet can check it without us; whoever
 * has the manifest's hash, which the log of events keeps, can check that the packet is the one that was made.
 */
const MANIFEST = 'manifest.json';

export const Manifest = z.object({
  about: z.record(z.string(), z.json()),
  files: z.array(z.object({ name: z.string(), bytes: z.number(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export type Packet = { readonly bytes: Uint8Array; readonly manifest: string };

/** The same files make the same packet. @returns the archive, and the SHA-256 of its manifest */
export const makePacket = (about: Readonly<Record<string, Json>>, files: readonly Entry[]): Packet => {
  const listed = files.map(({ name, body }) => ({ name, bytes: body.length, sha256: sha256(body) }));
  const manifest = Buffer.from(`${JSON.stringify({ about, files: listed }, undefined, 1)}\n`);
  return { bytes: writeZip([...files, { name: MANIFEST, body: manifest }]), manifest: sha256(manifest) };
};

/** `file` is absent where the packet as a whole is at fault. */
export type PacketFault = {
  readonly file?: string;
  readonly fault: 'unreadable' | 'missing' | 'changed' | 'unlisted' | 'anotherManifest';
};

/**
 * Checks a packet against its manifest, and the manifest against the hash that was recorded, where one is given.
 *
 * @returns every fault, by the name of the file; nothing when the packet is as it was made
 */
export const verifyPacket = (bytes: Uint8Array, recorded?: string): PacketFault[] => {
  const entries = readZip(bytes);
  if (!entries) return [{ fault: 'unreadable' }];
  const bodies = new Map(entries.map(({ name, body }) => [name, body]));
  const body = bodies.get(MANIFEST);
  const manifest = body && readManifest(body);
  if (!body || !manifest) return [{ file: MANIFEST, fault: bodies.has(MANIFEST) ? 'changed' : 'missing' }];
  const faults: PacketFault[] = [];
  if (recorded !== undefined && sha256(body) !== recorded) faults.push({ file: MANIFEST, fault: 'anotherManifest' });
  for (const { name, bytes: size, sha256: wanted } of manifest.files) {
    const found = bodies.get(name);
    if (!bodies.has(name)) faults.push({ file: name, fault: 'missing' });
    else if (!found || found.length !== size || sha256(found) !== wanted) faults.push({ file: name, fault: 'changed' });
  }
  const listed = new Set([MANIFEST, ...manifest.files.map(({ name }) => name)]);
  for (const { name } of entries) if (!listed.has(name)) faults.push({ file: name, fault: 'unlisted' });
  return faults;
};

const readManifest = (body: Uint8Array): Manifest | undefined => {
  try {
    return Manifest.parse(JSON.parse(Buffer.from(body).toString()));
  } catch {
    return undefined;
  }
};
