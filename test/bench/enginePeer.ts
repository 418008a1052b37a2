import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { virtualClock } from '#infra/embedded/clock';
import { startEngine } from '#infra/embedded/engine/engine';
import { openStore } from '#infra/embedded/sqlite';
import { median } from '#test/bench/load';

const PEER = 'aws-local-stepfunctions';
const VERSION = '3.0.0';
const EXECUTIONS = 100;
const ROUNDS = 7;

type Peer = new (definition: object) => {
  run(input: unknown, options: object): { result: Promise<unknown> };
};

const isPeer = (module: unknown): module is { StateMachine: Peer } =>
  typeof module === 'object' && module !== null && typeof Reflect.get(module, 'StateMachine') === 'function';

const LAPS = 20;

/** A Task, a Choice and a Pass a lap, with the one condition in the language of who runs it. */
const machineWith = (enough: object) => ({
  StartAt: 'Ask',
  States: {
    Ask: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:next', Next: 'Enough?' },
    'Enough?': { Type: 'Choice', Choices: [{ ...enough, Next: 'End' }], Default: 'Note' },
    Note: { Type: 'Pass', Next: 'Ask' },
    End: { Type: 'Succeed' },
  },
});
const inJsonata = { QueryLanguage: 'JSONata', ...machineWith({ Condition: `{% $states.input.lap >= ${LAPS} %}` }) };
const inPaths = machineWith({ Variable: '$.lap', NumericGreaterThanEquals: LAPS });

const next = (input: unknown): Promise<{ lap: number }> => {
  const lap = typeof input === 'object' && input !== null && 'lap' in input ? Number(input.lap) : 0;
  return Promise.resolve({ lap: lap + 1 });
};

const TRANSITIONS = EXECUTIONS * LAPS * 3;

/** Transitions a second of this engine, in memory and in virtual time. */
const ours = async (): Promise<number> => {
  const store = openStore(':memory:');
  const clock = virtualClock(Date.UTC(2026, 0, 5));
  const machines = { laps: inJsonata };
  const engine = await startEngine({ store, clock, machines, invoke: (_, payload) => next(payload) });
  await engine.idle();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: EXECUTIONS }, (_, i) =>
      engine.startExecution({ machine: 'laps', name: `${i}`, input: { lap: 0 } }),
    ),
  );
  await engine.idle();
  const perSecond = (TRANSITIONS * 1_000) / (performance.now() - began);
  const { executions } = await engine.listExecutions({ machine: 'laps', status: 'SUCCEEDED', limit: EXECUTIONS });
  if (executions.length !== EXECUTIONS) throw new Error(`${EXECUTIONS - executions.length} executions have not ended`);
  await engine.stop();
  store.close();
  return perSecond;
};

/** The same of the peer. */
const theirs = async (StateMachine: Peer): Promise<number> => {
  const peer = new StateMachine(inPaths);
  const overrides = { taskResourceLocalHandlers: { Ask: next } };
  const began = performance.now();
  await Promise.all(Array.from({ length: EXECUTIONS }, () => peer.run({ lap: 0 }, { overrides }).result));
  return (TRANSITIONS * 1_000) / (performance.now() - began);
};

/** The peer is no dependency: a folder that holds it is named by `PEER_ENGINE`, or made for the occasion. */
const withPeer = async <T>(run: (peer: Peer) => Promise<T>): Promise<T> => {
  const named = process.env['PEER_ENGINE'];
  const folder = named ?? mkdtempSync(join(tmpdir(), 'peer-'));
  try {
    if (named === undefined) {
      const install = [
        'install',
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
        '--prefix',
        folder,
        `${PEER}@${VERSION}`,
      ];
      await promisify(execFile)('npm', install, { timeout: 120_000 });
    }
    const path = createRequire(join(folder, 'index.js')).resolve(PEER);
    const module: unknown = await import(pathToFileURL(path).href);
    if (!isPeer(module)) throw new Error(`${path} has no StateMachine`);
    return await run(module.StateMachine);
  } finally {
    if (named === undefined) rmSync(folder, { recursive: true, force: true });
  }
};

/** In memory with the virtual clock, against an engine that stores nothing. Medians of rounds in turn. */
export const againstPeer = async (): Promise<void> => {
  try {
    await withPeer(async (peer) => {
      const rates: { ours: number; theirs: number }[] = [];
      await ours();
      await theirs(peer);
      for (let round = 0; round < ROUNDS; round += 1) rates.push({ ours: await ours(), theirs: await theirs(peer) });
      const [mine, other] = [median(rates.map((rate) => rate.ours)), median(rates.map((rate) => rate.theirs))];
      console.log(
        `in memory, virtual clock: ${Math.round(mine)} transitions/s, ${PEER} ${VERSION}, which keeps no history, ${Math.round(other)}/s: ${(mine / other).toFixed(2)} ×`,
      );
    });
  } catch (error) {
    console.log(`in memory against ${PEER} ${VERSION}: skipped, it could not be had: ${String(error)}`);
  }
};
