import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Right } from '#test/aws/rights';
import type { Rights } from '#test/infra/usedRights';
import type { Deployment } from './deployment.ts';
import type { Emulator } from './ministack.ts';

/**
 * What the functions have asked AWS for in a rehearsal, `cdk.out/rehearsal/calls.json`:
 *
 *   { "hardshipAid-open": ["dynamodb:PutItem table", …], "applicant": […], … }
 *
 * Functions by their names in infra/aws/functions.ts; rights as test/aws/rights.ts has them: an action, and what it is
 * done to, by what that is in the stack.
 */
const PLACE = fileURLToPath(new URL('../../cdk.out/rehearsal/calls.json', import.meta.url));

/** `arn:aws:states:r:1:stateMachine:name:live` → `name` */
const nameIn = (arn: string): string => arn.split(':')[6] ?? '';

/** What each function has asked for, as it has written it down itself; see inside.ts. */
export const readCalls = ({ folder }: Emulator, { functions, machines }: Deployment): Rights => {
  const own = new Map(Object.entries(machines).map(([pipeline, arn]) => [nameIn(arn), pipeline]));
  /** A machine by our name for it, as it was deployed under another. */
  const inStack = (line: string): Right => {
    const [, before = '', name = ''] = /^(states:\w+ (?:execution|stateMachine):)(.+)$/.exec(line) ?? [];
    return Right.parse(own.has(name) ? `${before}${own.get(name)}` : line);
  };
  return new Map(
    [...functions].flatMap(([name, deployed]) => {
      const file = join(folder, 'calls', deployed);
      return existsSync(file)
        ? [[name, new Set(readFileSync(file, 'utf8').trimEnd().split('\n').map(inStack))] as const]
        : [];
    }),
  );
};

/** What several rehearsals have seen together. */
export const together = (some: Rights, others: Rights): Rights =>
  new Map(
    [...some, ...others].map(([name]) => [name, new Set([...(some.get(name) ?? []), ...(others.get(name) ?? [])])]),
  );

/** @returns where it is written */
export const writeCalls = (calls: Rights): string => {
  const sorted = [...calls]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, rights]) => [name, [...rights].toSorted()]);
  mkdirSync(dirname(PLACE), { recursive: true });
  writeFileSync(PLACE, `${JSON.stringify(Object.fromEntries(sorted), undefined, 1)}\n`);
  return PLACE;
};
