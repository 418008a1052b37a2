import { createHmac, randomBytes } from 'node:crypto';
import { DecryptCommand, EncryptCommand, KMSClient, type KMSClientConfig } from '@aws-sdk/client-kms';
import { Outage } from '#shared/faults';
import { KeyLost } from '#shared/keys/keyLost';
import type { Keys } from '#shared/keys/keys';
import { ConditionFailed, NEW, type Table } from '#shared/table/table';
import { call, describeFault } from './faults.ts';

/** KMS says with these that the ciphertext is not this key's, of a key that is not ours at all, or of another context. */
const NOT_OURS = new Set([
  'AccessDeniedException',
  'InvalidCiphertextException',
  'IncorrectKeyException',
  'NotFoundException',
  'KMSInvalidStateException',
]);

export const BLIND = { pk: 'KEYS', sk: 'BLIND' };
export const BLIND_CONTEXT = 'nuanliu blind';
const MOST_REMEMBERED = 200;

/**
 * The keys port on KMS. Data keys of cases are wrapped by KMS itself.
 *
 * The key of blind indexes and links is 32 random bytes, kept in the table under the wrap of KMS: whoever can read
 * the table but not use the key can compute no index, a cold start costs one call to KMS and an index none, and the
 * key moves with an export, so that indexes and open links stay valid on the other host.
 */
export const kmsKeys = (client: KMSClient, KeyId: string, table: Table): Keys => {
  const opened = new Map<string, Promise<Uint8Array>>();
  let blinding: Promise<Uint8Array> | undefined;

  const wrap = async (key: Uint8Array, context: string): Promise<string> => {
    const command = new EncryptCommand({ KeyId, Plaintext: key, EncryptionContext: { context } });
    const { CiphertextBlob } = await call('Encrypt', () => client.send(command));
    if (!CiphertextBlob) throw new Outage('Encrypt answered without a ciphertext');
    return Buffer.from(CiphertextBlob).toString('base64url');
  };

  const decrypt = async (wrapped: string, context: string): Promise<Uint8Array> => {
    const blob = Buffer.from(wrapped, 'base64url');
    const command = new DecryptCommand({ KeyId, CiphertextBlob: blob, EncryptionContext: { context } });
    try {
      const { Plaintext } = await call('Decrypt', () => client.send(command));
      if (!Plaintext) throw new Outage('Decrypt answered without a plaintext');
      return Plaintext;
    } catch (cause) {
      if (!NOT_OURS.has(describeFault(cause).name)) throw cause;
      throw new KeyLost(`The KMS key does not open what it should (${context})`, { cause });
    }
  };

  /** One case is opened several times in a request: once is paid for. */
  const unwrap = (wrapped: string, context: string): Promise<Uint8Array> => {
    const name = JSON.stringify([wrapped, context]);
    const known = opened.get(name);
    if (known) return known;
    const fresh = decrypt(wrapped, context);
    if (opened.size >= MOST_REMEMBERED) opened.clear();
    opened.set(name, fresh);
    fresh.catch(() => opened.delete(name));
    return fresh;
  };

  const blindingKey = async (): Promise<Uint8Array> => {
    const read = async () => (await table.get(BLIND))?.['wrapped'];
    const kept = await read();
    if (typeof kept === 'string') return decrypt(kept, BLIND_CONTEXT);
    try {
      await table.transact([{ put: { ...BLIND, wrapped: await wrap(randomBytes(32), BLIND_CONTEXT) }, if: NEW }]);
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error; // another function was first: its key is the key
    }
    return decrypt(String(await read()), BLIND_CONTEXT);
  };

  return {
    wrap,
    unwrap,
    async blind(use, value) {
      blinding ??= blindingKey();
      try {
        return createHmac('sha256', await blinding)
          .update(`${use}\n${value}`)
          .digest('base64url');
      } catch (error) {
        blinding = undefined;
        throw error;
      }
    },
  };
};

export const openKeys = (config: KMSClientConfig, key: string, table: Table): Keys =>
  kmsKeys(new KMSClient(config), key, table);
