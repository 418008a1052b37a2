import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { ROOT } from '#infra/aws/bundle';
import type { FunctionSpec } from '#infra/aws/functions';

/** The functions that zod has as methods and zod/mini does not: three that the project calls. */
const WHOLE = `
  import { z as whole } from 'zod';
  export const z = {
    ...whole,
    extend: (schema, shape) => schema.extend(shape),
    omit: (schema, mask) => schema.omit(mask),
    catchall: (schema, rest) => schema.catchall(rest),
  };`;

const entries = (specs: readonly FunctionSpec[]): Plugin => ({
  name: 'entries',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^(entry:|whole$)/ }, ({ path }) => ({ path, namespace: 'usual' }));
    onLoad({ filter: /.*/, namespace: 'usual' }, ({ path }) => ({
      contents: path === 'whole' ? WHOLE : (specs.find(({ name }) => path === `entry:${name}`)?.source ?? ''),
      resolveDir: fileURLToPath(ROOT),
      loader: 'ts',
    }));
  },
});

/** `import { z } from 'zod'` wherever the project says zod/mini. */
const wholeZod: Plugin = {
  name: 'wholeZod',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/(shared|workflows|functions|infra)\/[\w/.]+\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(`import * as z from 'zod/mini'`, `import { z } from 'whole'`),
      loader: 'ts',
    }));
  },
};

const options = (specs: readonly FunctionSpec[], folder: string) =>
  ({
    entryPoints: specs.map(({ name }) => ({ in: `entry:${name}`, out: name })),
    absWorkingDir: fileURLToPath(ROOT),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node24',
    logLevel: 'error',
  }) satisfies BuildOptions;

const REQUIRE = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

/**
 * The functions as NodejsFunction bundles them when asked for ESM, the SDK included: not minified, one file each.
 *
 * @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_lambda_nodejs.BundlingOptions.html
 * @returns the files by function
 */
export const usualBundles = async (specs: readonly FunctionSpec[], folder: string): Promise<Map<string, string>> => {
  await build({
    ...options(specs, folder),
    plugins: [entries(specs), wholeZod],
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    banner: { js: REQUIRE },
    // Calls that are sent when the entry has run are no part of it: told before they are.
    footer: { js: 'globalThis.evaluated?.();' },
  });
  return new Map(specs.map(({ name }) => [name, join(folder, `${name}.mjs`)]));
};

/**
 * SDK clients as esbuild bundles them: CommonJS, minified, one file each; named, and without the SDK's chain of
 * credential providers, so that there is little left to leave out.
 *
 * @returns the files by name
 */
export const clientBundles = async (specs: readonly FunctionSpec[], folder: string): Promise<Map<string, string>> => {
  await build({
    ...options(specs, folder),
    plugins: [entries(specs)],
    format: 'cjs',
    minify: true,
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': fileURLToPath(new URL('infra/aws/credentials.ts', ROOT)) },
  });
  return new Map(specs.map(({ name }) => [name, join(folder, `${name}.js`)]));
};
