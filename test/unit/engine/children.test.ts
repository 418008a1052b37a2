import { afterEach, describe, expect, it } from 'vitest';
import { running } from '#test/unit/engine/running';

const { engineWith, stopAll } = running();
afterEach(stopAll);

const starts = (resource: string, more: object = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Start child',
  States: {
    'Start child': {
      Type: 'Task',
      Resource: `arn:aws:states:::states:${resource}`,
      Arguments: { StateMachineArn: 'arn:aws:states:local:000000000000:stateMachine:child', Input: { n: 20 } },
      End: true,
      ...more,
    },
  },
});
const waits = (Seconds: number, last: object) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Wait',
  States: { Wait: { Type: 'Wait', Seconds, Next: 'Last' }, Last: last },
});
const typesIn = (events: { type: string }[]) => events.map(({ type }) => type);

describe('a state that starts an execution', () => {
  it('goes on at once, and says which execution it was', async () => {
    const { engine, outcome } = await engineWith({
      machine: starts('startExecution', { Output: '{% $states.result.ExecutionArn %}' }),
      others: { child: waits(60, { Type: 'Succeed' }) },
    });
    await engine.startExecution({ machine: 'machine', name: 'one', input: {} });
    const { output } = await outcome('one');

    expect(output).toMatch(/^arn:aws:states:local:000000000000:execution:child:/);
    expect((await engine.listExecutions({ machine: 'child' })).executions).toMatchObject([{ status: 'RUNNING' }]);
  });

  it('and waits for it goes on with its output, over restarts', async () => {
    const first = await engineWith({
      machine: starts('startExecution.sync:2', { Output: '{% $states.result.Output + 1 %}' }),
      others: { child: waits(60, { Type: 'Pass', Output: '{% $states.input.n %}', End: true }) },
    });
    await first.engine.startExecution({ machine: 'machine', name: 'one', input: {} });
    await first.engine.idle();
    const second = await first.restart();
    await second.advance(60);

    expect(await second.outcome('one')).toEqual({ status: 'SUCCEEDED', output: 21 });
    expect(typesIn(await second.engine.getExecutionHistory({ machine: 'machine', name: 'one' }))).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('and waits for it fails as it fails, also when it fails at once', async () => {
    const { engine, outcome } = await engineWith({
      machine: starts('startExecution.sync:2'),
      others: {
        child: { QueryLanguage: 'JSONata', StartAt: 'No', States: { No: { Type: 'Fail', Error: 'Refused' } } },
      },
    });
    await engine.startExecution({ machine: 'machine', name: 'one', input: {} });
    const { status, error, cause } = await outcome('one');

    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.TaskFailed' });
    expect(JSON.parse(String(cause))).toMatchObject({ Error: 'Refused', Status: 'FAILED' });
  });

  it('and waits for it stops it when it is itself out of time', async () => {
    const { engine, outcome, advance } = await engineWith({
      machine: starts('startExecution.sync:2', { TimeoutSeconds: 10 }),
      others: { child: waits(60, { Type: 'Succeed' }) },
    });
    await engine.startExecution({ machine: 'machine', name: 'one', input: {} });
    await advance(10);

    expect(await outcome('one')).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect((await engine.listExecutions({ machine: 'child' })).executions).toMatchObject([{ status: 'ABORTED' }]);
  });

  it('of a machine that does not exist fails by the name that the SDK gives', async () => {
    const { engine, outcome } = await engineWith({ machine: starts('startExecution') });
    await engine.startExecution({ machine: 'machine', name: 'one', input: {} });

    expect(await outcome('one')).toMatchObject({ error: 'StepFunctions.StateMachineDoesNotExistException' });
  });
});

describe('an execution near the end of its year', () => {
  it('hands over to a new one of the same machine, which goes on with what it was given', async () => {
    const days =
      '($toMillis($states.context.State.EnteredTime) - $toMillis($states.context.Execution.StartTime)) / 86400000';
    const { engine, outcome, advance } = await engineWith({
      machine: {
        QueryLanguage: 'JSONata',
        StartAt: 'Old?',
        States: {
          'Old?': {
            Type: 'Choice',
            Choices: [{ Condition: `{% ${days} > 330 %}`, Next: 'Hand over' }],
            Default: 'Month',
          },
          Month: {
            Type: 'Wait',
            Seconds: 30 * 86_400,
            Output: '{% { "months": $states.input.months + 1 } %}',
            Next: 'Old?',
          },
          'Hand over': {
            Type: 'Task',
            Resource: 'arn:aws:states:::states:startExecution',
            Arguments: {
              StateMachineArn: '{% $states.context.StateMachine.Id %}',
              Name: '{% $states.context.Execution.Name & "-next" %}',
              Input: '{% $states.input %}',
            },
            End: true,
          },
        },
      },
    });
    await engine.startExecution({ machine: 'machine', name: 'long', input: { months: 0 } });
    await advance(500 * 86_400);

    expect(await outcome('long')).toMatchObject({ status: 'SUCCEEDED' });
    expect(await engine.readExecution({ machine: 'machine', name: 'long-next' })).toEqual({ input: { months: 12 } });
    expect(await outcome('long-next')).toEqual({ status: 'RUNNING' });
  });
});
