import { describe, expect, it } from 'vitest';
import { makePacket, verifyPacket } from '#shared/packets/packet';
import { readZip, writeZip } from '#shared/packets/zip';

const files = [
  { name: '小结.html', body: Buffer.from('<h1>小结</h1>'.repeat(200)) },
  { name: 'photos/1.jpg', body: Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7_919) % 256)) },
  { name: 'empty.csv', body: Buffer.alloc(0) },
];
const packet = makePacket({ campaign: 'FC-2019-000001' }, files);

describe('a packet', () => {
  it('holds, and the same files make the same packet', () => {
    expect(verifyPacket(packet.bytes, packet.manifest)).toEqual([]);
    expect(Buffer.compare(makePacket({ campaign: 'FC-2019-000001' }, files).bytes, packet.bytes)).toBe(0);
  });

  it('names the file when one byte of it is flipped, wherever that is', () => {
    const entries = readZip(packet.bytes) ?? [];
    for (const { name } of files) {
      const changed = entries.map(({ name: each, body = Buffer.alloc(0) }) => {
        if (each !== name) return { name: each, body };
        const flipped = Buffer.from(body.length === 0 ? [1] : body);
        flipped[0] = (flipped[0] ?? 0) ^ 1;
        return { name: each, body: flipped };
      });
      expect(verifyPacket(writeZip(changed))).toEqual([{ file: name, fault: 'changed' }]);
    }
  });

  it('is not taken as whole with any byte of the archive flipped', () => {
    const dates = new Set<number>(); // nobody reads the dates of its entries
    for (let at = 0; at < packet.bytes.length; at += 1) {
      const flipped = Buffer.from(packet.bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 0x10;
      if (verifyPacket(flipped, packet.manifest).length === 0) dates.add(at);
    }
    // Versions, flags and dates: some thirty bytes of each entry, none of them of a file.
    expect(dates.size).toBeLessThan(45 * (files.length + 1) + 22);
  });

  it('names what is missing, what was added, and a manifest that is not the one recorded', () => {
    const entries = (readZip(packet.bytes) ?? []).map(({ name, body = Buffer.alloc(0) }) => ({ name, body }));
    expect(verifyPacket(writeZip(entries.filter(({ name }) => name !== 'photos/1.jpg')))).toEqual([
      { file: 'photos/1.jpg', fault: 'missing' },
    ]);
    expect(verifyPacket(writeZip([...entries, { name: 'more.txt', body: Buffer.from('x') }]))).toEqual([
      { file: 'more.txt', fault: 'unlisted' },
    ]);
    expect(verifyPacket(makePacket({}, files).bytes, packet.manifest)).toEqual([
      { file: 'manifest.json', fault: 'anotherManifest' },
    ]);
    expect(verifyPacket(Buffer.from('nothing of the kind'))).toEqual([{ fault: 'unreadable' }]);
  });
});
