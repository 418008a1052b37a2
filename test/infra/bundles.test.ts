import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { bundles, writeBundles } from '#infra/aws/bundle';
import type { FunctionSpec } from '#infra/aws/functions';
import { functionsOf } from '#infra/aws/stack';
import { audienceOf } from '#test/aws/routing';
import { clients, clientsOf } from '#test/infra/clients';
import { pipelines } from '#workflows/index';

const specs = functionsOf({ mail: 'ses' });
const overSmtp = functionsOf({ mail: 'smtp' }).filter(({ ports }) => ports.includes('smtp'));
const named: readonly FunctionSpec[] = [...specs, ...overSmtp.map((spec) => ({ ...spec, name: `${spec.name}-smtp` }))];

const made = await bundles([...named, ...clients(named)]);
const KB = 1_024;
const size = (name: string) =>
  Object.values(made.find((each) => each.name === name)?.files ?? {}).reduce((sum, { length }) => sum + length, 0) / KB;
const folder = mkdtempSync(join(tmpdir(), 'nuanliu-bundles-'));
const written = writeBundles(made, folder);
afterAll(() => rmSync(folder, { recursive: true }));

const Loaded = z.array(
  z.object({ exports: z.array(z.string()), arity: z.number(), bytes: z.number(), undici: z.boolean() }),
);
const PROBE = `
  const fs = require('node:fs');
  const { dirname, join } = require('node:path');
  const run = () => {
    const loaded = [];
    for (const path of process.argv.slice(1)) {
      const module = require(path);
      const own = Object.keys(require.cache).filter((file) => dirname(file) === dirname(path));
      const bytes = own.reduce((sum, file) => sum + fs.statSync(file).size, 0);
      for (const part of fs.readdirSync(dirname(path))) require(join(dirname(path), part));
      const undici = process.moduleLoadList.some((name) => name.includes('undici'));
      loaded.push({ exports: Object.keys(module), arity: module.handler.length, bytes, undici });
    }
    console.log(JSON.stringify(loaded));
  };
  run();`;

/** Loads bundles one after the other in a fresh process: the first that brings undici along is the first to say so. */
const load = (names: readonly string[]) => {
  const paths = names.map((name) => join(written[name] ?? '', 'index.js'));
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', PROBE, ...paths], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return Loaded.parse(JSON.parse(stdout)).map((each, i) => ({ name: names[i], ...each }));
};

const loaded = load(named.map(({ name }) => name));

/** What a function may read at its start beyond its clients, some of which it reads later. */
const START_KB = { step: 80, page: 105, background: 10 };
/** What it may have beyond them, all its parts together. */
const BUDGET_KB = { step: 80, page: 235, background: 185 };
/** Spreadsheets, in parts of their own; the console's many pages, and the machines that it draws. */
const MORE_KB: Readonly<Record<string, number>> = { campaign: 58, admin: 82 };

const kindOf = ({ ports }: FunctionSpec): keyof typeof START_KB => {
  if (ports.includes('files')) return 'page';
  return ports.includes('workflows') ? 'background' : 'step';
};
const budgetOf = (spec: FunctionSpec): number => BUDGET_KB[kindOf(spec)] + (MORE_KB[spec.name] ?? 0);

describe('the bundles', () => {
  it('load, and no undici with them', () => {
    expect(loaded.filter(({ exports }) => exports.join() !== 'handler')).toEqual([]);
    // Node 24 on Lambda refuses handlers that take a callback.
    expect(loaded.filter(({ arity }) => arity > 2)).toEqual([]);
    expect(loaded.find(({ undici }) => undici)).toBeUndefined();
  });

  it('stay within their budgets over their SDK clients', () => {
    const rows = named.map((spec) => {
      const clientsKB = size(clientsOf(spec.ports));
      const read = (loaded.find(({ name }) => name === spec.name)?.bytes ?? Number.NaN) / KB;
      const [start, own] = [read - clientsKB, size(spec.name) - clientsKB].map(Math.round);
      return { ...spec, KB: Math.round(size(spec.name)), start, own, budget: budgetOf(spec) };
    });
    const shown = rows.map(({ name, KB: all, start, own, budget }) => ({ name, KB: all, start, own, budget }));
    console.table(shown.toSorted((a, b) => (b.own ?? 0) - (a.own ?? 0)).slice(0, 12));
    expect(rows.filter(({ own = Number.NaN, budget }) => !(own <= budget))).toEqual([]);
    expect(rows.filter(({ start = Number.NaN, ...spec }) => !(start <= START_KB[kindOf(spec)]))).toEqual([]);
  });

  it('of a step hold the pipeline that it works for, and no other', () => {
    const codeOf = (wanted: string) =>
      Buffer.from(made.find(({ name }) => name === wanted)?.files['index.js'] ?? []).toString();
    for (const pipeline of ['hardshipAid', 'festivalCondolence', 'selfInspection']) {
      const told = Object.values(pipelines).filter(({ tasks }) =>
        Object.values(tasks).every(({ status }) => codeOf(`${pipeline}-ask`).includes(status.zh)),
      );
      expect(new Set(told.map(({ name, within }) => within ?? name))).toEqual(new Set([pipeline]));
    }
  });

  it('know the pipeline of every task whose own page they serve', () => {
    const served = Object.values(pipelines).flatMap(({ name, within = name, tasks }) =>
      Object.values(tasks).flatMap(({ page }) => (page ? { within, path: page.path } : [])),
    );
    expect(served.length).toBeGreaterThan(0);
    const knows = ({ within, path }: (typeof served)[number]) =>
      audienceOf(`/t/token/${path}`).about.only?.includes(within) ?? true;
    expect(served.filter((each) => !knows(each))).toEqual([]);
  });

  it('hold no credentials provider but the environment of Lambda', () => {
    for (const { name, files } of made)
      for (const code of Object.values(files))
        expect(Buffer.from(code).includes('AWS_CONTAINER_CREDENTIALS_FULL_URI'), name).toBe(false);
  });
});
