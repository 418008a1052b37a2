import { afterEach, describe, expect, it } from 'vitest';
import { running } from '#test/unit/engine/running';
import { single as machineOf, waits } from '#test/unit/engine/smallMachines';

const { engineWith, stopAll } = running();
afterEach(stopAll);

const one = { machine: 'machine', name: 'one' };
const invoke = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'ask' },
  End: true,
};
const single = (state: object, more: object = {}) => machineOf('A', state, more);
const lambda = { resourceType: 'lambda', resource: 'invoke.waitForTaskToken' };

const begun = ['1<0 ExecutionStarted', '2<0 TaskStateEntered', '3<2 TaskScheduled', '4<3 TaskStarted'];
/** What failed of the task that waited, and was caught: B passes, and is the end. */
const caught = (failed: string) => [
  ...begun,
  '5<4 TaskSubmitted',
  `6<5 ${failed}`,
  '7<6 TaskStateExited',
  '8<7 PassStateEntered',
  '9<8 PassStateExited',
  '10<9 ExecutionSucceeded',
];

/**
 * What AWS's pages say of callbacks, heartbeats, timeouts, stops and redrives, event by event: `id<previous type`.
 *
 * Callbacks: https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token
 * Events: https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 * Errors: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html (a missed heartbeat is
 * States.Timeout in the history and States.HeartbeatTimeout to Retry and Catch)
 */
const histories: {
  title: string;
  machine: object;
  seconds?: number;
  answer?: 'success' | 'failure' | 'bare failure' | 'stop';
  events: string[];
  last: object;
}[] = [
  {
    title: 'a callback that succeeds',
    machine: single(waits),
    answer: 'success',
    events: [...begun, '5<4 TaskSubmitted', '6<5 TaskSucceeded', '7<6 TaskStateExited', '8<7 ExecutionSucceeded'],
    last: { executionSucceededEventDetails: { output: '{"ok":true}' } },
  },
  {
    title: 'a callback that fails',
    machine: single(waits),
    answer: 'failure',
    events: [...begun, '5<4 TaskSubmitted', '6<5 TaskFailed', '7<6 ExecutionFailed'],
    last: { executionFailedEventDetails: { error: 'Refused', cause: 'because' } },
  },
  {
    title: 'a heartbeat that is missed',
    machine: single({ ...waits, HeartbeatSeconds: 10, TimeoutSeconds: 100 }),
    seconds: 10,
    events: [...begun, '5<4 TaskSubmitted', '6<5 TaskTimedOut', '7<6 ExecutionFailed'],
    last: { executionFailedEventDetails: { error: 'States.Timeout' } },
  },
  {
    title: 'a heartbeat that is missed, and is caught by its own name',
    machine: single({
      ...waits,
      HeartbeatSeconds: 10,
      TimeoutSeconds: 100,
      Catch: [
        { ErrorEquals: ['States.TaskFailed'], Next: 'A' },
        { ErrorEquals: ['States.HeartbeatTimeout'], Next: 'B' },
      ],
    }),
    seconds: 10,
    events: caught('TaskTimedOut'),
    last: { executionSucceededEventDetails: { output: '{"Error":"States.Timeout","Cause":""}' } },
  },
  {
    title: 'a callback that fails and says no more, and is caught',
    machine: single({ ...waits, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] }),
    answer: 'bare failure',
    events: caught('TaskFailed'),
    last: { executionSucceededEventDetails: { output: '{"Error":null,"Cause":null}' } },
  },
  {
    title: 'a result over the limit, which is caught like any other failure of a task',
    machine: single({
      ...invoke,
      Arguments: { FunctionName: 'much' },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
    }),
    events: [
      ...begun,
      '5<4 TaskFailed',
      '6<5 TaskStateExited',
      '7<6 PassStateEntered',
      '8<7 PassStateExited',
      '9<8 ExecutionSucceeded',
    ],
    last: {
      executionSucceededEventDetails: {
        output: JSON.stringify({
          Error: 'States.DataLimitExceeded',
          Cause:
            "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
        }),
      },
    },
  },
  {
    title: 'an output over the limit, which States.ALL does not catch',
    machine: single({
      ...invoke,
      Output: "{% $pad('', 262143, 'x') %}",
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
    }),
    events: [...begun, '5<4 TaskSucceeded', '6<5 ExecutionFailed'],
    last: {
      executionFailedEventDetails: {
        error: 'States.DataLimitExceeded',
        cause: "The state/task 'A' returned a result with a size exceeding the maximum number of bytes service limit.",
      },
    },
  },
  {
    title: 'branches that are tried again: they have failed only when they are not',
    machine: single({
      Type: 'Parallel',
      Branches: [{ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'No', Cause: 'because' } } }],
      Retry: [{ ErrorEquals: ['No'], MaxAttempts: 1 }],
      End: true,
    }),
    seconds: 5,
    events: [
      '1<0 ExecutionStarted',
      '2<0 ParallelStateEntered',
      '3<2 ParallelStateStarted',
      '4<3 FailStateEntered',
      '5<4 ParallelStateStarted',
      '6<5 FailStateEntered',
      '7<6 ParallelStateFailed',
      '8<7 ExecutionFailed',
    ],
    last: { executionFailedEventDetails: { error: 'No', cause: 'because' } },
  },
  {
    title: 'a deadline that passes, and is caught',
    machine: single({ ...waits, TimeoutSeconds: 10, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'B' }] }, {}),
    seconds: 10,
    events: caught('TaskTimedOut'),
    last: { executionSucceededEventDetails: { output: '{"Error":"States.Timeout","Cause":""}' } },
  },
  {
    title: 'an execution out of time',
    machine: single(waits, { TimeoutSeconds: 10 }),
    seconds: 10,
    events: [...begun, '5<4 TaskSubmitted', '6<0 ExecutionTimedOut'],
    last: { executionTimedOutEventDetails: { error: 'States.Timeout' } },
  },
  {
    title: 'an execution that is stopped',
    machine: single(waits),
    answer: 'stop',
    events: [...begun, '5<4 TaskSubmitted', '6<0 ExecutionAborted'],
    last: { executionAbortedEventDetails: { error: 'Withdrawn', cause: 'by hand' } },
  },
  {
    title: 'a function that fails twice, with one retry',
    machine: single({
      ...invoke,
      Arguments: { FunctionName: 'no' },
      Retry: [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 }],
    }),
    seconds: 5,
    events: [
      ...begun,
      '5<4 TaskFailed',
      '6<5 TaskScheduled',
      '7<6 TaskStarted',
      '8<7 TaskFailed',
      '9<8 ExecutionFailed',
    ],
    last: {
      executionFailedEventDetails: {
        error: 'Outage',
        cause: '{"errorType":"Outage","errorMessage":"down","trace":[]}',
      },
    },
  },
  {
    title: 'a choice that has no way on',
    machine: single({ Type: 'Choice', Choices: [{ Condition: false, Next: 'B' }] }),
    events: ['1<0 ExecutionStarted', '2<0 ChoiceStateEntered', '3<2 ExecutionFailed'],
    last: {
      executionFailedEventDetails: {
        error: 'States.Runtime',
        cause:
          "An error occurred while executing the state 'A' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state.",
      },
    },
  },
];

describe('the history of', () => {
  it.each(histories)('$title', async ({ machine, seconds = 0, answer, events, last }) => {
    let taskToken = '';
    const needsB = JSON.stringify(machine).includes('"Next":"B"');
    const States = { ...Reflect.get(machine, 'States'), ...(needsB && { B: { Type: 'Pass', End: true } }) };
    const { engine, advance } = await engineWith({
      machine: { ...machine, States },
      functions: {
        ask: ({ token }) => void (taskToken = String(token)),
        much: () => 'x'.repeat(262_144),
        no: () => {
          throw Object.assign(new Error('down'), { name: 'Outage' });
        },
      },
    });
    await engine.startExecution({ ...one, input: {} });
    await engine.idle();
    if (answer === 'success') await engine.sendTaskSuccess({ taskToken, output: { ok: true } });
    if (answer === 'failure') await engine.sendTaskFailure({ taskToken, error: 'Refused', cause: 'because' });
    if (answer === 'bare failure') await engine.sendTaskFailure({ taskToken });
    if (answer === 'stop') await engine.stopExecution({ ...one, error: 'Withdrawn', cause: 'by hand' });
    await advance(seconds);
    const history = await engine.getExecutionHistory(one);

    expect(history.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`)).toEqual(events);
    expect(history.at(-1)).toMatchObject(last);
  });

  it('a task that waits names its resource in every event', async () => {
    const { engine } = await engineWith({
      machine: single({ ...waits, TimeoutSeconds: 60 }),
      functions: { ask: () => 'shown' },
    });
    await engine.startExecution({ ...one, input: {} });
    await engine.idle();

    expect((await engine.getExecutionHistory(one)).slice(2)).toMatchObject([
      { taskScheduledEventDetails: { ...lambda, timeoutInSeconds: 60 } },
      { taskStartedEventDetails: lambda },
      {
        taskSubmittedEventDetails: {
          ...lambda,
          output: '{"ExecutedVersion":"$LATEST","Payload":"shown","StatusCode":200}',
        },
      },
    ]);
  });
});

describe('a heartbeat', () => {
  it('puts off the next one that is due, and not the deadline', async () => {
    let taskToken = '';
    const { engine, advance, outcome } = await engineWith({
      machine: single({ ...waits, HeartbeatSeconds: 10, TimeoutSeconds: 25 }),
      functions: { ask: ({ token }) => void (taskToken = String(token)) },
    });
    await engine.startExecution({ ...one, input: {} });
    for (let beats = 0; beats < 2; beats += 1) {
      await advance(9);
      await engine.sendTaskHeartbeat({ taskToken });
    }
    expect(await outcome('one')).toEqual({ status: 'RUNNING' });
    await advance(7);

    expect(await outcome('one')).toEqual({ status: 'FAILED', error: 'States.Timeout' });
    await expect(engine.sendTaskHeartbeat({ taskToken })).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });
});
