import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

/** What `index.ts` and `application.ts` of a pipeline's folder take from the files beside them, and under what names. */
const FACETS = {
  machine: { files: ['./machine.ts', './unit.ts'], names: ['machine'] },
  letters: { files: ['./emails/index.ts'], names: ['letters'] },
  tasks: { files: ['./tasks.ts'], names: ['tasks', 'programmeTasks', 'unitTasks'] },
  application: { files: ['./application.ts'], names: ['application'] },
  applicants: { files: ['./applicants.ts'], names: ['applicants'] },
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
const PLACE = /^(\w+)[\\/](?:index|application)\.ts$/;
const facets: readonly Facet[] = [
  'machine',
  'letters',
  'tasks',
  'application',
  'applicants',
  'policy',
  'ends',
  'report',
  'reaches',
];

/** What stands in for whatever was left out; the facets' own stand-ins name it. */
const GONE = `export const gone = (name) => new Proxy({}, {
  get() { throw new TypeError(name + ' was left out of this function: see infra/aws/leftOut.ts'); },
});`;
const standIn = (facet: Facet): string =>
  [
    `import { gone } from 'gone';`,
    ...FACETS[facet].names.map((name) => `export const ${name} = /* @__PURE__ */ gone('${name}');`),
  ].join('\n');

/**
 * Leaves out of a function what it never looks at of the pipelines: a step opens tasks and has no use for letters or
 * the questions of an application. Who looks all the same is told by an error.
 */
export const leftOut = ({ only, without }: About): Plugin => ({
  name: 'leftOut',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^gone$/ }, () => ({ path: 'gone', namespace: 'leftOut', sideEffects: false }));
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
      if (path === 'gone') return { contents: GONE };
      const facet = facets.find((each) => each === path);
      return facet && { contents: standIn(facet) };
    });
  },
});
