import { createHmac, randomBytes } from 'node:crypto';
import { DecryptCommand, EncryptCommand, KMSClient, type KMSClientConfig } from '@aws-sdk/client-kms';
import { Outage } from '#shared/faults';
import { KeyLost } from '#shared/keys/keyLost';
import type { Keys } from '#shared/keys/keys';
import { unwrapUnder, wrappingKey, wrapUnder } from '#shared/keys/wrapping';
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

export const KEYS_PK = 'KEYS';
export const BLIND = { pk: KEYS_PK, sk: 'BLIND' };
export const BLIND_CONTEXT = 'nuanliu blind';
/** Stands between a period and what was wrapped under its key; no ciphertext holds it. */
const MARK = '.';

const thisMonth = () => new Date().toISOString().slice(0, 7);

/**
 * The keys port on KMS, which opens two kinds of keys of 32 random bytes that are kept in the table under its wrap.
 *
 * Data keys of cases are wrapped under the key of the month that they were made in: a function asks KMS once for a
 * month and opens a thousand cases by it. Data keys from before there were such keys were wrapped by KMS itself.
 *
 * The other kind is the one key of blind indexes and links: whoever can read the table but not use the KMS key can
 * compute no index, and it moves with an export, so that indexes and open links stay valid on the other host.
 */
export const kmsKeys = (client: KMSClient, KeyId: string, table: Table, period = thisMonth): Keys => {
  const kept = new Map<string, Promise<Uint8Array>>();

  const encrypt = async (key: Uint8Array, context: string): Promise<string> => {
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
      throw lost(context, cause);
    }
  };

  /** Opened once in the life of a function; made where it is not there and may be. */
  const once = (sk: string, context: string, make: boolean): Promise<Uint8Array> => {
    const known = kept.get(sk);
    if (known) return known;
    const fresh = openKept(sk, context, make);
    kept.set(sk, fresh);
    fresh.catch(() => kept.delete(sk));
    return fresh;
  };

  const openKept = async (sk: string, context: string, make: boolean): Promise<Uint8Array> => {
    const key = { pk: KEYS_PK, sk };
    const read = async () => (await table.get(key))?.['wrapped'];
    const there = await read();
    if (typeof there === 'string') return unwrap(there, context);
    if (!make) throw lost(context);
    try {
      await table.transact([{ put: { ...key, wrapped: await encrypt(randomBytes(32), context) }, if: NEW }]);
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error; // another function was first: its key is the key
    }
    return unwrap(String(await read()), context);
  };

  const ofPeriod = async (name: string, make: boolean) =>
    wrappingKey(await once(`PERIOD#${name}`, `nuanliu ${name}`, make));

  const unwrap = async (wrapped: string, context: string): Promise<Uint8Array> => {
    const at = wrapped.indexOf(MARK);
    if (at < 0) return decrypt(wrapped, context);
    const wrapping = await ofPeriod(wrapped.slice(0, at), false);
    try {
      return unwrapUnder(wrapping, wrapped.slice(at + 1), context);
    } catch (cause) {
      throw lost(context, cause);
    }
  };

  return {
    async wrap(key, context) {
      const name = period();
      return `${name}${MARK}${wrapUnder(await ofPeriod(name, true), key, context)}`;
    },
    unwrap,
    async blind(use, value) {
      const blinding = await once(BLIND.sk, BLIND_CONTEXT, true);
      return createHmac('sha256', blinding).update(`${use}\n${value}`).digest('base64url');
    },
  };
};

const lost = (context: string, cause?: unknown) =>
  new KeyLost(`The KMS key does not open what it should (${context})`, { cause });

export const openKeys = (config: KMSClientConfig, key: string, table: Table): Keys =>
  kmsKeys(new KMSClient(config), key, table);
