import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const PIPELINE = /^\.\/(\w+)\/index\.ts$/;
const INDEX = fileURLToPath(new URL('../../workflows/index.ts', import.meta.url));

/**
 * Leaves all pipelines but one out of `workflows/index.ts`. A step is asked about cases of its own pipeline only; for
 * any other it would answer that there is no such pipeline.
 */
export const pipelineAlone = (only: string): Plugin => ({
  name: 'pipelineAlone',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: PIPELINE }, ({ path, importer }) => {
      const [, name = ''] = PIPELINE.exec(path) ?? [];
      return importer === INDEX && name !== only ? { path: name, namespace: 'leftOut', sideEffects: false } : undefined;
    });
    onLoad({ filter: /.*/, namespace: 'leftOut' }, ({ path }) => ({ contents: `export const ${path} = undefined;` }));
  },
});
