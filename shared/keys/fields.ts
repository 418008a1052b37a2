import { createCipheriv, createDecipheriv, createHash, createSecretKey, type KeyObject } from 'node:crypto';
import type { Host } from '#shared/host';
import { KeyLost } from './keyLost.ts';

/**
 * Sensitive fields, one by one: AES-256-GCM under the data key of their case, bound to case, field and version so
 * that no ciphertext can be moved. Used for whatever is marked P3, by every pipeline.
 *
 * The plaintext is the canonical `[salt, value]`; the event chain holds its SHA-256, the commitment. Re-encryption
 * and moving between hosts keep the plaintext, so they keep the chain; losing the key leaves a hash that says nothing.
 */
export type Place = { readonly context: string; readonly field: string; readonly version: number };
export type DataKey = { readonly wrapped: string; readonly key: KeyObject };
export type Sealed = { readonly sealed: string; readonly commitment: string };

const IV_BYTES = 12;
const TAG_BYTES = 16;
const SALT_BYTES = 16;

const additional = ({ context, field, version }: Place) => Buffer.from(JSON.stringify([context, field, version]));

export const newDataKey = async (host: Pick<Host, 'keys' | 'random'>, context: string): Promise<DataKey> => {
  const bytes = host.random.bytes(32);
  return { key: createSecretKey(bytes), wrapped: await host.keys.wrap(bytes, context) };
};

/** The key of a wrapped data key, made once for all fields of a form. @throws {KeyLost} */
export const unwrapped = async (host: Pick<Host, 'keys'>, wrapped: string, context: string): Promise<KeyObject> =>
  createSecretKey(await host.keys.unwrap(wrapped, context));

/** @param value anything that JSON can say */
export const seal = (random: Host['random'], key: KeyObject, place: Place, value: unknown): Sealed => {
  const drawn = random.bytes(SALT_BYTES + IV_BYTES);
  const plain = JSON.stringify([Buffer.from(drawn.subarray(0, SALT_BYTES)).toString('base64url'), value]);
  const iv = drawn.subarray(SALT_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(additional(place));
  const body = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { sealed: body.toString('base64url'), commitment: createHash('sha256').update(plain).digest('base64url') };
};

const plaintext = (key: KeyObject, place: Place, sealed: string): string => {
  const body = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, IV_BYTES)).setAAD(additional(place));
    decipher.setAuthTag(body.subarray(-TAG_BYTES));
    return decipher.update(body.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch (cause) {
    throw new KeyLost(`${place.field} of ${place.context} cannot be opened with this key`, { cause });
  }
};

/** @throws {KeyLost} when key, place or ciphertext do not belong together */
export const open = (key: KeyObject, place: Place, sealed: string): unknown => {
  const pair: unknown = JSON.parse(plaintext(key, place, sealed));
  return Array.isArray(pair) ? pair[1] : undefined;
};

/** What the event chain must hold for this ciphertext. @throws {KeyLost} as `open` does */
export const commitmentOf = (key: KeyObject, place: Place, sealed: string): string =>
  createHash('sha256')
    .update(plaintext(key, place, sealed))
    .digest('base64url');
