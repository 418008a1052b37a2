import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * Archives as every computer opens them: ZIP, names in UTF-8, no dates of its own, so that the same files make the same
 * bytes. Written and read whole; what is read is checked by length and CRC.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export type Entry = { readonly name: string; readonly body: Uint8Array };

const UTF8 = 0x0800;
const DEFLATE = 8;
const DAY = 0x21; // 1 January 1980, the first day that a ZIP can name
const MOST_BYTES = 512 * 1024 * 1024;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;

/** The fields that local and central headers share, from "version needed" to the length of the name. */
const common = (name: Buffer, body: Uint8Array, packed: Uint8Array): Buffer => {
  const fields = Buffer.alloc(24);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(UTF8, 2);
  fields.writeUInt16LE(DEFLATE, 4);
  fields.writeUInt16LE(DAY, 8);
  fields.writeUInt32LE(crc32(body), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(body.length, 18);
  fields.writeUInt16LE(name.length, 22);
  return fields;
};

const u32 = (value: number): Buffer => {
  const four = Buffer.alloc(4);
  four.writeUInt32LE(value);
  return four;
};

export const writeZip = (entries: readonly Entry[]): Uint8Array => {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name: words, body } of entries) {
    const name = Buffer.from(words);
    const packed = deflateRawSync(body);
    const fields = common(name, body, packed);
    const file = Buffer.concat([u32(LOCAL), fields, Buffer.alloc(2), name, packed]);
    directory.push(Buffer.concat([u32(CENTRAL), Buffer.from([20, 0]), fields, Buffer.alloc(12), u32(at), name]));
    files.push(file);
    at += file.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, central, end]);
};

/** An entry that cannot be read is there without a body: whoever checks the archive names it. */
export type Read = { readonly name: string; readonly body: Uint8Array | undefined };

/** @returns nothing when it is no archive of this kind, or its directory is damaged */
export const readZip = (bytes: Uint8Array): Read[] | undefined => {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = zip.length - 22;
  if (end < 0 || zip.readUInt32LE(end) !== END) return undefined;
  const found: Read[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let n = zip.readUInt16LE(end + 10); n > 0; n -= 1) {
    if (at + 46 > end || zip.readUInt32LE(at) !== CENTRAL) return undefined;
    const [crc, packed, size] = [zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
    const [length, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)];
    const name = zip.toString('utf8', at + 46, at + 46 + length);
    found.push({ name, body: bodyOf(zip, zip.readUInt32LE(at + 42), { name, crc, packed, size }) });
    at += 46 + length + extra + comment;
  }
  return found;
};

const bodyOf = (
  zip: Buffer,
  at: number,
  { name, crc, packed, size }: { name: string; crc: number; packed: number; size: number },
): Uint8Array | undefined => {
  if (at + 30 > zip.length || zip.readUInt32LE(at) !== LOCAL || size > MOST_BYTES) return undefined;
  const [length, extra] = [zip.readUInt16LE(at + 26), zip.readUInt16LE(at + 28)];
  if (zip.toString('utf8', at + 30, at + 30 + length) !== name) return undefined;
  const start = at + 30 + length + extra;
  try {
    const body = inflateRawSync(zip.subarray(start, start + packed), { maxOutputLength: Math.max(1, size) });
    return body.length === size && crc32(body) === crc ? body : undefined;
  } catch {
    return undefined;
  }
};
