import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { serveEngine } from '#infra/embedded/engine/api/server';
import { running } from '#test/unit/engine/running';
import { adds, single, waits } from '#test/unit/engine/smallMachines';

const { engineWith, stopAll } = running();
const servers: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await stopAll();
});

const ask = single('Ask', { ...waits, HeartbeatSeconds: 30 });
const add = single('Add', adds);

const served = async () => {
  let taskToken = '';
  const started = await engineWith({
    machine: ask,
    functions: { ask: ({ token }) => void (taskToken = String(token)), double: ({ n }) => Number(n) * 2 },
  });
  const server = await serveEngine(started.engine, 0);
  servers.push(server);
  const call = async (operation: string, body: object): Promise<Record<string, unknown>> => {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${operation}` },
      body: JSON.stringify(body),
    });
    return JSON.parse(await response.text());
  };
  return { ...started, server, call, token: () => taskToken };
};
const machineArn = (name: string) => `arn:aws:states:local:000000000000:stateMachine:${name}`;
const executionArn = 'arn:aws:states:local:000000000000:execution:machine:one';

describe('the API of Step Functions', () => {
  it('starts, lets answer, describes, and tells the history a page at a time', async () => {
    const { call, engine, token, advance } = await served();
    const stateMachineArn = machineArn('machine');
    expect(await call('StartExecution', { stateMachineArn, name: 'one', input: '{"a":1}' })).toEqual({
      executionArn,
      startDate: Date.UTC(2026, 0, 5) / 1_000,
    });
    await engine.idle();
    await advance(20);
    expect(await call('SendTaskHeartbeat', { taskToken: token() })).toEqual({});
    await advance(20);
    expect(await call('ListExecutions', { stateMachineArn, statusFilter: 'RUNNING' })).toMatchObject({
      executions: [{ executionArn, status: 'RUNNING' }],
    });
    expect(await call('SendTaskSuccess', { taskToken: token(), output: '{"yes":true}' })).toEqual({});

    expect(await call('DescribeExecution', { executionArn })).toMatchObject({
      status: 'SUCCEEDED',
      input: '{"a":1}',
      output: '{"yes":true}',
    });
    expect(await call('GetExecutionHistory', { executionArn, maxResults: 2, reverseOrder: true })).toMatchObject({
      events: [{ type: 'ExecutionSucceeded' }, { type: 'TaskStateExited' }],
      nextToken: '2',
    });
    expect(await call('SendTaskSuccess', { taskToken: token(), output: '{}' })).toMatchObject({
      __type: 'TaskTimedOut',
    });
    expect(await call('StartExecution', { stateMachineArn, name: 'one', input: '{"a":1}' })).toMatchObject({
      __type: 'ExecutionAlreadyExists',
    });
  });

  it('creates machines that outlive a restart, and runs one to its end', async () => {
    const { call, restart } = await served();
    const definition = JSON.stringify(add);
    expect(await call('CreateStateMachine', { name: 'add', definition, roleArn: 'r', type: 'EXPRESS' })).toMatchObject({
      stateMachineArn: machineArn('add'),
    });
    expect(
      await call('CreateStateMachine', { name: 'add', definition: JSON.stringify(ask), roleArn: 'r' }),
    ).toMatchObject({ __type: 'StateMachineAlreadyExists' });
    expect(
      await call('CreateStateMachine', { name: 'bad', definition: '{"StartAt":"A","States":{}}', roleArn: 'r' }),
    ).toMatchObject({
      __type: 'InvalidDefinition',
      message:
        "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: A at /StartAt, MISSING_END_STATE: Workflow has no terminal state'",
    });
    const { engine } = await restart();
    const server = await serveEngine(engine, 0);
    servers.push(server);
    expect(engine.machines.list().map(({ name }) => name)).toEqual(['add', 'machine']);
    await engine.startSyncExecution({ machine: 'add', name: 'x', input: { n: 1 } });
    expect(await engine.readExecution({ machine: 'add', name: 'x' })).toMatchObject({ output: 2 });
  });

  it('runs an Express machine and answers with its output', async () => {
    const { call } = await served();
    await call('CreateStateMachine', { name: 'add', definition: JSON.stringify(add), roleArn: 'r', type: 'EXPRESS' });
    expect(await call('StartSyncExecution', { stateMachineArn: machineArn('add'), input: '{"n":41}' })).toMatchObject({
      status: 'SUCCEEDED',
      output: '42',
    });
  });

  it('says whether an execution can be redriven, redrives it, and stops it', async () => {
    const { call, engine, token } = await served();
    const stateMachineArn = machineArn('machine');
    await call('StartExecution', { stateMachineArn, name: 'one' });
    await engine.idle();
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
    });
    await call('SendTaskFailure', { taskToken: token() });
    expect(await call('DescribeExecution', { executionArn })).toMatchObject({
      status: 'FAILED',
      redriveStatus: 'REDRIVABLE',
    });
    expect(await call('RedriveExecution', { executionArn })).toEqual({ redriveDate: expect.any(Number) });
    expect(await call('StopExecution', { executionArn, error: 'Withdrawn' })).toEqual({ stopDate: expect.any(Number) });
    expect(await call('ListExecutions', { stateMachineArn, statusFilter: 'ABORTED' })).toMatchObject({
      executions: [{ name: 'one', redriveCount: 1 }],
    });
    expect(await call('DescribeStateMachineForExecution', { executionArn })).toMatchObject({
      definition: JSON.stringify(ask),
    });
  });

  it('tells a history without the data that passed', async () => {
    const { call } = await served();
    await call('StartExecution', { stateMachineArn: machineArn('machine'), name: 'one', input: '{"secret":1}' });
    const whole = await call('GetExecutionHistory', { executionArn });
    const bare = await call('GetExecutionHistory', {
      executionArn,
      includeExecutionData: false,
      maxResults: 2,
    });
    expect(JSON.stringify(whole)).toContain('secret');
    expect(JSON.stringify(bare)).not.toContain('secret');
    expect(bare).toMatchObject({
      events: [{ type: 'ExecutionStarted' }, { stateEnteredEventDetails: { name: 'Ask' } }],
    });
  });

  it('keeps a definition to the letter, changes it, and deletes the machine', async () => {
    const { call } = await served();
    const definition = JSON.stringify(add, undefined, 2);
    const stateMachineArn = machineArn('add');
    await call('CreateStateMachine', { name: 'add', definition, roleArn: 'r' });
    expect(await call('DescribeStateMachine', { stateMachineArn })).toMatchObject({ definition, status: 'ACTIVE' });
    expect(await call('CreateStateMachine', { name: 'add', definition: JSON.stringify(add), roleArn: 'r' })).toEqual({
      __type: 'StateMachineAlreadyExists',
      message: `State Machine Already Exists: '${stateMachineArn}'`,
    });
    expect(await call('UpdateStateMachine', { stateMachineArn })).toMatchObject({ __type: 'MissingRequiredParameter' });
    await call('UpdateStateMachine', { stateMachineArn, definition: JSON.stringify(ask) });
    expect(await call('DescribeStateMachine', { stateMachineArn })).toMatchObject({ definition: JSON.stringify(ask) });
    expect(await call('DeleteStateMachine', { stateMachineArn })).toEqual({});
    expect(await call('StartExecution', { stateMachineArn })).toEqual({
      __type: 'StateMachineDoesNotExist',
      message: `State Machine Does Not Exist: '${stateMachineArn}'`,
    });
    expect(await call('DeleteStateMachine', { stateMachineArn: machineArn('machine') })).toMatchObject({
      __type: 'ValidationException',
    });
  });

  it.each([
    [
      'ListExecutions',
      { stateMachineArn: machineArn('machine'), maxResults: 1_001 },
      "1 validation error detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000",
    ],
    [
      'ListExecutions',
      { stateMachineArn: machineArn('machine'), statusFilter: 'succeeded' },
      "1 validation error detected: Value 'succeeded' at 'statusFilter' failed to satisfy constraint: Member must satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]",
    ],
    [
      'StartExecution',
      {},
      "1 validation error detected: Value null at 'stateMachineArn' failed to satisfy constraint: Member must not be null",
    ],
    [
      'StartExecution',
      { stateMachineArn: machineArn('machine'), input: '{a}' },
      "Invalid State Machine Execution Input: 'Unexpected character ('a' (code 97)): was expecting double-quote to start field name'",
    ],
    ['ListExecutions', { stateMachineArn: machineArn('machine'), nextToken: 'x' }, "Invalid Token: 'Invalid token'"],
    [
      'StartSyncExecution',
      { stateMachineArn: machineArn('machine') },
      'This operation is not supported by this type of state machine',
    ],
  ])('%s of %o is refused in the words of AWS', async (operation, body, message) => {
    const { call } = await served();
    expect(await call(operation, body)).toMatchObject({ message });
  });

  it('tests a single state', async () => {
    const { call } = await served();
    const state = {
      QueryLanguage: 'JSONata',
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'double', Payload: '{% $states.input %}' },
      Output: '{% $states.result.Payload %}',
      Catch: [{ ErrorEquals: ['Busy'], Next: 'Later' }],
      Next: 'After',
    };
    const test = (more: object) => call('TestState', { definition: JSON.stringify(state), input: '{"n":4}', ...more });

    expect(await test({})).toEqual({ status: 'SUCCEEDED', output: '8', nextState: 'After' });
    expect(await test({ mock: { result: '{"Payload":1}' } })).toEqual({
      status: 'SUCCEEDED',
      output: '1',
      nextState: 'After',
    });
    expect(await test({ mock: { errorOutput: { error: 'Busy' } } })).toMatchObject({
      status: 'CAUGHT_ERROR',
      error: 'Busy',
      nextState: 'Later',
    });
    expect(await test({ inspectionLevel: 'DEBUG', mock: { errorOutput: { error: 'Busy' } } })).toMatchObject({
      inspectionData: {
        input: '{"n":4}',
        afterArguments: '{"FunctionName":"double","Payload":{"n":4}}',
        errorDetails: { catchIndex: 0 },
      },
    });
    expect(await test({ mock: { result: '{}', errorOutput: {} } })).toMatchObject({
      message: 'A test mock should have only one of the following fields: [result, errorOutput].',
    });
    expect(await call('TestState', { definition: '{"Type":"Pass","Parameters":{"a.$":"$.a"},"End":true}' })).toEqual({
      __type: 'InvalidDefinition',
      message:
        "Invalid State Machine Definition: 'UNSUPPORTED_JSONPATH: This engine runs JSONata; field 'Parameters' needs JSONPath at /States/State'",
    });
    expect(await test({ mock: { errorOutput: { error: 'Other' } } })).toEqual({
      status: 'FAILED',
      error: 'Other',
    });
  });

  it('says what is wrong with a definition, or with a call', async () => {
    const { call } = await served();
    const definition = JSON.stringify({ ...add, StartAt: 'Nowhere' });
    expect(await call('ValidateStateMachineDefinition', { definition })).toMatchObject({
      result: 'FAIL',
      diagnostics: [{ location: '/StartAt' }, { location: '/States/Add' }],
    });
    expect(await call('DescribeExecution', { executionArn: 'arn:aws:lambda:x' })).toMatchObject({
      __type: 'InvalidArn',
    });
    expect(await call('DescribeExecution', { executionArn: `${executionArn}x` })).toMatchObject({
      __type: 'ExecutionDoesNotExist',
    });
    expect(await call('StartExecution', {})).toMatchObject({ __type: 'ValidationException' });
    expect(await call('DeleteEverything', {})).toMatchObject({ __type: 'UnknownOperationException' });
  });

  it('is not there for a name that only points to this machine', async () => {
    const { server } = await served();
    const body = await new Promise<string>((resolve, reject) => {
      request(
        server.url,
        {
          method: 'POST',
          headers: {
            host: 'evil.example',
            'content-type': 'application/x-amz-json-1.0',
            'x-amz-target': 'AWSStepFunctions.ListStateMachines',
          },
        },
        (response) => {
          response.setEncoding('utf8').on('data', resolve);
        },
      )
        .on('error', reject)
        .end('{}');
    });
    expect(body).toContain('UnknownOperationException');
  });
});
