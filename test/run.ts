import { spawnSync } from 'node:child_process';
import { browserPath } from './browserPath.ts';

/** `npm test`: the whole suite, and aloud what this machine cannot run. */
if (browserPath() === undefined) {
  console.log('Skipped: the browser tests, because no Chromium was found (install chromium, or set CHROMIUM_PATH).');
}
const recorded = process.env['ASL_CASES'];
if (!recorded) console.log('Skipped: executions recorded on AWS, because ASL_CASES names no file of them.');

const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', '.config/vitest.ts', ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
