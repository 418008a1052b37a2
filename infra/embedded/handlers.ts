import { resumable, resumedName } from '#shared/executions/resume';
import type { HostProvider } from '#shared/host';
import type { Pipeline } from '#shared/pipeline';
import { sharedSteps } from '#shared/contract';
import { Unanswered } from './engine/failure.ts';
import type { Invoke } from './engine/running/flights.ts';

/** A state machine's function by its name on this host: `hardshipAid-reserve`, as on AWS. */
export type Handlers = Readonly<Record<string, (event: unknown) => Promise<unknown>>>;

const named = (machine: object): string[] => [
  ...new Set([...JSON.stringify(machine).matchAll(/\$\{(\w+)\}/g)].flatMap(([, step]) => step ?? [])),
];

/** The machine with its substitutions made, as CloudFormation makes them. */
const substituted = ({ name, machine }: Pipeline): object =>
  JSON.parse(JSON.stringify(machine).replaceAll(/\$\{(\w+)\}/g, (_, step: string) => `${name}-${step}`));

/** The machines of this host: that of each pipeline, and beside it the form in which an execution goes on. */
export const machinesOf = (pipelines: readonly Pipeline[]): Record<string, object> =>
  Object.fromEntries(
    pipelines.flatMap((pipeline) => {
      const machine = substituted(pipeline);
      return [
        [pipeline.name, machine],
        [resumedName(pipeline.name), resumable(machine)],
      ];
    }),
  );

/**
 * Calls a function by its name.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html (Step Functions puts the service before its errors)
 */
export const invokeOf =
  (handlers: Handlers): Invoke =>
  async (name, payload) => {
    const handler = handlers[name];
    if (!handler) throw new Unanswered('Lambda.ResourceNotFoundException', `Function not found: ${name}`);
    return handler(payload);
  };

type Bound = (host: HostProvider) => (event: unknown) => Promise<unknown>;
const isBound = (value: unknown): value is Bound => typeof value === 'function';

/**
 * Loads the files that AWS would bundle, one function each: shared steps from functions/steps, a pipeline's own from
 * its folder.
 *
 * @param hostOf the world of a function: here one for all, on AWS each has its own
 * @throws when a machine names a step that has no file
 */
export const loadHandlers = async (
  pipelines: readonly Pipeline[],
  hostOf: (functionName: string) => HostProvider,
): Promise<Handlers> => {
  const entries = pipelines.flatMap((pipeline) =>
    named(pipeline.machine).map((step) => ({ pipeline: pipeline.name, own: pipeline.within ?? pipeline.name, step })),
  );
  const loaded = await Promise.all(
    entries.map(async ({ pipeline, own, step }) => {
      const folder = step in sharedSteps ? 'steps' : own;
      const file: Record<string, unknown> = await import(`../../functions/${folder}/${step}.ts`);
      const bind = file[step];
      if (!isBound(bind)) throw new Error(`functions/${folder}/${step}.ts does not export ${step}`);
      const name = `${pipeline}-${step}`;
      const handle = bind(hostOf(name));
      return [name, (event: unknown) => handle(event)] as const;
    }),
  );
  return Object.fromEntries(loaded);
};
