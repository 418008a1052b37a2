import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { china } from './places.ts';
import { synthesise } from './synthesised.ts';

/** The linter of AWS itself (PyPI `cfn-lint`; npm has an unrelated package of that name), where it is installed. */
const installed = spawnSync('cfn-lint', ['--version']).status === 0;
if (!installed) console.warn('Skipped: cfn-lint is not on PATH (pip install cfn-lint)');

/**
 * E3601 knows neither a substitution in a Resource nor JSONata in a timeout: both are legal, and the machines have a
 * validator of their own. W3005 is CDK saying a dependency twice.
 */
const UNSUITED = ['E3601', 'W3005'];

/** Everything that it has to say, warnings too. */
const lint = (template: string, regions: readonly string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'nuanliu-lint-'));
  const path = join(folder, 'template.json');
  try {
    writeFileSync(path, template);
    const args = ['-r', ...regions, '--ignore-checks', ...UNSUITED, '--', path];
    const { stdout, stderr } = spawnSync('cfn-lint', args, { encoding: 'utf8' });
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const CHINA = ['cn-north-1', 'cn-northwest-1'];

describe.skipIf(!installed)('the template', { timeout: 120_000 }, () => {
  it('has nothing to complain of anywhere', () => {
    expect(lint(synthesise({ admin: 'admin@union.example' }).text, ['us-east-1'])).toBe('');
  });

  it('has nothing to complain of in either region of China', () => {
    expect(lint(china.text, CHINA)).toBe('');
  });
});

describe.skipIf(!installed)('the linter', { timeout: 120_000 }, () => {
  it('knows which actions there are (W3037), and which types there are in each region (E3006)', () => {
    const statement = (Action: string, Principal?: object) => ({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action, ...(Principal ? { Principal } : { Resource: '*' }) }],
    });
    const trust = statement('sts:AssumeRole', { Service: 'lambda.amazonaws.com' });
    const Resources = {
      role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust } },
      policy: {
        Type: 'AWS::IAM::Policy',
        Properties: { PolicyName: 'p', Roles: [{ Ref: 'role' }], PolicyDocument: statement('dynamodb:GetItme') },
      },
      identity: { Type: 'AWS::SES::EmailIdentity', Properties: { EmailIdentity: 'union.example' } },
    };
    const said = lint(JSON.stringify({ Resources }), CHINA);
    expect(said).toContain("W3037 'getitme' is not one of");
    for (const region of CHINA)
      expect(said).toContain(`E3006 Resource type 'AWS::SES::EmailIdentity' does not exist in '${region}'`);
  });
});
