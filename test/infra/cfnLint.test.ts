import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { synthesise } from './synthesised.ts';

/** The linter of AWS itself (PyPI `cfn-lint`; npm has an unrelated package of that name), where it is installed. */
const installed = spawnSync('cfn-lint', ['--version']).status === 0;
if (!installed) console.warn('Skipped: cfn-lint is not on PATH (pip install cfn-lint)');

/**
 * E3601 knows neither a substitution in a Resource nor JSONata in a timeout: both are legal, and the machines have a
 * validator of their own. W3005 is CDK saying a dependency twice.
 */
const UNSUITED = ['E3601', 'W3005'];

describe.skipIf(!installed)('the template', () => {
  it.each([
    ['anywhere', 'us-east-1', { admin: 'admin@union.example' }],
    ['in China', 'cn-north-1', { admin: 'admin@union.example', mail: 'smtp', region: 'cn-north-1' }],
  ])(
    'has nothing to complain of %s',
    (_, region, context) => {
      const folder = mkdtempSync(join(tmpdir(), 'nuanliu-lint-'));
      const path = join(folder, 'template.json');
      try {
        writeFileSync(path, synthesise(context).text);
        const args = ['-r', region, '--ignore-checks', ...UNSUITED, '--', path];
        expect(spawnSync('cfn-lint', args, { encoding: 'utf8' }).stdout).toBe('');
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    60_000,
  );
});
