import * as z from 'zod/mini';
import { CLIENT, setting } from './adapters.ts';
import { loggedMail } from './mailLog.ts';
import type { Ports } from './ports.ts';

/**
 * The adapters whose SDK clients are loaded at their first use, each by `import()`. Apart from those of every function,
 * because esbuild wraps whatever is shared with an `import()`, even of a function that has none of these.
 */
export const files: NonNullable<Ports['files']> = async ({ clock }) => {
  const { openFiles } = await import('./s3.ts');
  const scanner = process.env['SCANNER'] === 'guardduty' ? 'guardduty' : 'none';
  const unscanned = process.env['UNSCANNED'] === 'block' ? 'block' : 'show';
  return openFiles(CLIENT, setting('BUCKET'), clock, { scanner, unscanned });
};

export const mail: NonNullable<Ports['mail']> = async () => {
  const { openMail } = await import('./ses.ts');
  return loggedMail(openMail(CLIENT, setting('SENDER'), process.env['CONFIGURATION_SET']));
};

export const workflows: NonNullable<Ports['workflows']> = async () => {
  const { openWorkflows } = await import('./stepFunctions.ts');
  return openWorkflows(CLIENT, z.record(z.string(), z.string()).parse(JSON.parse(setting('MACHINES'))));
};
