import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { serveEngine } from '#infra/embedded/engine/api/server';
import { running } from '#test/unit/engine/running';
import { adds, single, waits } from '#test/unit/engine/smallMachines';

const run = promisify(execFile);

/** Why these tests cannot run here, if they cannot. */
const reason = await run('aws', ['--version']).then(
  () => '',
  () => ' (skipped: no aws on this machine)',
);
if (reason) console.warn(`The AWS CLI against the engine is not tested${reason}`);

const { engineWith, stopAll } = running();
afterAll(stopAll);

const ask = single('Ask', waits);
const add = single('Add', adds);

const served = async () => {
  const tokens: string[] = [];
  const started = await engineWith({
    machine: ask,
    functions: { ask: ({ token }) => void tokens.push(String(token)) },
  });
  const server = await serveEngine(started.engine, 0);
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
    // The SDK would call StartSyncExecution and TestState at another host.
    AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
  };
  return {
    ...started,
    tokens,
    /** What the command answers. @throws an Error with what it wrote to stderr */
    async aws(command: string, ...more: string[]): Promise<Record<string, unknown>> {
      const { stdout } = await run(
        'aws',
        ['stepfunctions', ...command.split(' '), ...more, '--endpoint-url', server.url, '--output', 'json'],
        { env },
      );
      return stdout.trim() === '' ? {} : JSON.parse(stdout);
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
};

const machineArn = (name: string) => `arn:aws:states:local:000000000000:stateMachine:${name}`;
const one = 'arn:aws:states:local:000000000000:execution:machine:one';

const SECONDS = 120_000; // an idle machine needs about one for each call

describe.skipIf(reason !== '')(`the AWS CLI${reason}`, () => {
  it(
    'creates, starts, answers, reads and lists',
    async () => {
      await using host = await served();
      const { aws, engine, tokens } = host;
      const role = 'arn:aws:iam::000000000000:role/r';
      await aws(`create-state-machine --name add --type EXPRESS --role-arn ${role} --definition`, JSON.stringify(add));
      const start = `start-execution --state-machine-arn ${machineArn('machine')} --name one --input {}`;
      expect(await aws(start)).toMatchObject({ executionArn: one });
      await engine.idle();
      await aws(`send-task-failure --task-token ${tokens[0]} --error No --cause because`);
      const [description, history, executions, sync] = await Promise.all([
        aws(`describe-execution --execution-arn ${one}`),
        aws(`get-execution-history --execution-arn ${one} --reverse-order --max-items 1 --page-size 1`),
        aws(`list-executions --state-machine-arn ${machineArn('machine')} --status-filter FAILED`),
        aws(`start-sync-execution --state-machine-arn ${machineArn('add')} --input {"n":41}`),
      ]);
      expect(description).toMatchObject({
        status: 'FAILED',
        error: 'No',
        cause: 'because',
        redriveStatus: 'REDRIVABLE',
      });
      expect(history).toMatchObject({ events: [{ type: 'ExecutionFailed' }], NextToken: expect.any(String) });
      expect(executions).toMatchObject({ executions: [{ name: 'one', status: 'FAILED' }] });
      expect(sync).toMatchObject({ status: 'SUCCEEDED', output: '42' });
    },
    SECONDS,
  );

  it(
    'tests a state, validates a definition, and is told what is wrong',
    async () => {
      await using host = await served();
      const { aws } = host;
      const state = JSON.stringify({ QueryLanguage: 'JSONata', ...adds });
      const [tested, validated] = await Promise.all([
        aws('test-state --inspection-level DEBUG --input {"n":1} --definition', state),
        aws('validate-state-machine-definition --definition {}'),
        expect(aws('describe-execution --execution-arn nothing')).rejects.toThrow(
          "(InvalidArn) when calling the DescribeExecution operation: Invalid Arn: 'Invalid ARN prefix: nothing'",
        ),
        expect(aws(`describe-execution --execution-arn ${one}`)).rejects.toThrow(
          `(ExecutionDoesNotExist) when calling the DescribeExecution operation: Execution Does Not Exist: '${one}'`,
        ),
      ]);
      expect(tested).toMatchObject({ status: 'SUCCEEDED', output: '2', inspectionData: { input: '{"n":1}' } });
      expect(validated).toMatchObject({
        result: 'FAIL',
        diagnostics: [{ message: 'These fields are required: [States, StartAt]', location: '/' }],
      });
    },
    SECONDS,
  );
});
