const starts = (body: Uint8Array, bytes: readonly number[], at = 0) => bytes.every((byte, i) => body[at + i] === byte);
const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0));

/** Brands of still pictures in the container of ISO/IEC 23008-12; phones write `heic`, and `mif1` first in some. */
const HEIC = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];

const typeOf = (body: Uint8Array): string | undefined => {
  if (starts(body, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (starts(body, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (starts(body, ascii('%PDF-'))) return 'application/pdf';
  if (starts(body, ascii('RIFF')) && starts(body, ascii('WEBP'), 8)) return 'image/webp';
  return starts(body, ascii('ftyp'), 4) && HEIC.some((brand) => starts(body, ascii(brand), 8))
    ? 'image/heic'
    : undefined;
};

/** An archive's end may stand this far from the end of the file, behind its comment. */
const ZIP_TAIL = 65_557;

/** Ends as an archive does: its last record, and a comment exactly as long as the record says. */
const endsAsZip = (view: Buffer): boolean => {
  const tail = view.subarray(Math.max(0, view.length - ZIP_TAIL));
  const at = tail.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  return at >= 0 && at + 22 <= tail.length && at + 22 + tail.readUInt16LE(at + 20) === tail.length;
};

/** A photo carries no page and no program. Motion photos carry a film behind their picture, and are photos. */
const MARKUP = /<(?:!doctype html|html|script|svg|iframe)[\s>/]|<\?php/i;

/** One file that is two: what one program shows as a picture, another unpacks or runs. */
const isTwoThings = (body: Uint8Array, type: string): boolean => {
  const view = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (endsAsZip(view)) return true;
  if (type === 'application/pdf') return false;
  return view.subarray(0, 1024).includes('%PDF-', 0, 'latin1') || MARKUP.test(view.toString('latin1'));
};

/** What a file is by its bytes, whatever its name or sender say; `application/octet-stream` when unknown, or two things. */
export const sniff = (body: Uint8Array): string => {
  const type = typeOf(body);
  return type === undefined || isTwoThings(body, type) ? 'application/octet-stream' : type;
};
