import { sharedSteps } from '#shared/contract';
import type { Ports } from '#shared/aws/ports';
import type { Pipeline } from '#shared/pipeline';
import type { Audience } from './audiences.ts';
import type { Settings } from './settings.ts';

/** What a function may reach: the adapters in its bundle, and so the rights of its role. */
export type Port = keyof Ports | 'smtp';

/** One function to deploy: the source of its entry, which binds a handler file to the AWS host. */
export type FunctionSpec = {
  readonly name: string;
  readonly ports: readonly Port[];
  readonly source: string;
  /** The folder in `workflows` that a step works for: no other pipeline's rules, forms and letters come with it. */
  readonly only?: string;
  /** What it imports by `import()` are files of their own, loaded when they are first needed. */
  readonly inParts: boolean;
};

const ADAPTER: Readonly<Partial<Record<Port, string>>> = { smtp: 'mail: smtp' };

/** `handler` is an expression in `host`. */
const entry = (name: string, ports: readonly Port[], imports: readonly string[], handler: string): FunctionSpec => ({
  name,
  ports,
  inParts: ports.some((port) => port !== 'table' && port !== 'keys'),
  source: [
    ...imports,
    `import { awsHost } from '#shared/aws/host';`,
    `import { prime } from '#shared/aws/prime';`,
    `import { ${ports.filter((port) => port !== 'smtp').join(', ')} } from '#shared/aws/adapters';`,
    ...(ports.includes('smtp') ? [`import { smtp } from '#infra/aws/smtp';`] : []),
    `const host = awsHost({ ${ports.map((port) => ADAPTER[port] ?? port).join(', ')} });`,
    `export const handler = ${handler};`,
    `void prime(host);`,
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
      const only = pipeline.within ?? pipeline.name;
      const imports = [`import { ${step} } from '#${stepFile(only, step)}';`];
      return [step, { ...entry(`${pipeline.name}-${step}`, ['table', 'keys'], imports, `${step}(host)`), only }];
    }),
  );

/** All pages of an audience. */
export const pageFunction = ({ audience, modules }: Audience): FunctionSpec => {
  const imports = modules.map(({ from }, i) => `import { routes as routes${i} } from '${from}';`);
  const routes = modules.map((_, i) => `...routes${i}`).join(', ');
  return entry(
    audience,
    ['table', 'keys', 'files'],
    [`import { pages } from '#functions/page';`, ...imports],
    `pages([${routes}])(host)`,
  );
};

/** The one function that signals state machines and sends mail: woken by the table's stream, and by the minute. */
export const backgroundFunction = ({ mail }: Pick<Settings, 'mail'>): FunctionSpec =>
  entry(
    'background',
    ['table', 'keys', 'workflows', mail === 'ses' ? 'mail' : 'smtp'],
    [`import { background } from '#infra/aws/background';`],
    'background(host)',
  );
