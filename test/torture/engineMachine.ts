const call = (step: string, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: {
    FunctionName: step,
    Payload: {
      machine: '{% $states.context.StateMachine.Name %}',
      execution: '{% $states.context.Execution.Name %}',
      state: '{% $states.context.State.Name %}',
      item: '{% $states.input %}',
    },
  },
  Output: '{% $states.result.Payload %}',
  ...more,
});

/** What a state of the other starts, and waits for. */
export const child = {
  QueryLanguage: 'JSONata',
  StartAt: 'Child work',
  States: { 'Child work': call('child', { End: true }) },
};

/** Everything that can be lost in a crash: tasks, Maps of both kinds, a child, a Parallel with a retry and a wait, a callback. */
export const machine = {
  QueryLanguage: 'JSONata',
  StartAt: 'Begin',
  States: {
    Begin: call('begin', { Assign: { begun: true }, Output: [1, 2, 3], Next: 'Each' }),
    Each: {
      Type: 'Map',
      MaxConcurrency: 2,
      ItemProcessor: { StartAt: 'Item', States: { Item: call('item', { End: true }) } },
      Assign: { items: '{% $states.result %}' },
      Next: 'Spread',
    },
    Spread: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'Part',
        States: { Part: call('part', { End: true }) },
      },
      Assign: { spread: '{% $states.result %}' },
      Next: 'Start child',
    },
    'Start child': {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Arguments: { StateMachineArn: 'child', Input: 'done' },
      Assign: { child: '{% $states.result.Output %}' },
      Next: 'Both',
    },
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 1, End: true } } },
        {
          StartAt: 'Flaky',
          States: {
            Flaky: call('flaky', {
              Retry: [{ ErrorEquals: ['Outage'], IntervalSeconds: 1, MaxAttempts: 50, BackoffRate: 1 }],
              End: true,
            }),
          },
        },
      ],
      Next: 'Ask',
    },
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: {
        FunctionName: 'ask',
        Payload: {
          machine: '{% $states.context.StateMachine.Name %}',
          execution: '{% $states.context.Execution.Name %}',
          state: '{% $states.context.State.Name %}',
          token: '{% $states.context.Task.Token %}',
        },
      },
      // A sign of life that does not come in time, as in a process that is down, is one more attempt.
      HeartbeatSeconds: 2,
      Retry: [{ ErrorEquals: ['States.HeartbeatTimeout'], IntervalSeconds: 1, MaxAttempts: 50, BackoffRate: 1 }],
      Output: { items: '{% $items %}', spread: '{% $spread %}', child: '{% $child %}', answer: '{% $states.result %}' },
      Next: 'End',
    },
    End: { Type: 'Succeed' },
  },
};
