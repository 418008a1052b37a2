import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '#test/freePort';

/** What every client of the emulator is configured with. Its credentials mean nothing. */
export type Emulated = {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
};
export type Moto = AsyncDisposable & { readonly config: Emulated };

export const emulated = (endpoint: string): Emulated => ({
  endpoint,
  region: 'eu-west-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});

const START_MS = 30_000;

const answers = async (endpoint: string): Promise<boolean> => {
  try {
    return (await fetch(`${endpoint}/moto-api/`)).ok;
  } catch {
    return false;
  }
};

/**
 * Starts moto, an independent emulator of AWS (PyPI `moto[server]`), on a free port of this machine.
 *
 * @returns the reason when it cannot be had: what needs it is then skipped, and says so
 */
export const startMoto = async (env: Readonly<Record<string, string>> = {}): Promise<Moto | string> => {
  const port = await freePort();
  const child = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, ...env },
  });
  const state = { failed: '' };
  child.on('error', () => (state.failed = 'moto_server is not on PATH (pip install "moto[server]")'));
  child.on('exit', () => (state.failed ||= 'moto_server stopped at once'));
  const endpoint = `http://127.0.0.1:${port}`;
  const until = Date.now() + START_MS;
  while (!(await answers(endpoint))) {
    if (state.failed !== '') return state.failed;
    if (Date.now() > until) {
      child.kill('SIGKILL');
      return `moto_server did not answer within ${START_MS / 1_000} s`;
    }
    await sleep(100);
  }
  return {
    config: emulated(endpoint),
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
};

/** One emulator for a test file, or why there is none. */
export const motoOrReason = async (env?: Readonly<Record<string, string>>) => {
  const started = await startMoto(env);
  if (typeof started !== 'string') return { moto: started, reason: '' };
  console.warn(`Skipped on AWS: ${started}`);
  return { moto: undefined, reason: ` – skipped: ${started}` };
};
