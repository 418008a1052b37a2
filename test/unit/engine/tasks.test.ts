import { afterEach, describe, expect, it } from 'vitest';
import { invokeOf } from '#infra/embedded/handlers';
import { running } from '#test/unit/engine/running';

const invoke = 'arn:aws:states:::lambda:invoke';
const { engineWith, stopAll } = running();
afterEach(stopAll);

const task = (more: object) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Assess',
  States: {
    Assess: {
      Type: 'Task',
      Resource: invoke,
      Arguments: { FunctionName: '${assess}', Payload: '{% $states.input %}' },
      End: true,
      ...more,
    },
  },
});

describe('a task', () => {
  it('calls its function with the payload, and the answer is the result', async () => {
    const { engine, outcome } = await engineWith({
      machine: task({ Output: '{% $states.result.Payload.sum %}' }),
      functions: { assess: ({ a, b }) => ({ sum: Number(a) + Number(b) }) },
    });
    await engine.startExecution({ machine: 'machine', name: 'one', input: { a: 1, b: 2 } });

    expect(await outcome('one')).toEqual({ status: 'SUCCEEDED', output: 3 });
  });

  it('sends a string that is JSON as what it says, and names whom it acts for', async () => {
    const seen: unknown[] = [];
    const RoleArn = '{% $states.input.role %}';
    const { engine } = await engineWith({
      machine: task({
        Arguments: { FunctionName: '${assess}', Payload: '{% $string({ "n": 1 }) %}' },
        Credentials: { RoleArn },
      }),
      functions: { assess: (payload) => void seen.push(payload) },
    });
    await engine.startExecution({ machine: 'machine', name: 'one', input: { role: 'arn:aws:iam::1:role/r' } });
    await engine.idle();

    expect(seen).toEqual([{ n: 1 }]);
    expect((await engine.getExecutionHistory({ machine: 'machine', name: 'one' }))[2]).toMatchObject({
      taskScheduledEventDetails: { taskCredentials: { roleArn: 'arn:aws:iam::1:role/r' } },
    });
  });

  it('sees how often it was tried again, and a Pass does not', async () => {
    const state = '{% $states.context.State %}';
    const { engine, outcome } = await engineWith({
      machine: {
        QueryLanguage: 'JSONata',
        StartAt: 'Assess',
        States: {
          Assess: { ...task({}).States.Assess, Output: { task: state }, End: false, Next: 'Note' },
          Note: { Type: 'Pass', Output: { task: '{% $states.input.task %}', pass: state }, End: true },
        },
      },
      functions: { assess: () => 1 },
    });
    await engine.startExecution({ machine: 'machine', name: 'one', input: {} });
    const EnteredTime = '2026-01-05T00:00:00.000Z';

    expect(await outcome('one')).toEqual({
      status: 'SUCCEEDED',
      output: { task: { Name: 'Assess', EnteredTime, RetryCount: 0 }, pass: { Name: 'Note', EnteredTime } },
    });
  });

  it('fails where there is no such function, by the name and in the words of AWS', async () => {
    const functions = { assess: (payload: object) => invokeOf({})('assess', payload, new AbortController()) };
    const { engine, outcome } = await engineWith({ machine: task({}), functions });
    await engine.startExecution({ machine: 'machine', name: 'one', input: {} });

    const words = { error: 'Lambda.ResourceNotFoundException', cause: 'Function not found: assess' };
    expect(await outcome('one')).toEqual({ status: 'FAILED', ...words });
  });

  it('is tried again as its Retry says, then its error is caught by name', async () => {
    let calls = 0;
    const { engine, outcome, advance } = await engineWith({
      machine: {
        QueryLanguage: 'JSONata',
        StartAt: 'Assess',
        States: {
          Assess: {
            ...task({}).States.Assess,
            Retry: [{ ErrorEquals: ['Outage'], IntervalSeconds: 10, MaxAttempts: 2, BackoffRate: 3 }],
            Catch: [{ ErrorEquals: ['Outage'], Output: '{% $states.errorOutput.Error %}', Next: 'Over' }],
          },
          Over: { Type: 'Succeed' },
        },
      },
      functions: {
        assess: () => {
          calls += 1;
          throw Object.assign(new Error('down'), { name: 'Outage' });
        },
      },
    });
    await engine.startExecution({ machine: 'machine', name: 'one', input: {} });
    await engine.idle();
    expect(calls).toBe(1);
    await advance(10);
    expect(calls).toBe(2);
    await advance(29);
    expect(calls).toBe(2);
    await advance(1);

    expect(calls).toBe(3);
    expect(await outcome('one')).toEqual({ status: 'SUCCEEDED', output: 'Outage' });
  });
});

const waiting = (more: object = {}) =>
  task({
    Resource: `${invoke}.waitForTaskToken`,
    Arguments: { FunctionName: '${assess}', Payload: { token: '{% $states.context.Task.Token %}' } },
    TimeoutSeconds: 60,
    ...more,
  });

describe('a task that waits for a token', () => {
  it('goes on with what the callback brings, once', async () => {
    let taskToken = '';
    const { engine, outcome } = await engineWith({
      machine: waiting(),
      functions: { assess: ({ token }) => void (taskToken = String(token)) },
    });
    await engine.startExecution({ machine: 'machine', name: 'one', input: {} });
    await engine.idle();
    await engine.sendTaskSuccess({ taskToken, output: { outcome: 'approve' } });

    expect(await outcome('one')).toEqual({ status: 'SUCCEEDED', output: { outcome: 'approve' } });
    await expect(engine.sendTaskSuccess({ taskToken, output: {} })).rejects.toThrow('does not exist anymore');
  });

  it('takes a callback that comes before its function has returned', async () => {
    const { engine, outcome } = await engineWith({
      machine: waiting(),
      functions: {
        assess: async ({ token }, current) => {
          await current().sendTaskSuccess({ taskToken: String(token), output: 'early' });
          return 'late';
        },
      },
    });
    await engine.startExecution({ machine: 'machine', name: 'one', input: {} });

    expect(await outcome('one')).toEqual({ status: 'SUCCEEDED', output: 'early' });
  });

  it('times out, and the token is of no more use', async () => {
    let taskToken = '';
    const { engine, outcome, advance } = await engineWith({
      machine: waiting(),
      functions: { assess: ({ token }) => void (taskToken = String(token)) },
    });
    await engine.startExecution({ machine: 'machine', name: 'one', input: {} });
    await engine.idle();
    await advance(60);

    expect(await outcome('one')).toEqual({ status: 'FAILED', error: 'States.Timeout' });
    await expect(engine.sendTaskSuccess({ taskToken, output: {} })).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('refuses what is no token', async () => {
    const { engine } = await engineWith({ machine: waiting(), functions: { assess: () => null } });
    await expect(engine.sendTaskSuccess({ taskToken: 'guess', output: {} })).rejects.toMatchObject({
      name: 'InvalidToken',
    });
  });
});

describe('after a restart', () => {
  it('a token issued before still counts, and a wait ends when it would have', async () => {
    let taskToken = '';
    const first = await engineWith({
      machine: {
        QueryLanguage: 'JSONata',
        StartAt: 'Assess',
        States: {
          Assess: {
            Type: 'Task',
            Resource: `${invoke}.waitForTaskToken`,
            Arguments: { FunctionName: '${assess}', Payload: { token: '{% $states.context.Task.Token %}' } },
            Next: 'Pause',
          },
          Pause: { Type: 'Wait', Seconds: 3600, End: true },
        },
      },
      functions: { assess: ({ token }) => void (taskToken = String(token)) },
    });
    await first.engine.startExecution({ machine: 'machine', name: 'one', input: {} });
    await first.engine.idle();
    const second = await first.restart();
    await second.engine.sendTaskSuccess({ taskToken, output: 'yes' });
    await second.engine.idle();
    const third = await second.restart();
    await third.advance(3599);
    expect(await third.outcome('one')).toEqual({ status: 'RUNNING' });
    await third.advance(1);

    expect(await third.outcome('one')).toEqual({ status: 'SUCCEEDED', output: 'yes' });
  });

  it('a function that had not answered is called again', async () => {
    let calls = 0;
    const hang = () => new Promise<never>(() => (calls += 1));
    const first = await engineWith({ machine: task({}), functions: { assess: hang } });
    await first.engine.startExecution({ machine: 'machine', name: 'one', input: {} });
    await expect.poll(() => calls).toBe(1);
    const second = await first.restart({ assess: () => 'answer' });

    expect(await second.outcome('one')).toMatchObject({ status: 'SUCCEEDED', output: { Payload: 'answer' } });
  });
});
