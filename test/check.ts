import { spawnSync } from 'node:child_process';

/** `npm run check`: types, lint (import direction too), format, dead code. All of them, even when one fails. */
const checks: readonly (readonly [name: string, ...command: string[]])[] = [
  ['types', 'tsc', '-p', '.'],
  ['lint', 'oxlint', '--deny-warnings'],
  ['format', 'prettier', '--check', '--log-level=warn', '.'],
  ['dead code', 'knip'],
];

const failed = checks.filter(([name, command = '', ...args]) => {
  const { status } = spawnSync(`node_modules/.bin/${command}`, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  console.log(`${status === 0 ? 'ok    ' : 'failed'} ${name}`);
  return status !== 0;
});
process.exitCode = failed.length === 0 ? 0 : 1;
