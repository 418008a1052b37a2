import * as z from 'zod/mini';
import { loggedMail } from './mailLog.ts';
import type { Ports } from './ports.ts';

/**
 * Each adapter, loaded with its client at its first use: the only places where the SDK is reached. A bundler keeps of
 * these what an entry names. The environment comes from infra/aws/lambda.ts.
 */
const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new TypeError(`${name} is missing from the environment`);
  return value;
};

/**
 * Few retries of the SDK below our own at the level of machine and outbox, and no call that hangs: a person's request
 * is answered within the 30 seconds of the HTTP API, if only by "try again".
 */
const CLIENT = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
};

export const table: Ports['table'] = async () => {
  const { openTable } = await import('./dynamo.ts');
  return openTable(CLIENT, setting('TABLE'));
};

export const keys: Ports['keys'] = async (of) => {
  const { openKeys } = await import('./kms.ts');
  return openKeys(CLIENT, setting('KEY'), of);
};

export const files: NonNullable<Ports['files']> = async ({ clock }) => {
  const { openFiles } = await import('./s3.ts');
  return openFiles(CLIENT, setting('BUCKET'), clock);
};

export const mail: NonNullable<Ports['mail']> = async () => {
  const { openMail } = await import('./ses.ts');
  return loggedMail(openMail(CLIENT, setting('SENDER'), process.env['CONFIGURATION_SET']));
};

export const workflows: NonNullable<Ports['workflows']> = async () => {
  const { openWorkflows } = await import('./stepFunctions.ts');
  return openWorkflows(CLIENT, z.record(z.string(), z.string()).parse(JSON.parse(setting('MACHINES'))));
};
