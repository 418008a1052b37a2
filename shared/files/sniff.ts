const starts = (body: Uint8Array, bytes: readonly number[], at = 0) => bytes.every((byte, i) => body[at + i] === byte);
const ascii = (text: string) => [...text].map((char) => char.charCodeAt(0));

/** What a file is by its first bytes, whatever its name or sender say; `application/octet-stream` when unknown. */
export const sniff = (body: Uint8Array): string => {
  if (starts(body, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (starts(body, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (starts(body, ascii('%PDF-'))) return 'application/pdf';
  if (starts(body, ascii('ftyp'), 4) && ['heic', 'heix', 'mif1', 'msf1'].some((brand) => starts(body, ascii(brand), 8)))
    return 'image/heic';
  return 'application/octet-stream';
};
