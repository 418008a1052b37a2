import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

/** What `index.ts` of a pipeline's folder takes from the files beside it, and under what names. */
const FACETS = {
  machine: { files: ['./machine.ts', './unit.ts'], names: ['machine'] },
  letters: { files: ['./emails/index.ts'], names: ['letters'] },
  tasks: { files: ['./tasks.ts'], names: ['tasks', 'programmeTasks', 'unitTasks'] },
  application: { files: ['./application.ts'], names: ['application'] },
  policy: { files: ['./policy.ts'], names: ['Policy', 'shipped'] },
  ends: { files: ['./ends.ts'], names: ['ends', 'programmeEnds', 'unitEnds'] },
  report: { files: ['./report.ts'], names: [] },
  reaches: { files: ['./reach.ts'], names: ['reaches'] },
} as const;
export type Facet = keyof typeof FACETS;

/** Which pipelines a function is about, by their folder in `workflows`, and what of them it never looks at. */
export type About = {
  /** About these alone: of the others there are names and labels. Without it, about all. */
  readonly only?: readonly string[];
  readonly without: readonly Facet[];
};

const WORKFLOWS = fileURLToPath(new URL('../../workflows/', import.meta.url));
const PLACE = /^(\w+)[\\/]index\.ts$/;
const facets: readonly Facet[] = ['machine', 'letters', 'tasks', 'application', 'policy', 'ends', 'report', 'reaches'];

const standIn = (facet: Facet): string =>
  FACETS[facet].names
    .map(
      (name) =>
        `export const ${name} = new Proxy({}, { get() { throw new TypeError('${name} was left out of this function: see infra/aws/leftOut.ts'); } });`,
    )
    .join('\n');

/**
 * Leaves out of a function what it never looks at of the pipelines: a step opens tasks and has no use for letters or
 * the questions of an application. Who looks all the same is told by an error.
 */
export const leftOut = ({ only, without }: About): Plugin => ({
  name: 'leftOut',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^\.\// }, ({ path, importer }) => {
      if (!importer.startsWith(WORKFLOWS)) return undefined;
      const [, pipeline] = PLACE.exec(importer.slice(WORKFLOWS.length)) ?? [];
      if (pipeline === undefined) return undefined;
      // What a function may reach is for whoever deploys it.
      const gone = only === undefined || only.includes(pipeline) ? [...without, 'reaches' as const] : facets;
      const facet = gone.find((each) => FACETS[each].files.some((file) => file === path));
      return facet && { path: facet, namespace: 'leftOut', sideEffects: false };
    });
    onLoad({ filter: /.*/, namespace: 'leftOut' }, ({ path }) => {
      const facet = facets.find((each) => each === path);
      return facet && { contents: standIn(facet) };
    });
  },
});
