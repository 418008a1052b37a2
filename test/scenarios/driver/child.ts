import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#test/freePort';
import type { Server } from './browser.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;
const UP_WITHIN_MS = 30_000;
const ASK_EVERY_MS = 5;

/** A host that a scenario can be played on. */
export type Running = Server & {
  /** The last of what it wrote to its console. */
  said(): string;
};

/** The shipped host as a process of its own, on a free port and a folder of its own, with a clock that is moved. */
export type Child = Running & {
  readonly folder: string;
  /** Calls `run` whenever a request is sent to it, with the number of requests so far. */
  watch(run: (requests: number) => void): void;
  pid(): number;
  /** Ends it as a power cut would, and starts it again on the same folder; it may not be up yet. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
};

export type Starting = {
  /** Where its virtual clock begins; without it, it has the real one. */
  readonly at?: string;
  readonly union?: string;
  /** A folder of one's own, which is left in place. */
  readonly folder?: string;
  /** What is started in place of the shipped host's own entry. */
  readonly main?: string;
};

export const startChild = async ({
  at,
  union,
  folder: given,
  main = 'infra/embedded/main.ts',
}: Starting): Promise<Child> => {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'nuanliu-replay-'));
  const url = new URL(`http://127.0.0.1:${await freePort()}/`);
  const env = {
    ...process.env,
    PORT: url.port,
    HOST: '127.0.0.1',
    NUANLIU_URL: url.href,
    NUANLIU_DATA: folder,
    ...(at === undefined ? {} : { NUANLIU_CLOCK: `virtual:${at}` }),
  };
  const node = (...args: string[]) => ['--disable-warning=ExperimentalWarning', ...args];
  if (union !== undefined) {
    const { status, stderr } = spawnSync(process.execPath, node('infra/embedded/union.ts', 'import', union), {
      cwd: ROOT,
      env,
    });
    if (status !== 0) throw new Error(`${union} was not imported: ${stderr.toString()}`);
  }
  let process_: ChildProcess | undefined;
  let said = '';
  let requests = 0;
  let watching: (requests: number) => void = () => undefined;
  const launch = () => {
    const child = spawn(process.execPath, node(main), {
      cwd: ROOT,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.on('data', (data: Buffer) => {
      said = (said + data.toString()).slice(-20_000);
    });
    process_ = child;
  };
  const ended = (child: ChildProcess) =>
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve()
      : new Promise((resolve) => child.once('exit', resolve));

  const up = async () => {
    for (const until = Date.now() + UP_WITHIN_MS; Date.now() < until;) {
      if (process_ && process_.exitCode !== null) break;
      const well = await fetch(new URL('healthz', url), { signal: AbortSignal.timeout(2_000) }).then(
        ({ ok }) => ok,
        () => false,
      );
      if (well) return;
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    }
    throw new Error(`The host does not answer. It said last:\n${said}`);
  };
  const end = async (signal: NodeJS.Signals) => {
    if (!process_) return;
    process_.kill(signal);
    await ended(process_);
  };
  launch();
  await up();
  return {
    url,
    folder,
    up,
    pid: () => process_?.pid ?? 0,
    said: () => said,
    sending: () => watching((requests += 1)),
    watch: (run) => {
      watching = run;
    },
    killAndRestart: async () => {
      await end('SIGKILL');
      launch();
    },
    stop: async () => {
      await end('SIGTERM');
      if (given === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
};
