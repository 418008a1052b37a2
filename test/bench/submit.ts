import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '#test/freePort';
import { startChild } from '#test/scenarios/driver/child';
import { rate, send, settled } from '#test/bench/load';
import { filledIn, prepare } from '#test/bench/prepared';
import { inFolder, told } from '#test/bench/yardstick';

const AT_ONCE = 16;
const APPLICATIONS = 800;
/** A host that has just started compiles what it runs: that is not what is measured. */
const WARMING_UP = 200;

/** node:http and one bare commit, a process of its own as the product is. */
const bareServer = async (folder: string): Promise<number> => {
  const port = await freePort();
  const args = [
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, 'bareServer.ts'),
    folder,
    String(port),
  ];
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => {
    server.stdout.once('data', resolve);
  });
  const url = new URL(`http://127.0.0.1:${port}/apply/submit`);
  const list = Array.from({ length: 4_000 }, (_, nth) => nth);
  const perSecond = await rate(list, AT_ONCE, async () => {
    await send(url, { form: '', cookie: 'application=none' });
  });
  server.kill('SIGKILL');
  return perSecond;
};

/** From the POST of a whole application to the answer, which comes after the commit. */
export const submitting = (): Promise<boolean> =>
  inFolder(async (folder) => {
    const cookies = await prepare(folder, (started) => filledIn(started, WARMING_UP + APPLICATIONS));
    const child = await startChild({ folder });
    try {
      const url = new URL('apply/submit', child.url);
      await settled(child.url);
      const before = await bareServer(folder);
      const value = await rate(cookies, AT_ONCE, async (cookie) => {
        const { status, location } = await send(url, { form: '', cookie });
        if (status !== 303 || !location.endsWith('/apply/done'))
          throw new Error(`Not submitted: ${status} ${location}`);
      });
      await settled(child.url);
      const bare = (before + (await bareServer(folder))) / 2;
      return told(`submitting an application, ${AT_ONCE} at once`, {
        value,
        bare,
        at: { least: 0.3 },
        unit: 'per second',
      });
    } finally {
      await child.stop();
    }
  });
