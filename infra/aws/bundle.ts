import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { FunctionSpec } from './functions.ts';

export const ROOT = new URL('../../', import.meta.url);
const NAMESPACE = 'entry';

/** Entries exist only as text, resolved as if they stood at the top of the checkout. */
const entries = (specs: readonly FunctionSpec[]): Plugin => ({
  name: 'entries',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^entry:/ }, ({ path }) => ({ path: path.slice('entry:'.length), namespace: NAMESPACE }));
    onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
      contents: specs.find(({ name }) => name === path)?.source ?? '',
      resolveDir: fileURLToPath(ROOT),
      loader: 'ts',
    }));
  },
});

const PIPELINE = /^\.\/(\w+)\/index\.ts$/;
const INDEX = fileURLToPath(new URL('workflows/index.ts', ROOT));

/**
 * Leaves all pipelines but one out of `workflows/index.ts`. A step is asked about cases of its own pipeline only; for
 * any other it would answer that there is no such pipeline.
 */
const pipelineAlone = (only: string): Plugin => ({
  name: 'pipelineAlone',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: PIPELINE }, ({ path, importer }) => {
      const [, name = ''] = PIPELINE.exec(path) ?? [];
      return importer === INDEX && name !== only ? { path: name, namespace: 'leftOut', sideEffects: false } : undefined;
    });
    onLoad({ filter: /.*/, namespace: 'leftOut' }, ({ path }) => ({ contents: `export const ${path} = undefined;` }));
  },
});

export type Bundle = { readonly name: string; readonly code: Uint8Array };

/**
 * Bundles each function into one minified CommonJS file, the SDK included.
 *
 * CommonJS because an ESM import of `node:http` loads undici, which costs 70 ms of every cold start on Node 24. One
 * esbuild for all functions of a pipeline, where CDK's NodejsFunction starts a process for each: 1 s instead of 15.
 */
export const bundles = async (specs: readonly FunctionSpec[]): Promise<readonly Bundle[]> => {
  const groups = Map.groupBy(specs, ({ only }) => only);
  const made = await Promise.all([...groups].map(([only, group]) => together(group, only)));
  const codes = new Map(made.flat().map(({ name, code }) => [name, code]));
  return specs.map(({ name }) => ({ name, code: codes.get(name) ?? new Uint8Array() }));
};

const together = async (specs: readonly FunctionSpec[], only: string | undefined): Promise<readonly Bundle[]> => {
  const { outputFiles } = await build({
    entryPoints: specs.map(({ name }) => ({ in: `entry:${name}`, out: name })),
    plugins: [entries(specs), ...(only === undefined ? [] : [pipelineAlone(only)])],
    absWorkingDir: fileURLToPath(ROOT),
    outdir: 'bundles',
    write: false,
    bundle: true,
    minify: true,
    legalComments: 'none',
    charset: 'utf8',
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': fileURLToPath(new URL('credentials.ts', import.meta.url)) },
    logLevel: 'error',
  });
  return specs.map(({ name }, i) => ({ name, code: outputFiles[i]?.contents ?? new Uint8Array() }));
};

/** Writes each bundle into a folder of its own, as Lambda takes them. @returns the folders by function */
export const writeBundles = (all: readonly Bundle[], folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    all.map(({ name, code }) => {
      // By content: functions that are the same are uploaded once, and a folder that exists need not be read again.
      const place = join(folder, createHash('sha256').update(code).digest('hex').slice(0, 16));
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, 'index.js'), code);
      return [name, place];
    }),
  );
