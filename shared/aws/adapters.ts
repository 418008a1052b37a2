import { openTable } from './dynamo.ts';
import { openKeys } from './kms.ts';
import type { Ports } from './ports.ts';

/**
 * The adapters that every event needs. Named where they are imported, they bring 80 KB less of the SDK along than by
 * `import()`, which keeps whatever a module exports. The others are in `later`, each loaded with its client at its first
 * use and each in a file of its own: esbuild cuts a function by every `import()` that it comes across, called or not.
 * The environment comes from infra/aws/lambda.ts.
 */
export const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new TypeError(`${name} is missing from the environment`);
  return value;
};

/**
 * Few retries of the SDK below our own at the level of machine and outbox, and no call that hangs: a person's request
 * is answered within the 30 seconds of the HTTP API, if only by "try again".
 */
export const CLIENT = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
};

// oxlint-disable-next-line require-await -- a setting that is missing is a call that fails
export const table: Ports['table'] = async () => openTable(CLIENT, setting('TABLE'));
export const keys: NonNullable<Ports['keys']> = async (of) => openKeys(CLIENT, setting('KEY'), of);
