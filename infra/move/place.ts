import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { realClock } from '#infra/embedded/clock';
import { openFolder } from '#infra/embedded/folder';
import { readSettings } from '#infra/embedded/settings';
import { called } from '#infra/usage';
import { BadInput } from '#shared/faults';
import type { Source, Target } from '#shared/move/place';
import { embeddedSource, embeddedTarget } from './embedded.ts';

/** What `cdk deploy --outputs-file` writes of the stack: where its data is. */
const Outputs = z.object({ table: z.string(), key: z.string(), bucket: z.string(), machines: z.string() });
const Stacks = z.record(z.string(), Outputs);

type Asked = { readonly archive: string; readonly outputs?: string };
type Opened<Place> = { readonly place: Place; readonly close: () => void };

export const asked = (usage: string): Asked => {
  const { words, options } = called(usage, { least: 1, options: ['aws'] });
  const [archive = ''] = words;
  const outputs = options.get('aws');
  return { archive, ...(outputs !== undefined && { outputs }) };
};

const deployment = (path: string) => {
  try {
    const [stack, ...others] = Object.values(Stacks.parse(JSON.parse(readFileSync(path, 'utf8'))));
    if (!stack || others.length > 0) throw new RangeError('one deployment is asked for');
    return { ...stack, machines: z.record(z.string(), z.string()).parse(JSON.parse(stack.machines)) };
  } catch (cause) {
    throw new BadInput(`${path} is not what cdk deploy --outputs-file writes of one stack.`, { cause });
  }
};

export const openSource = async ({ outputs }: Asked): Promise<Opened<Source>> => {
  if (outputs !== undefined) {
    const { awsClients, awsSource } = await import('#shared/aws/move/deployment');
    return { place: awsSource(awsClients({}), deployment(outputs)), close: () => undefined };
  }
  const { folder } = readSettings(process.env);
  if (!existsSync(join(folder, 'keys.json'))) {
    throw new BadInput(`No host has kept its data in ${folder}: set NUANLIU_DATA to its data folder.`);
  }
  const { store, close } = openFolder(folder);
  return { place: embeddedSource(folder, store), close };
};

export const openTarget = async ({ archive, outputs }: Asked): Promise<Opened<Target>> => {
  if (outputs !== undefined) {
    const { awsClients, awsTarget } = await import('#shared/aws/move/deployment');
    return { place: awsTarget(awsClients({}), deployment(outputs)), close: () => undefined };
  }
  const { folder } = readSettings(process.env);
  const { store, close } = openFolder(folder);
  return { place: embeddedTarget({ folder, store, clock: realClock(), archive }), close };
};

/** Runs a tool; what an operator can mend is one sentence. */
export const told = async (run: () => Promise<string>): Promise<void> => {
  try {
    console.log(await run());
  } catch (error) {
    const mendable = error instanceof Error && /^(BadInput|BadSetting|KeyLost)$/.test(error.name);
    if (!mendable) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
};
