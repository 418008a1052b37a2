import { openTable } from './dynamo.ts';
import { openKeys } from './kms.ts';
import type { Ports } from './ports.ts';

/**
 * The only places where the SDK is reached: here, and in laterAdapters.ts. A bundler keeps of these what an entry names.
 * Table and keys come with the entry, since every event needs them: named where they are imported, they bring 80 KB less
 * of the SDK along than by `import()`, which keeps whatever a module exports. The environment comes from
 * infra/aws/lambda.ts.
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
