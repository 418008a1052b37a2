import { afterAll, describe, expect, it, vi } from 'vitest';
import { scannerAt } from '#infra/embedded/scanner';
import { EICAR, protocolServer, realClamd } from './clamd.ts';

const real = await realClamd();
if (typeof real === 'string') console.warn(`Skipped: a scan by ClamAV itself, because ${real}`);
const servers = [
  { name: 'a server of its protocol', clamd: await protocolServer() },
  ...(typeof real === 'string' ? [] : [{ name: 'ClamAV itself', clamd: real }]),
];
afterAll(async () => {
  for (const { clamd } of servers) await clamd[Symbol.asyncDispose]();
});

describe.each(servers)('a scan by $name', ({ clamd: { address } }) => {
  const scanner = scannerAt(address);

  it('tells what is harmful from what is not, however many chunks it comes in', async () => {
    expect(await scanner.scan(EICAR)).toBe('infected');
    expect(await scanner.scan(Buffer.from('签领表'))).toBe('clean');
    expect(await scanner.scan(new Uint8Array())).toBe('clean');
    expect(await scanner.scan(Buffer.alloc(3_000_000, 'a'))).toBe('clean');
  });
});

describe('a scanner that cannot be asked', () => {
  it.each([
    ['is not there', undefined],
    ['refuses', 'INSTREAM size limit exceeded. ERROR'],
    ['says what it never says', 'stream: PERHAPS'],
  ])('says nothing when it %s, and is left alone for a while', async (_, answer) => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await using server = await protocolServer(answer);
    if (answer === undefined) await server[Symbol.asyncDispose]();
    const scanner = scannerAt(server.address);
    expect(await scanner.scan(Buffer.from('a'))).toBeUndefined();
    expect(await scanner.scan(Buffer.from('a'))).toBeUndefined();
    expect(said).toHaveBeenCalledTimes(1);
    said.mockRestore();
  });

  it('is refused by name where its address is none', () => {
    expect(() => scannerAt('clamd')).toThrow('NUANLIU_CLAMD');
  });
});
