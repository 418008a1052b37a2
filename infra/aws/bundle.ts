import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Plugin, transform } from 'esbuild';
import type { FunctionSpec } from './functions.ts';
import { leftOut } from './leftOut.ts';
import { shaken } from './shaken.ts';

export const ROOT = new URL('../../', import.meta.url);

type Source = Pick<FunctionSpec, 'name' | 'source' | 'about' | 'inParts'>;

/** A function as Lambda takes it: CommonJS files by name. `index.js` is loaded at the start. */
export type Bundle = { readonly name: string; readonly files: Readonly<Record<string, Uint8Array>> };

const NAMESPACE = 'entry';
const INDEX = 'index.js';

/** Entries exist only as text, resolved as if they stood at the top of the checkout. */
const entries = (specs: readonly Source[]): Plugin => ({
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

const OUTPUT = {
  minify: true,
  legalComments: 'none',
  charset: 'utf8',
  platform: 'node',
  target: 'node24',
} as const;

const options = (specs: readonly Source[], about: Source['about']) =>
  ({
    ...OUTPUT,
    plugins: [entries(specs), leftOut(about), shaken],
    absWorkingDir: fileURLToPath(ROOT),
    outdir: 'bundles',
    write: false,
    bundle: true,
    mainFields: ['module', 'main'],
    alias: { '@aws-sdk/credential-provider-node': fileURLToPath(new URL('credentials.ts', import.meta.url)) },
    logLevel: 'error',
  }) satisfies BuildOptions;

/** One esbuild for all functions of a pipeline, where CDK's NodejsFunction starts a process for each: 1 s instead of 15. */
const whole = async (specs: readonly Source[], about: Source['about']): Promise<readonly Bundle[]> => {
  const { outputFiles } = await build({
    ...options(specs, about),
    entryPoints: specs.map(({ name }) => ({ in: `entry:${name}`, out: name })),
    format: 'cjs',
  });
  return specs.map(({ name }, i) => ({ name, files: { [INDEX]: outputFiles[i]?.contents ?? new Uint8Array() } }));
};

/**
 * A function whose `import()`s are files of their own, read at their first use: to compile a megabyte costs a Lambda
 * function some 50 ms before its first event. esbuild splits modules only; so it splits, then makes each part CommonJS.
 */
const inParts = async (spec: Source): Promise<Bundle> => {
  const { outputFiles, metafile } = await build({
    ...options([spec], spec.about),
    entryPoints: [{ in: `entry:${spec.name}`, out: 'index' }],
    format: 'esm',
    splitting: true,
    metafile: true,
    chunkNames: '[name]-[hash]',
  });
  // esbuild also writes what only code reaches that it has left out.
  const reached = new Set<string>();
  const reach = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const each of metafile.outputs[path]?.imports ?? []) if (!each.external) reach(each.path);
  };
  reach(`bundles/${INDEX}`);
  const names = new Set([...reached].map((path) => basename(path)));
  const files = await Promise.all(
    outputFiles.map(async ({ path, text }): Promise<[string, Uint8Array]> => {
      const { code } = await transform(text, { ...OUTPUT, format: 'cjs', supported: { 'dynamic-import': false } });
      return [basename(path), Buffer.from(code)];
    }),
  );
  return { name: spec.name, files: Object.fromEntries(files.filter(([name]) => names.has(name))) };
};

/**
 * Bundles each function, the SDK included, minified, into CommonJS: an ESM import of `node:http` loads undici, which
 * costs 70 ms of every cold start on Node 24.
 */
export const bundles = async (specs: readonly Source[]): Promise<readonly Bundle[]> => {
  const groups = Map.groupBy(
    specs.filter((spec) => !spec.inParts),
    ({ about }) => JSON.stringify(about),
  );
  const made = await Promise.all([
    ...[...groups.values()].map((group) => whole(group, group[0]?.about ?? { without: [] })),
    ...specs.filter((spec) => spec.inParts).map(async (spec) => [await inParts(spec)]),
  ]);
  const byName = new Map(made.flat().map((bundle) => [bundle.name, bundle]));
  return specs.map(({ name }) => byName.get(name) ?? { name, files: {} });
};

/** Writes each bundle into a folder of its own, as Lambda takes them. @returns the folders by function */
export const writeBundles = (all: readonly Bundle[], folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    all.map(({ name, files }) => {
      // By content: functions that are the same are uploaded once, and a folder that exists need not be read again.
      const hash = createHash('sha256');
      for (const [file, code] of Object.entries(files)) hash.update(`${file}\n`).update(code);
      const place = join(folder, hash.digest('hex').slice(0, 16));
      mkdirSync(place, { recursive: true });
      for (const [file, code] of Object.entries(files)) writeFileSync(join(place, file), code);
      return [name, place];
    }),
  );
