import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { startChild } from '#test/scenarios/driver/child';
import { median } from '#test/bench/load';
import { inFolder, told } from '#test/bench/yardstick';

const TIMES = 7;
const IDLE_MS = 5_000;

const bare = (): number => {
  const started = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - started;
};

/** Resident memory of a process in MB; nothing where the system does not say. */
const residentOf = (pid: number): number | undefined => {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return undefined;
  }
};

/** From the entry file to the first 200 of /healthz, in a folder that has been used; and what it holds while idle. */
export const starting = (): Promise<boolean> =>
  inFolder(async (folder) => {
    await (await startChild({ folder })).stop();
    const [times, yardstick]: [number[], number[]] = [[], []];
    for (let i = 0; i < TIMES; i += 1) {
      yardstick.push(bare());
      const started = performance.now();
      const child = await startChild({ folder });
      times.push(performance.now() - started);
      await child.stop();
    }
    const reached = told('start to /healthz', {
      value: median(times),
      bare: median(yardstick),
      at: { most: 25 },
      unit: 'ms',
    });
    const child = await startChild({ folder });
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    const resident = residentOf(child.pid());
    await child.stop();
    if (resident === undefined) return reached;
    return told('resident memory, idle', { value: resident, bare: 200, at: { most: 1 }, unit: 'MB' }) && reached;
  });
