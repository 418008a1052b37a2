import { createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import * as z from 'zod/mini';
import { KeyLost } from '#shared/keys/keyLost';
import type { Keys } from '#shared/keys/keys';
import { unwrapUnder, wrappingKey, wrapUnder } from '#shared/keys/wrapping';

/**
 * The key file of the embedded host: one random secret, readable by its owner alone. From it come a wrapping key for
 * the data keys of cases and a key for blind indexes and links. Without it the personal data is lost, so it belongs
 * into every backup, apart from the database.
 */
const Secret = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
const KeyFile = z.discriminatedUnion('version', [
  z.object({ version: z.literal(1), secret: Secret }),
  // After a move: the key of indexes and links is the one that they were made with on the host before.
  z.object({ version: z.literal(2), secret: Secret, blinding: Secret }),
]);
type KeyFile = z.infer<typeof KeyFile>;

const OWNER_ONLY = 0o600;

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
  const file = existsSync(path) ? readKeyFile(path) : createKeyFile(path);
  const wrapping = wrappingKey(derived(file, 'wrap'));
  const blinding = createSecretKey(blindingOf(file));
  return {
    wrap: (key, context) => Promise.resolve(wrapUnder(wrapping, key, context)),
    unwrap: (wrapped, context) => {
      try {
        return Promise.resolve(unwrapUnder(wrapping, wrapped, context));
      } catch (cause) {
        return Promise.reject(new KeyLost(`The key file does not open what it should (${context})`, { cause }));
      }
    },
    blind: (use, value) =>
      Promise.resolve(createHmac('sha256', blinding).update(`${use}\n${value}`).digest('base64url')),
  };
};

const derived = ({ secret }: KeyFile, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64url'), '', `nuanliu ${use}`, 32));

/** The key of blind indexes and links: what makes them valid on another host too. */
export const blindingOf = (file: KeyFile): Buffer =>
  file.version === 2 ? Buffer.from(file.blinding, 'base64url') : derived(file, 'blind');

export const readKeyFile = (path: string): KeyFile => {
  try {
    return KeyFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new KeyLost(`The key file ${path} is damaged. Put it back from a backup; nothing was changed.`, { cause });
  }
};

/**
 * A new secret. Written whole, then named: a start that is killed in between leaves no half a key behind.
 *
 * @param blinding of the host that indexes and links were made on, where there was one before
 */
export const createKeyFile = (path: string, blinding?: Uint8Array): KeyFile => {
  const secret = randomBytes(32).toString('base64url');
  const made: KeyFile = blinding
    ? { version: 2, secret, blinding: Buffer.from(blinding).toString('base64url') }
    : { version: 1, secret };
  const part = `${path}.part`;
  const file = openSync(part, 'w', OWNER_ONLY);
  try {
    writeSync(file, `${JSON.stringify(made)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(part, path);
  return made;
};
