import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod/mini';
import { bundles, ROOT, writeBundles } from '#infra/aws/bundle';
import { functionsOf } from '#infra/aws/stack';
import { parseUnion, writeUnion } from '#shared/people/union';
import { emulatedTable } from '#test/contract/dynamo';
import type { Moto } from '#test/contract/moto';

type Wanted = {
  readonly mail: 'ses' | 'smtp';
  /** Names of functions. */
  readonly wanted: readonly string[];
  /** What the environment says beyond what every function is told. */
  readonly env?: Readonly<Record<string, string>>;
};

const RUN = `
  const { handler } = require(process.argv[1]);
  Promise.resolve(handler(JSON.parse(process.argv[2]), {}))
    .then((answer) => ({ answer }), (error) => ({ error: error.name, message: error.message }))
    .then((result) => require('fs').writeSync(1, '\\n' + JSON.stringify(result)))
    .then(() => process.exit());`;
const Result = z.object({
  answer: z.optional(z.unknown()),
  error: z.optional(z.string()),
  message: z.optional(z.string()),
});

/** Functions as they are bundled, each event in a process of its own as at a cold start, against an emulator of AWS. */
export const deployedOn = async ({ config }: Moto, { mail, wanted, env: more = {} }: Wanted) => {
  const folder = mkdtempSync(join(tmpdir(), 'nuanliu-cold-'));
  const table = await emulatedTable(config, 'cold');
  const text = readFileSync(new URL('infra/embedded/sample/union.yaml', ROOT), 'utf8');
  await writeUnion(table, parseUnion(text), { sample: true });
  const { KeyMetadata } = await new KMSClient(config).send(new CreateKeyCommand({}));
  const env = {
    PATH: process.env['PATH'],
    AWS_ENDPOINT_URL: config.endpoint,
    AWS_REGION: config.region,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    NUANLIU_URL: 'https://aid.union.example/',
    TABLE: 'cold',
    KEY: KeyMetadata?.KeyId ?? '',
    BUCKET: 'files',
    MAILS: '100',
    MACHINES: JSON.stringify({ hardshipAid: `arn:aws:states:${config.region}:123456789012:stateMachine:none:live` }),
    ...more,
  };
  const specs = functionsOf({ mail }).filter(({ name }) => wanted.includes(name));
  const written = writeBundles(await bundles(specs), folder);
  return {
    table,
    /** @param otherwise what the environment says instead */
    invoke: async (name: string, event: unknown, otherwise: Readonly<Record<string, string>> = {}) => {
      const path = join(written[name] ?? '', 'index.js');
      const args = ['-e', RUN, path, JSON.stringify(event)];
      const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env: { ...env, ...otherwise } });
      return { ...Result.parse(JSON.parse(stdout.split('\n').at(-1) ?? '')), log: stderr };
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
};
