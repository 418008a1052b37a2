import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateStateMachineAliasCommand, PublishStateMachineVersionCommand, SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import { openTable } from '#shared/aws/dynamo';
import { parseUnion, writeUnion } from '#shared/people/union';
import type { Table } from '#shared/table/table';
import { allowedTo } from '#test/infra/allowed';
import { readTemplate } from '#test/infra/template';
import type { Rights } from '#test/infra/usedRights';
import type { Emulator } from './ministack.ts';
import { putParameter } from './signed.ts';
import { adapt, type Adapted } from './template.ts';

const ROOT = new URL('../../', import.meta.url);
const ACCOUNT = '000000000000';
const STACK = 'nuanliu-dev';
const SAMPLE = new URL('infra/embedded/sample/union.yaml', ROOT);

const Outputs = z.object({
  [STACK]: z.looseObject({ table: z.string(), key: z.string(), bucket: z.string(), machines: z.string() }),
});
const Machines = z.record(z.string(), z.string());

/** What was deployed, and where it is. */
export type Deployment = {
  readonly url: URL;
  readonly table: Table;
  readonly names: { readonly table: string; readonly key: string; readonly bucket: string };
  /** The ARN through which executions start, by pipeline. */
  readonly machines: Readonly<Record<string, string>>;
  /** By the name that this project has for a function, the one that it was deployed under. */
  readonly functions: ReadonlyMap<string, string>;
};

/** `…:stateMachine:name:live` → `…:stateMachine:name` */
export const machineOf = (aliasArn: string): string => aliasArn.split(':').slice(0, 7).join(':');

const cdk = (env: NodeJS.ProcessEnv, ...args: readonly string[]): void => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['node_modules/aws-cdk/bin/cdk', ...args], {
    cwd: ROOT,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`cdk ${args.join(' ')} failed:\n${`${stdout}${stderr}`.slice(-4_000)}`);
};

/** An alias for each machine, as the template has it: its executions keep the version that they start with. */
const publish = async (client: SFNClient, aliasArns: readonly string[]): Promise<void> => {
  for (const arn of aliasArns) {
    const stateMachineArn = machineOf(arn);
    const { stateMachineVersionArn } = await client.send(new PublishStateMachineVersionCommand({ stateMachineArn }));
    const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
    await client.send(
      new CreateStateMachineAliasCommand({ name: arn.slice(stateMachineArn.length + 1), routingConfiguration }),
    );
  }
};

/**
 * What the CDK's program looks for in an account: a bucket for code, and the version of its own stack there. That stack
 * itself is not deployed: the emulator's IAM refuses its publishing role the bucket.
 */
const bootstrap = async (emulator: Emulator): Promise<void> => {
  const Bucket = `cdk-hnb659fds-assets-${ACCOUNT}-${emulator.config.region}`;
  await new S3Client({ ...emulator.config, forcePathStyle: true }).send(new CreateBucketCommand({ Bucket }));
  await putParameter(emulator, '/cdk-bootstrap/hnb659fds/version', '30');
};

export type Synthesised = Disposable &
  Pick<Adapted, 'aside' | 'functions'> & {
    /** The CDK's output. */
    readonly folder: string;
    /** By function: what its role allows to it, as it was synthesised. */
    readonly allowed: Rights;
  };

/** Synthesises the stack as an operator would: `cdk synth`, with the bundles of every function. */
export const synthesise = (): Synthesised => {
  const folder = mkdtempSync(join(tmpdir(), 'nuanliu-synth-'));
  cdk(process.env, 'synth', '--quiet', '--output', folder);
  const file = join(folder, `${STACK}.template.json`);
  const synthesised: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const { template, aside, functions } = adapt(synthesised);
  writeFileSync(file, JSON.stringify(template));
  const allowed = allowedTo(readTemplate(synthesised));
  return { folder, aside, functions, allowed, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
};

/**
 * Deploys it with the CDK's own program.
 *
 * @param union a federation's file; without it the sample
 */
export const deploy = async (
  emulator: Emulator,
  { folder: app, functions }: Synthesised,
  union?: string,
): Promise<Deployment> => {
  const { env, config, folder } = emulator;
  await bootstrap(emulator);
  const outputs = join(folder, 'outputs.json');
  cdk(env, 'deploy', '--app', app, '--require-approval', 'never', '--outputs-file', outputs);
  const said = Outputs.parse(JSON.parse(readFileSync(outputs, 'utf8')))[STACK];
  const machines = Machines.parse(JSON.parse(said.machines));
  await publish(new SFNClient(config), Object.values(machines));
  const table = openTable(config, said.table);
  await writeUnion(table, parseUnion(readFileSync(union ?? SAMPLE, 'utf8')), { sample: union === undefined });
  const address = Object.entries(said).find(([name]) => name.startsWith('webaddress'))?.[1];
  return {
    url: new URL(z.parse(z.string(), address)),
    table,
    names: said,
    machines,
    functions: new Map(Object.entries(functions).map(([output, name]) => [name, z.parse(z.string(), said[output])])),
  };
};
