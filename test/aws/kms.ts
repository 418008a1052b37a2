import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { type Answering, json } from './wire.ts';

const Encrypt = z.object({
  KeyId: z.string(),
  Plaintext: z.string(),
  EncryptionContext: z.record(z.string(), z.string()),
});
const Decrypt = z.object({
  KeyId: z.string(),
  CiphertextBlob: z.string(),
  EncryptionContext: z.record(z.string(), z.string()),
});

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** KMS with one key, bound to its context as KMS binds it. */
export const localKms = (keyId: string): Answering => {
  const key = randomBytes(32);
  const encrypt = (body: string) => {
    const { Plaintext, EncryptionContext } = Encrypt.parse(JSON.parse(body));
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(JSON.stringify(EncryptionContext)));
    const sealed = Buffer.concat([cipher.update(Plaintext, 'base64'), cipher.final()]);
    const blob = Buffer.concat([iv, cipher.getAuthTag(), sealed]);
    return json(200, { KeyId: keyId, CiphertextBlob: blob.toString('base64') });
  };
  const decrypt = (body: string) => {
    const { CiphertextBlob, EncryptionContext } = Decrypt.parse(JSON.parse(body));
    const blob = Buffer.from(CiphertextBlob, 'base64');
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, blob.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(JSON.stringify(EncryptionContext)))
        .setAuthTag(blob.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const opened = Buffer.concat([decipher.update(blob.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      return json(200, { KeyId: keyId, Plaintext: opened.toString('base64') });
    } catch {
      return json(400, { __type: 'InvalidCiphertextException' });
    }
  };
  return ({ operation, body }) => (operation === 'Encrypt' ? encrypt(body.toString()) : decrypt(body.toString()));
};
