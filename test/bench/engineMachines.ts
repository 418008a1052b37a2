/** Waits for an answer that does not come, with a deadline far away: what most executions do most of the time. */
export const waiting = {
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: {
        FunctionName: 'ask',
        Payload: { id: '{% $states.input.id %}', token: '{% $states.context.Task.Token %}' },
      },
      TimeoutSeconds: 2_592_000,
      End: true,
    },
  },
};

/** Every line of a file, a hundred of them an execution. */
export const overFile = {
  QueryLanguage: 'JSONata',
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSONL' },
        Arguments: { Bucket: 'b', Key: 'in' },
      },
      ItemBatcher: { MaxItemsPerBatch: 100 },
      MaxConcurrency: 100,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'Send',
        States: {
          Send: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Arguments: { FunctionName: 'send', Payload: '{% $states.input %}' },
            Output: '{% $count($states.result.Payload.Items) %}',
            End: true,
          },
        },
      },
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Arguments: { Bucket: 'b', Prefix: 'out' },
        WriterConfig: { Transformation: 'COMPACT' },
      },
      End: true,
    },
  },
};
