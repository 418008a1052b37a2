import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** Whatever makes a schema. What reads with one may throw, so it stays. */
const MAKES_A_SCHEMA = /(?<![\w.])z\.(?:iso\.)?(?!parse|safeParse|config)\w+\(/g;

/**
 * What esbuild cannot see by itself that nothing needs, and keeps.
 *
 * Of its functions zod says that they have no side effects; esbuild reads that within one file only. Told at every call,
 * it leaves out the schemas that a function never reads with, a fifth of them; each costs some 20 µs of a start.
 *
 * The SDK imports event streams by `import()`, for calls that we have none of. What an `import()` shares with the rest,
 * nearly all of the SDK, is then wrapped module by module, which costs a sixth of the start of a plain file.
 */
export const shaken: Plugin = {
  name: 'shaken',
  setup: ({ onLoad, onResolve }) => {
    onLoad({ filter: /[\\/](?:shared|workflows|functions|infra)[\\/][\w\\/.]+\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replaceAll(MAKES_A_SCHEMA, '/* @__PURE__ */ $&'),
      loader: 'ts',
    }));
    onResolve({ filter: /^@smithy\/core\/event-streams$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};
