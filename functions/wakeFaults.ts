/** What Step Functions answers when nobody waits for a token any more, or an execution was started before. */
export const wakeFaults: readonly string[] = [
  'TaskTimedOut',
  'TaskDoesNotExist',
  'InvalidToken',
  'ExecutionAlreadyExists',
];
