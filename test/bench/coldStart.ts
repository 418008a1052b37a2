import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { bundles, writeBundles } from '#infra/aws/bundle';
import type { FunctionSpec } from '#infra/aws/functions';
import { functionsOf } from '#infra/aws/stack';
import { median } from '#test/bench/load';
import { usualBundles } from '#test/bench/usualBundles';
import { told } from '#test/bench/yardstick';
import { clients, clientsOf } from '#test/infra/clients';

const ROUNDS = 7;
const MOST = { ofClients: 1.25, ofUsual: 0.6 };

/**
 * What a function does before its first event: its file is read, compiled and evaluated. Processor time, because that
 * is the same on a busy machine, and because Lambda gives out and charges just that.
 */
const PROBE = `
  const { cpuUsage } = process;
  const load = process.argv[1].endsWith('.mjs') ? (path) => import(path) : require;
  const before = cpuUsage();
  const told = () => { const { user, system } = cpuUsage(before); console.log((user + system) / 1000); process.exit(); };
  const loading = load(process.argv[1]);
  if (loading instanceof Promise) loading.then(told); else told();`;

/** What the host module reads; no call goes anywhere. */
const ENV = { NUANLIU_URL: 'https://aid.union.example/', AWS_REGION: 'cn-north-1' };

const usually = (name: string): string => `usual ${name}`;

const initOf = (path: string): number => {
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', PROBE, path], { encoding: 'utf8', env: ENV });
  const read = z.coerce.number().safeParse(stdout.trim() === '' ? Number.NaN : stdout);
  if (!read.success) throw new Error(`${path} does not load: ${stderr}`);
  return read.data;
};

const measured = async (specs: readonly FunctionSpec[], folder: string): Promise<ReadonlyMap<string, number[]>> => {
  const ours = writeBundles(await bundles([...specs, ...clients(specs)]), folder);
  const usual = await usualBundles(specs, folder);
  const times = new Map<string, number[]>();
  const measure = (key: string, path: string) => times.set(key, [...(times.get(key) ?? []), initOf(path)]);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, ports } of specs) {
      measure(clientsOf(ports), join(ours[clientsOf(ports)] ?? '', 'index.js'));
      measure(name, join(ours[name] ?? '', 'index.js'));
      measure(usually(name), usual.get(name) ?? '');
    }
  }
  return times;
};

/** Every function in fresh processes, in turns with its SDK clients alone and with itself as it is usually bundled. */
export const startsOfFunctions = async (): Promise<boolean> => {
  const specs = functionsOf({ mail: 'ses' });
  // Outside the checkout, whose package.json would make modules of these files.
  const folder = mkdtempSync(join(tmpdir(), 'nuanliu-bench-'));
  try {
    const times = await measured(specs, folder);
    const of = (key: string) => median(times.get(key) ?? []);
    return specs
      .map(({ name, ports }) => {
        const value = of(name);
        const against = (what: string, bare: number, most: number) =>
          told(`start of ${name}, against ${what}`, { value, bare, at: { most }, unit: 'ms' });
        const lean = against('its SDK clients alone', of(clientsOf(ports)), MOST.ofClients);
        return against('itself bundled as usual', of(usually(name)), MOST.ofUsual) && lean;
      })
      .every(Boolean);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
