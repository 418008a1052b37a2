import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import * as z from 'zod/mini';
import { KeyLost } from '#shared/keys/keyLost';
import type { Keys } from '#shared/keys/keys';

/**
 * The key file of the embedded host: one random secret, readable by its owner alone. From it come a wrapping key for
 * the data keys of cases and a key for blind indexes and links. Without it the personal data is lost, so it belongs
 * into every backup, apart from the database.
 */
const KeyFile = z.object({ version: z.literal(1), secret: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)) });

const OWNER_ONLY = 0o600;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * @param fresh whether nothing has been sealed yet: else a key file that is missing is not replaced by a new one
 * @throws {KeyLost} when the file is missing, or is there but is not a key file: that is never replaced
 */
export const openKeys = (path: string, { fresh = true }: { readonly fresh?: boolean } = {}): Keys => {
  if (!fresh && !existsSync(path)) {
    throw new KeyLost(
      `The key file ${path} is missing, and the database was sealed with it. Put it back from a backup.`,
    );
  }
  const secret = existsSync(path) ? readSecret(path) : createSecret(path);
  const derive = (use: string) => createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `nuanliu ${use}`, 32)));
  const wrapping = derive('wrap');
  const blinding = derive('blind');
  return {
    wrap: (key, context) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', wrapping, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
      return Promise.resolve(body.toString('base64url'));
    },
    unwrap: (wrapped, context) => {
      const body = Buffer.from(wrapped, 'base64url');
      try {
        const decipher = createDecipheriv('aes-256-gcm', wrapping, body.subarray(0, IV_BYTES)).setAAD(
          Buffer.from(context),
        );
        decipher.setAuthTag(body.subarray(-TAG_BYTES));
        return Promise.resolve(Buffer.concat([decipher.update(body.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]));
      } catch (cause) {
        return Promise.reject(new KeyLost(`The key file does not open what it should (${context})`, { cause }));
      }
    },
    blind: (use, value) =>
      Promise.resolve(createHmac('sha256', blinding).update(`${use}\n${value}`).digest('base64url')),
  };
};

const readSecret = (path: string): Buffer => {
  try {
    return Buffer.from(KeyFile.parse(JSON.parse(readFileSync(path, 'utf8'))).secret, 'base64url');
  } catch (cause) {
    throw new KeyLost(`The key file ${path} is damaged. Put it back from a backup; nothing was changed.`, { cause });
  }
};

/** Written whole, then named: a start that is killed in between leaves no half a key behind. */
const createSecret = (path: string): Buffer => {
  const secret = randomBytes(32);
  const part = `${path}.part`;
  const file = openSync(part, 'w', OWNER_ONLY);
  try {
    writeSync(file, `${JSON.stringify({ version: 1, secret: secret.toString('base64url') })}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(part, path);
  return secret;
};
