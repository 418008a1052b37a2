import { sharedSteps } from '#shared/contract';
import type { Ports } from '#shared/aws/ports';
import { type Reach, sharedReaches } from '#shared/reach';
import type { Pipeline } from '#shared/pipeline';
import type { Audience } from './audiences.ts';
import type { About, Facet } from './leftOut.ts';
import type { Settings } from './settings.ts';

/** What a function gets: the adapters in its bundle. */
export type Port = keyof Ports | 'smtp';

/** One function to deploy: the source of its entry, which binds a handler file to the AWS host. */
export type FunctionSpec = {
  readonly name: string;
  readonly ports: readonly Port[];
  /** What it does with them: the rights of its role. */
  readonly reaches: readonly Reach[];
  readonly source: string;
  /** What of the pipelines comes with it. */
  readonly about: About;
  /** What it imports by `import()` are files of their own, loaded when they are first needed. */
  readonly inParts: boolean;
};

/** A step opens tasks, by the policy in force. */
const NO_STEP_NEEDS: readonly Facet[] = ['machine', 'letters', 'application', 'report'];

const ADAPTER: Readonly<Partial<Record<Port, string>>> = { smtp: 'mail: smtp' };

type Entry = Pick<FunctionSpec, 'name' | 'ports' | 'reaches' | 'about'> & {
  readonly imports: readonly string[];
  /** An expression in `host`. */
  readonly handler: string;
};

/** Every event needs these; the others are loaded at their first use. */
const AT_ONCE: readonly Port[] = ['table', 'keys'];
const adapterFile = (port: Port): string => {
  if (port === 'smtp') return '#infra/aws/smtp';
  return AT_ONCE.includes(port) ? '#shared/aws/adapters' : `#shared/aws/later/${port}`;
};

const entry = ({ name, ports, reaches, about, imports, handler }: Entry): FunctionSpec => ({
  name,
  ports,
  reaches,
  about,
  inParts: ports.some((port) => !AT_ONCE.includes(port)),
  source: [
    ...imports,
    `import { awsHost } from '#shared/aws/host';`,
    `import { prime } from '#shared/aws/prime';`,
    ...ports.map((port) => `import { ${port} } from '${adapterFile(port)}';`),
    `const host = awsHost({ ${ports.map((port) => ADAPTER[port] ?? port).join(', ')} });`,
    `export const handler = ${handler};`,
    `void prime(host, ${ports.includes('keys')});`,
  ].join('\n'),
});

/** The steps that a machine names, in the order of their first appearance. */
export const stepsOf = ({ machine }: Pick<Pipeline, 'machine'>): string[] => [
  ...new Set([...JSON.stringify(machine).matchAll(/\$\{(\w+)\}/g)].flatMap(([, step]) => step ?? [])),
];

/** Where a step's file is: the same rule on both hosts. */
export const stepFile = (pipeline: string, step: string): string =>
  `functions/${step in sharedSteps ? 'steps' : pipeline}/${step}`;

/**
 * The functions of a pipeline's machine, by step. A shared step is one function per pipeline, so that a machine may
 * call its own functions and nothing else.
 */
export const stepFunctions = (pipeline: Pipeline): Readonly<Record<string, FunctionSpec>> =>
  Object.fromEntries(
    stepsOf(pipeline).map((step) => {
      const folder = pipeline.within ?? pipeline.name;
      const reaches = sharedReaches[step] ?? pipeline.reaches[step] ?? [];
      const spec = entry({
        name: `${pipeline.name}-${step}`,
        ports: reaches.some((reach) => reach.startsWith('keys.')) ? ['table', 'keys'] : ['table'],
        reaches,
        about: { only: [folder], without: NO_STEP_NEEDS },
        imports: [`import { ${step} } from '#${stepFile(folder, step)}';`],
        handler: `${step}(host)`,
      });
      return [step, spec];
    }),
  );

/** All pages of an audience. */
export const pageFunction = ({ audience, modules, reaches, about }: Audience): FunctionSpec => {
  const imports = modules.map(({ from }, i) => `import { routes as routes${i} } from '${from}';`);
  const routes = modules.map((_, i) => `...routes${i}`).join(', ');
  return entry({
    name: audience,
    ports: ['table', 'keys', 'files'],
    reaches,
    about,
    imports: [`import { pages } from '#functions/page';`, ...imports],
    handler: `pages([${routes}])(host)`,
  });
};

/** The one function that signals state machines and sends mail: woken by the table's stream, and by the minute. */
export const backgroundFunction = ({ mail }: Pick<Settings, 'mail'>): FunctionSpec =>
  entry({
    name: 'background',
    ports: ['table', 'keys', 'workflows', mail === 'ses' ? 'mail' : 'smtp'],
    reaches: [
      'table.query',
      'table.query.due',
      'table.update',
      'table.delete',
      'keys.wrap',
      'keys.unwrap',
      'keys.blind',
    ],
    about: { without: ['machine', 'application', 'report', 'ends'] },
    imports: [`import { background } from '#infra/aws/background';`],
    handler: 'background(host)',
  });
