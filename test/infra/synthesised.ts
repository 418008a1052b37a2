import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod/mini';
import { ROOT, writeBundles } from '#infra/aws/bundle';
import { readSettings } from '#infra/aws/settings';
import { functionsOf, Nuanliu } from '#infra/aws/stack';
import { readTemplate } from './template.ts';

const CdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

/**
 * The stack as CloudFormation gets it, made in this process, without an account; the functions' code is a stand-in.
 *
 * @param context as `cdk -c` gives it
 */
export const synthesise = (context: Readonly<Record<string, string>> = {}) => {
  const outdir = mkdtempSync(join(tmpdir(), 'nuanliu-cdk-'));
  try {
    const cdk = CdkJson.parse(JSON.parse(readFileSync(new URL('cdk.json', ROOT), 'utf8')));
    const app = new App({ outdir, context: { ...cdk.context, ...context } });
    const settings = readSettings(app.node);
    const stubs = functionsOf(settings).map(({ name }) => ({ name, files: { 'index.js': Buffer.from(`// ${name}`) } }));
    const stack = new Nuanliu(app, settings, writeBundles(stubs, join(outdir, 'bundles')));
    return readTemplate(Template.fromStack(stack).toJSON());
  } finally {
    rmSync(outdir, { recursive: true });
  }
};
