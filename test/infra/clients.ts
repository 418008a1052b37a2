import type { FunctionSpec, Port } from '#infra/aws/functions';

/** Where each port's adapter is, and what opens it: named, so that esbuild takes of the SDK no more than it needs. */
const ADAPTER: Readonly<Partial<Record<Port, string>>> = {
  table: `export { openTable } from '#shared/aws/dynamo';`,
  keys: `export { openKeys } from '#shared/aws/kms';`,
  files: `export { openFiles } from '#shared/aws/s3';`,
  mail: `export { openMail } from '#shared/aws/ses';`,
  workflows: `export { openWorkflows } from '#shared/aws/stepFunctions';`,
  smtp: `export { smtpMail } from '#infra/embedded/smtp';`,
};

export const clientsOf = (ports: readonly Port[]): string => `clients-${ports.join('-')}`;

/**
 * What functions are measured against: for each set of ports that one of them has, the adapters and SDK clients of
 * those ports and nothing else, in one plain file.
 */
export const clients = (specs: readonly FunctionSpec[]): readonly FunctionSpec[] =>
  [...new Map(specs.map(({ ports }) => [clientsOf(ports), ports]))].map(([name, ports]) => ({
    name,
    ports,
    reaches: [],
    inParts: false,
    about: { without: [] },
    source: ports.map((port) => ADAPTER[port] ?? '').join('\n'),
  }));
