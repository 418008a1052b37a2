import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateKeyCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { afterAll, describe, expect, it } from 'vitest';
import { openKeys } from '#infra/embedded/keys';
import { kmsKeys } from '#shared/aws/kms';
import { KeyLost } from '#shared/keys/keyLost';
import type { Keys } from '#shared/keys/keys';
import { emulatedTable } from './dynamo.ts';
import { type Emulated, motoOrReason } from './moto.ts';

const { moto, reason } = await motoOrReason();
const folder = mkdtempSync(join(tmpdir(), 'nuanliu-keys-'));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await moto?.[Symbol.asyncDispose]();
});

/** `same` opens the same keys again, as after a restart; `other` those of another installation. */
type Place = { readonly keys: Keys; readonly same: () => Keys; readonly other: () => Promise<Keys> };

const onKms = async (config: Emulated): Promise<Place> => {
  const client = new KMSClient(config);
  const table = await emulatedTable(config, 'keys');
  const newKey = async () => (await client.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId ?? '';
  const id = await newKey();
  const other = async () => kmsKeys(client, await newKey(), await emulatedTable(config, 'otherKeys'));
  return { keys: kmsKeys(client, id, table), same: () => kmsKeys(client, id, table), other };
};

const path = join(folder, 'keys.json');
const inFile: Place = {
  keys: openKeys(path),
  same: () => openKeys(path),
  other: () => Promise.resolve(openKeys(join(folder, 'other.json'))),
};

const places = [
  { name: 'a key file', place: inFile },
  { name: `KMS${reason}`, place: moto && (await onKms(moto.config)) },
];

describe.each(places)('keys in $name', ({ place }) => {
  describe.skipIf(!place)('as everywhere', () => {
    const { keys, same, other } = place ?? inFile;
    const key = new Uint8Array(32).fill(7);

    it('unwrap what they wrapped, also after a restart', async () => {
      const wrapped = await keys.wrap(key, 'CASE#1');
      expect(Buffer.from(await keys.unwrap(wrapped, 'CASE#1'))).toEqual(Buffer.from(key));
      expect(Buffer.from(await same().unwrap(wrapped, 'CASE#1'))).toEqual(Buffer.from(key));
      expect(wrapped).not.toContain(Buffer.from(key).toString('base64url'));
    });

    it('wrap the same key differently each time', async () => {
      expect(await keys.wrap(key, 'CASE#1')).not.toBe(await keys.wrap(key, 'CASE#1'));
    });

    it('do not unwrap what belongs to another case, or is damaged', async () => {
      const wrapped = await keys.wrap(key, 'CASE#1');
      await expect(keys.unwrap(wrapped, 'CASE#2')).rejects.toBeInstanceOf(KeyLost);
      const damaged = Buffer.from(wrapped, 'base64url');
      damaged.writeUInt8(damaged.readUInt8(damaged.length - 1) ^ 1, damaged.length - 1);
      await expect(keys.unwrap(damaged.toString('base64url'), 'CASE#1')).rejects.toBeInstanceOf(KeyLost);
    });

    it('blind the same value the same way for one use, also after a restart', async () => {
      const blind = await keys.blind('idNumber', '429900197001010014');
      expect(blind).toMatch(/^[\w-]{43}$/);
      expect(await same().blind('idNumber', '429900197001010014')).toBe(blind);
      expect(await keys.blind('mobile', '429900197001010014')).not.toBe(blind);
      expect(await keys.blind('idNumber', '429900197001010015')).not.toBe(blind);
    });

    it('of another installation open nothing and find nothing', async () => {
      const strange = await other();
      await expect(strange.unwrap(await keys.wrap(key, 'CASE#1'), 'CASE#1')).rejects.toBeInstanceOf(KeyLost);
      expect(await strange.blind('idNumber', '1')).not.toBe(await keys.blind('idNumber', '1'));
    });

    it('agree on one blinding key when many start at once', async () => {
      const blinds = await Promise.all(Array.from({ length: 4 }, () => same().blind('link', 'nonce')));
      expect(new Set(blinds).size).toBe(1);
    });
  });
});

describe.skipIf(!moto)(`keys under KMS${reason}`, () => {
  const opened = async () => {
    if (!moto) throw new Error('unreachable');
    const client = new KMSClient(moto.config);
    const id = (await client.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId ?? '';
    const table = await emulatedTable(moto.config, `keys-${id}`);
    const calls: string[] = [];
    client.middlewareStack.add(
      (next, { commandName = '' }) =>
        (args) => {
          calls.push(commandName);
          return next(args);
        },
      { step: 'initialize' },
    );
    return { client, id, table, calls };
  };
  const key = new Uint8Array(32).fill(7);

  it('ask KMS once for a month, however many data keys are wrapped and opened', async () => {
    const { client, id, table, calls } = await opened();
    const keys = kmsKeys(client, id, table);
    for (let nth = 0; nth < 5; nth += 1) await keys.unwrap(await keys.wrap(key, `CASE#${nth}`), `CASE#${nth}`);
    expect(calls).toEqual(['EncryptCommand', 'DecryptCommand']);
  });

  it('open what was wrapped in an earlier month, under that month’s own key', async () => {
    const { client, id, table } = await opened();
    const january = await kmsKeys(client, id, table, () => '2026-01').wrap(key, 'CASE#1');
    const february = kmsKeys(client, id, table, () => '2026-02');
    expect(await february.wrap(key, 'CASE#1')).toMatch(/^2026-02\./);
    expect(Buffer.from(await february.unwrap(january, 'CASE#1'))).toEqual(Buffer.from(key));
  });

  it('open what KMS itself has wrapped, from before there were keys of months', async () => {
    const { client, id, table } = await opened();
    const command = new EncryptCommand({ KeyId: id, Plaintext: key, EncryptionContext: { context: 'CASE#1' } });
    const { CiphertextBlob = new Uint8Array() } = await client.send(command);
    const wrapped = Buffer.from(CiphertextBlob).toString('base64url');
    expect(Buffer.from(await kmsKeys(client, id, table).unwrap(wrapped, 'CASE#1'))).toEqual(Buffer.from(key));
  });
});

describe('the key file', () => {
  it('is its owner’s alone', () => {
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('that is damaged is refused, and left as it is', () => {
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, '{"version":1,"secret":"short"}');
    expect(() => openKeys(broken)).toThrow(KeyLost);
  });
});
