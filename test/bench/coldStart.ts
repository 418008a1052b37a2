import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { bundles, writeBundles } from '#infra/aws/bundle';
import { functionsOf } from '#infra/aws/stack';
import { clientBundles, usualBundles } from '#test/bench/usualBundles';
import { clients, clientsOf } from '#test/infra/clients';

/**
 * A verdict is the median of ratios, each of two processes that ran one after the other: what else a machine does weighs
 * on both, and changes more slowly than they run. Few pairs will do where nine ratios in ten are within the limit (five
 * of five would be chance one time in 32); who is near it, or beyond, is measured by `MOST_PAIRS`.
 */
type Limit = { readonly most: number; readonly leastPairs: number };
const OF_CLIENTS: Limit = { most: 1.25, leastPairs: 5 };
const OF_USUAL: Limit = { most: 0.6, leastPairs: 3 };
const MOST_PAIRS = 31;

/**
 * What a function does before its first event: its file is read, compiled and evaluated. Processor time, because that
 * is the same on a busy machine, and because Lambda gives out and charges just that. A module says itself when it has
 * been evaluated: whoever imported it hears of that later, when its first calls are on their way.
 */
const PROBE = `
  const before = process.cpuUsage();
  globalThis.evaluated = () => {
    const { user, system } = process.cpuUsage(before);
    require('node:fs').writeSync(1, String((user + system) / 1000));
    process.exit();
  };
  const path = process.argv[1];
  if (path.endsWith('.mjs')) import(path); else { require(path); evaluated(); }`;

/** What the host module reads; no call goes anywhere. */
const ENV = { NUANLIU_URL: 'https://aid.union.example/', AWS_REGION: 'cn-north-1' };

const initOf = (path: string): number => {
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', PROBE, path], { encoding: 'utf8', env: ENV });
  const read = z.coerce.number().safeParse(stdout === '' ? Number.NaN : stdout);
  if (!read.success) throw new Error(`${path} does not load: ${stderr}`);
  return read.data;
};

/** The value below which this share of the list lies. */
const quantile = (list: readonly number[], share: number): number =>
  list.toSorted((a, b) => a - b)[Math.round((list.length - 1) * share)] ?? Number.NaN;

type Pair = { readonly own: number; readonly other: number };
const spreadOf = (pairs: readonly Pair[]) => {
  const ratios = pairs.map(({ own, other }) => own / other);
  return { low: quantile(ratios, 0.1), middle: quantile(ratios, 0.5), high: quantile(ratios, 0.9) };
};

const pairsOf = (own: string, other: string, { most, leastPairs }: Limit): readonly Pair[] => {
  const pairs: Pair[] = [];
  while (pairs.length < leastPairs || (pairs.length < MOST_PAIRS && spreadOf(pairs).high > most))
    pairs.push({ own: initOf(own), other: initOf(other) });
  return pairs;
};

/** Prints how a function starts beside something else. @returns whether within the limit */
const told = (name: string, what: string, pairs: readonly Pair[], { most }: Limit): boolean => {
  const { low, middle, high } = spreadOf(pairs);
  const ms = (times: readonly number[]) => `${quantile(times, 0.5).toFixed(0)} ms`;
  const [own, other] = [ms(pairs.map((pair) => pair.own)), ms(pairs.map((pair) => pair.other))];
  const [a, b, c] = [middle, low, high].map((ratio) => ratio.toFixed(2));
  const reached = middle <= most;
  console.log(
    `${reached ? 'reached' : 'MISSED '}  start of ${name}: ${own}, ${what} ${other}: ${a} × (at most ${most} ×; ${pairs.length} pairs, ${b} to ${c})`,
  );
  return reached;
};

/**
 * Functions in fresh processes, in pairs with their SDK clients alone and with themselves as they are usually bundled.
 *
 * @param names of functions; without any, all
 */
export const startsOfFunctions = async (names: readonly string[]): Promise<boolean> => {
  const specs = functionsOf({ mail: 'ses' }).filter(({ name }) => names.length === 0 || names.includes(name));
  if (specs.length < names.length) throw new RangeError(`There is no such function among ${names.join(', ')}`);
  // Outside the checkout, whose package.json would make modules of these files.
  const folder = mkdtempSync(join(tmpdir(), 'nuanliu-bench-'));
  try {
    const ours = writeBundles(await bundles(specs), folder);
    const bare = await clientBundles(clients(specs), folder);
    const usual = await usualBundles(specs, folder);
    return specs
      .map(({ name, ports }) => {
        const own = join(ours[name] ?? '', 'index.js');
        const against = (what: string, other = '', limit: Limit) => told(name, what, pairsOf(own, other, limit), limit);
        const lean = against('its SDK clients alone', bare.get(clientsOf(ports)), OF_CLIENTS);
        return against('itself bundled as usual', usual.get(name), OF_USUAL) && lean;
      })
      .every(Boolean);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
