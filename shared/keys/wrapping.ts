import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

/** A data key under a wrapping key that is at hand: AES-256-GCM, bound to its context. Used by both adapters of the keys port. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

export const wrappingKey = (bytes: Uint8Array): KeyObject => createSecretKey(bytes);

export const wrapUnder = (wrapping: KeyObject, key: Uint8Array, context: string): string => {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', wrapping, iv).setAAD(Buffer.from(context));
  return Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString('base64url');
};

/** @throws when key, context or ciphertext do not belong together */
export const unwrapUnder = (wrapping: KeyObject, wrapped: string, context: string): Uint8Array => {
  const body = Buffer.from(wrapped, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', wrapping, body.subarray(0, IV_BYTES)).setAAD(Buffer.from(context));
  decipher.setAuthTag(body.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(body.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
};
