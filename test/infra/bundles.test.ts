import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { bundles, writeBundles } from '#infra/aws/bundle';
import type { FunctionSpec, Port } from '#infra/aws/functions';
import { functionsOf } from '#infra/aws/stack';
import { pipelines } from '#workflows/index';

const specs = functionsOf({ stage: 'dev', sender: 'nuanliu@union.example', mail: 'ses' });
const overSmtp = functionsOf({ stage: 'dev', sender: 'nuanliu@union.example', mail: 'smtp' }).filter(({ ports }) =>
  ports.includes('smtp'),
);
const named: readonly FunctionSpec[] = [...specs, ...overSmtp.map((spec) => ({ ...spec, name: `${spec.name}-smtp` }))];

/** A bundle of nothing but adapters, by the ports that they serve: what the SDK clients of a function cost. */
const sdk = (ports: readonly Port[]) => `sdk-${ports.join('-')}`;
const bare = [...new Map(named.map(({ ports }) => [sdk(ports), ports]))].map(([name, ports]) => ({
  name,
  ports,
  source: `${ports.includes('smtp') ? `export { smtp } from '#infra/aws/smtp';` : ''}
    export { ${ports.filter((port) => port !== 'smtp').join(', ')} } from '#shared/aws/adapters';`,
}));

const made = await bundles([...named, ...bare]);
const size = (name: string) => (made.find((each) => each.name === name)?.code.byteLength ?? 0) / 1_024;
const folder = mkdtempSync(join(tmpdir(), 'nuanliu-bundles-'));
const written = writeBundles(made, folder);
afterAll(() => rmSync(folder, { recursive: true }));

const Loaded = z.object({ exports: z.array(z.string()), arity: z.number(), modules: z.array(z.string()) });
const PROBE = `
  const loaded = require(process.argv[1]);
  const { exports, arity } = { exports: Object.keys(loaded), arity: loaded.handler.length };
  console.log(JSON.stringify({ exports, arity, modules: process.moduleLoadList }));`;

/** Loads a bundle in a process of its own, as Lambda does at a cold start. */
const load = (name: string) => {
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', PROBE, join(written[name] ?? '', 'index.js')], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return Loaded.parse(JSON.parse(stdout));
};

/** What a bundle may have beyond its clients. Rules, words and forms come with every pipeline, and with all of them. */
const count = Object.keys(pipelines).length;
const BUDGET_KB = { step: 70 + 70 * count, page: 180 + 90 * count };

describe('the bundles', () => {
  it.each(named)('of $name loads, and no undici with it', ({ name }) => {
    const { exports, arity, modules } = load(name);
    expect(exports).toEqual(['handler']);
    expect(arity).toBeLessThan(3); // Node 24 on Lambda refuses handlers that take a callback
    expect(modules.filter((module) => module.includes('undici'))).toEqual([]);
  });

  it('stay within their budgets over their SDK clients', () => {
    const rows = named.map(({ name, ports }) => {
      const own = Math.round(size(name) - size(sdk(ports)));
      return {
        name,
        KB: Math.round(size(name)),
        own,
        budget: ports.includes('files') ? BUDGET_KB.page : BUDGET_KB.step,
      };
    });
    console.table(rows);
    expect(rows.filter(({ own, budget }) => own > budget)).toEqual([]);
  });

  it('hold no credentials provider but the environment of Lambda', () => {
    for (const { name, code } of made)
      expect(Buffer.from(code).includes('AWS_CONTAINER_CREDENTIALS_FULL_URI'), name).toBe(false);
  });
});
