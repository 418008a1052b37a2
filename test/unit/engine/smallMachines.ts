/** Machines of one state, for tests of what is around a machine. */
export const single = (name: string, state: object, more: object = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: name,
  States: { [name]: state },
  ...more,
});

/** Hands its token to the function `ask`, and waits for the answer. */
export const waits = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
  End: true,
};

export const adds = { Type: 'Pass', Output: '{% $states.input.n + 1 %}', End: true };
