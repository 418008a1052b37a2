import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import type { Deployment } from './deployment.ts';
import type { Emulator } from './ministack.ts';

/**
 * What the functions have asked AWS for in a rehearsal, `cdk.out/rehearsal/calls.json`:
 *
 *   { "hardshipAid-open": [{ "action": "dynamodb:PutItem", "resource": "table" }, …], "applicant": […], … }
 *
 * Functions by their names in infra/aws/functions.ts; actions as IAM has them; resources by what they are in the stack:
 * `table`, `table/index/due`, `key`, `bucket`, `bucket/*`, `machine/hardshipAid` (`:live` through its alias),
 * `execution/hardshipAid/*`, `identity`, `configuration-set`, or `*` for what names none.
 *
 * Seen are requests that leave a function. S3 asks KMS for itself in the name of its caller, and a presigned form lets
 * a browser put an object in the name of its signer: neither is seen here.
 */
const PLACE = fileURLToPath(new URL('../../cdk.out/rehearsal/calls.json', import.meta.url));

const Call = z.object({ action: z.string(), resource: z.string() });
export type Calls = ReadonlyMap<string, readonly z.infer<typeof Call>[]>;

/** `arn:aws:states:r:1:execution:machine:name` → `execution/hardshipAid/*` */
const ofMachine = (resource: string, machines: Deployment['machines']): string | undefined => {
  const [, , service, , , kind, deployed, rest] = resource.split(':');
  const [pipeline] = Object.entries(machines).find(([, arn]) => arn.split(':')[6] === deployed) ?? [];
  if (service !== 'states' || pipeline === undefined) return undefined;
  if (kind === 'execution') return `execution/${pipeline}/*`;
  return `machine/${pipeline}${rest === undefined ? '' : `:${rest}`}`;
};

export const readCalls = ({ folder }: Emulator, { functions, names, machines }: Deployment): Calls => {
  const inStack = (resource: string): string =>
    ofMachine(resource, machines) ??
    resource
      .replace(`table/${names.table}`, 'table')
      .replace(names.key, 'key')
      .replace(names.bucket, 'bucket')
      .replace(/^configuration-set\/.*/, 'configuration-set');
  const called = readdirSync(join(folder, 'calls'));
  return new Map(
    [...functions].flatMap(([name, deployed]) =>
      called.includes(deployed)
        ? [
            [
              name,
              linesOf(join(folder, 'calls', deployed)).map((call) => ({ ...call, resource: inStack(call.resource) })),
            ],
          ]
        : [],
    ),
  );
};

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [Call.parse(JSON.parse(line))]));

/** Writes what several rehearsals have seen, each call once. @returns where */
export const writeCalls = (all: readonly Calls[]): string => {
  const names = [...new Set(all.flatMap((calls) => [...calls.keys()]))].toSorted();
  const merged = names.map((name) => {
    const texts = all.flatMap((calls) => calls.get(name) ?? []).map((call) => JSON.stringify(call));
    return [name, [...new Set(texts)].toSorted().map((text) => Call.parse(JSON.parse(text)))];
  });
  mkdirSync(dirname(PLACE), { recursive: true });
  writeFileSync(PLACE, `${JSON.stringify(Object.fromEntries(merged), undefined, 1)}\n`);
  return PLACE;
};
