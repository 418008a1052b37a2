import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import * as z from 'zod/mini';
import { freePort } from '#test/freePort';
import { type MovableClock, movableClock } from './clock/move.ts';

/** An emulator of AWS that is nobody's but its makers': a process of its own, alone on a port of this machine. */
export type Emulator = AsyncDisposable & {
  readonly version: string;
  readonly endpoint: string;
  /** What clients are configured with. The keys are those of the account's root. */
  readonly config: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** For programs that speak to AWS, such as the CDK's. */
  readonly env: NodeJS.ProcessEnv;
  /** Where functions write what they do; see inside.ts. */
  readonly folder: string;
  /** Of the emulator, of every function, and of this process once it is shifted. */
  readonly clock: MovableClock;
  said(): string;
};

const REGION = 'us-east-1';
const START_MS = 60_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const Health = z.object({ version: z.string() });

const versionAt = async (endpoint: string): Promise<string | undefined> => {
  try {
    const response = await fetch(`${endpoint}/_ministack/health`, { signal: AbortSignal.timeout(2_000) });
    return Health.parse(await response.json()).version;
  } catch {
    return undefined; // not yet
  }
};

/** @returns why there can be no rehearsal; nothing where there can be one */
export const missing = (): string | undefined => {
  const folders = process.env['PATH']?.split(delimiter) ?? [];
  const found = folders.some((folder) => existsSync(join(folder, 'ministack')));
  return found ? undefined : 'ministack is not on PATH. Install it with: pip install ministack';
};

/**
 * What is loaded into each function's process (inside.ts), as one file: from its sources it takes 0.2 s of a core to
 * load, for each of a hundred processes. @returns where it is
 */
const bundleInside = (folder: string): string => {
  const outfile = join(folder, 'inside.cjs');
  const inside = fileURLToPath(new URL('inside.ts', import.meta.url));
  buildSync({ entryPoints: [inside], outfile, bundle: true, platform: 'node', format: 'cjs' });
  return outfile;
};

/**
 * Starts ministack (PyPI `ministack`). Its functions are processes of this Node; with `AUTH` every call of a function
 * is allowed by its role or refused.
 *
 * @see https://pypi.org/project/ministack/
 */
export const startMinistack = async (): Promise<Emulator> => {
  const folder = mkdtempSync(join(tmpdir(), 'nuanliu-rehearsal-'));
  const clock = movableClock(folder);
  for (const kind of ['calls', 'begun', 'ended', 'signals', 'state', 'tmp']) mkdirSync(join(folder, kind));
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const log = join(folder, 'ministack.log');
  const child = spawn('ministack', [], {
    stdio: ['ignore', openSync(log, 'w'), openSync(log, 'a')],
    detached: true, // with its functions' processes a group of its own, which ends with it
    env: {
      ...process.env,
      PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      IOT_MTLS_ENABLED: '0',
      AUTH: 'true',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      LAMBDA_WARM_TTL_SECONDS: '3600',
      STATE_DIR: join(folder, 'state'),
      TMPDIR: join(folder, 'tmp'),
      REHEARSAL: folder,
      PYTHONPATH: new URL('clock', import.meta.url).pathname,
      NODE_OPTIONS: `--disable-warning=ExperimentalWarning --require=${bundleInside(folder)}`,
    },
  });
  const state = { failed: '' };
  child.on('error', (error) => (state.failed = error.message));
  child.on('exit', () => (state.failed ||= `ministack stopped:\n${readFileSync(log, 'utf8').slice(-2_000)}`));
  // A group of its own would outlive whoever is interrupted.
  const kill = () => {
    const running = child.pid !== undefined && child.exitCode === null && child.signalCode === null;
    if (running && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    return running;
  };
  const stop = () => {
    kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    process.exit(1);
  };
  for (const signal of SIGNALS) process.once(signal, stop);
  const dispose = async () => {
    for (const signal of SIGNALS) process.off(signal, stop);
    if (kill()) await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  let version: string | undefined;
  for (const until = performance.now() + START_MS; version === undefined; version = await versionAt(endpoint)) {
    if (state.failed === '' && performance.now() < until) await sleep(100);
    else {
      await dispose();
      throw new Error(state.failed || 'ministack does not answer');
    }
  }
  return {
    version,
    endpoint,
    config: { endpoint, region: REGION, credentials },
    env: {
      ...process.env,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    folder,
    clock,
    said: () => readFileSync(log, 'utf8').slice(-20_000),
    [Symbol.asyncDispose]: dispose,
  };
};
