import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserPath } from './browserPath.ts';

/** `npm test`: the whole suite, and aloud what this machine cannot run. */
if (browserPath() === undefined) {
  console.log('Skipped: the browser tests, because no Chromium was found (install chromium, or set CHROMIUM_PATH).');
}
const recorded = process.env['ASL_CASES'];
if (!recorded) console.log('Skipped: executions recorded on AWS, because ASL_CASES names no file of them.');

const MEMORY = '/dev/shm';
const ROOM_BYTES = 2 ** 31;
const hasRoom = (): boolean => {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ROOM_BYTES;
};

/**
 * Hundreds of hosts each wait for a disk at every commit. What a test keeps has to outlive its process, not a power
 * cut: so it lies in memory where there is room, and all of it goes with the run.
 */
const folder = mkdtempSync(join(hasRoom() ? MEMORY : tmpdir(), 'nuanliu-test-'));
const suite = spawn(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', '.config/vitest.ts', ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, TMPDIR: folder, NUANLIU_TEST_RUN: folder } },
);
process.on('SIGINT', () => suite.kill('SIGINT'));
// At SIGTERM vitest would wait for tests that nobody runs any more.
for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => suite.kill('SIGKILL'));
suite.on('exit', (status) => {
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = status ?? 1;
});
