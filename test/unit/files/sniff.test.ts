import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sniff } from '#shared/files/sniff';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const JPEG = Buffer.from('ffd8ffe000104a464946000101', 'hex');
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n');
const heic = (brand: string) => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\0\0mif1`)]);
const webp = Buffer.concat([Buffer.from('RIFF'), Buffer.from([20, 0, 0, 0]), Buffer.from('WEBPVP8 ')]);

/** The end of an archive of nothing, with a comment. */
const zipEnd = (comment: string): Buffer => {
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([end, Buffer.from(comment)]);
};

const TOLD: readonly (readonly [what: string, body: Buffer, type: string])[] = [
  ['a PNG', PNG, 'image/png'],
  ['a JPEG', JPEG, 'image/jpeg'],
  ['a PDF', PDF, 'application/pdf'],
  ['a WebP', webp, 'image/webp'],
  ...['heic', 'heix', 'hevc', 'mif1', 'msf1'].map((brand) => [`HEIC by ${brand}`, heic(brand), 'image/heic'] as const),
  ['a film', heic('isom'), 'application/octet-stream'],
  ['a program', Buffer.from('MZ\u0090'), 'application/octet-stream'],
  ['nothing', Buffer.alloc(0), 'application/octet-stream'],
];

describe('what a file is', () => {
  it.each(TOLD)('%s is told by its bytes', (_, body, type) => {
    expect(sniff(body)).toBe(type);
  });

  it('a motion photo is a photo: its film comes behind the picture', () => {
    expect(sniff(Buffer.concat([JPEG, Buffer.from([0xff, 0xd9]), heic('mp42')]))).toBe('image/jpeg');
  });

  it('a picture may speak of itself in XMP', () => {
    expect(sniff(Buffer.concat([JPEG, Buffer.from('<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>')]))).toBe(
      'image/jpeg',
    );
  });

  it.each([
    ['a photo that is an archive', Buffer.concat([JPEG, zipEnd('')])],
    ['a photo that is an archive with a comment', Buffer.concat([PNG, zipEnd('a comment')])],
    ['a PDF that is an archive', Buffer.concat([PDF, zipEnd('')])],
    ['a photo that is a PDF', Buffer.concat([JPEG, PDF])],
    ['a photo that is a page', Buffer.concat([PNG, Buffer.from('<html><body>')])],
    ['a photo that is a script', Buffer.concat([JPEG, Buffer.from('<SCRIPT >alert(1)')])],
    ['a photo that is a program of a server', Buffer.concat([PNG, Buffer.from('<?php system($_GET[1]);')])],
    ['a bomb of 10 MB of nothing', deflateRawSync(Buffer.alloc(10_000_000))],
  ])('%s is nothing that may be attached', (_, body) => {
    expect(sniff(body)).toBe('application/octet-stream');
  });

  it('three letters of an archive in a photo make it none', () => {
    expect(sniff(Buffer.concat([JPEG, Buffer.from('PK\u0005\u0006 and more than an end could hold')]))).toBe(
      'image/jpeg',
    );
  });
});
