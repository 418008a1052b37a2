import type { Bindings } from './expressions.ts';
import { arnOf, parentOf, stateOf, variablesOf, type Thread } from '../execution.ts';
import type { Turn } from '../states/turn.ts';

/** The types of state that may have Retry: only they see a count. */
const retried = new Set(['Task', 'Parallel', 'Map']);

const instant = (when: number) => new Date(when).toISOString();

/**
 * The context object.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 */
const contextOf = ({ execution, tokens }: Turn, thread: Thread): Record<string, unknown> => {
  const { machine, name, input, started } = execution;
  const { id, attempt, token } = thread;
  return {
    Execution: {
      Id: arnOf('execution', `${machine}:${name}`),
      Input: input,
      Name: name,
      RoleArn: 'arn:aws:iam::000000000000:role/embedded',
      StartTime: instant(started),
      RedriveCount: execution.redrives,
    },
    State: {
      Name: thread.state,
      EnteredTime: instant(thread.enteredAt),
      ...(retried.has(stateOf(execution, thread).Type) && { RetryCount: thread.retried }),
    },
    StateMachine: { Id: arnOf('stateMachine', machine), Name: machine },
    ...itemOf(execution, thread),
    ...(token &&
      attempt !== undefined && { Task: { Token: tokens.issue({ execution: execution.id, thread: id, attempt }) } }),
  };
};

/** The item of the nearest Map around the thread, which its states can see. */
const itemOf = (execution: Turn['execution'], thread: Thread): Record<string, unknown> => {
  const parent = parentOf(execution, thread);
  if (!parent) return {};
  if (stateOf(execution, parent).Type !== 'Map') return itemOf(execution, parent);
  return { Map: { Item: { Index: thread.index, Value: parent.items?.[thread.index] } } };
};

/** What an expression of this thread's state can name: its variables, and `$states`. */
export const bindingsOf = (
  turn: Turn,
  thread: Thread,
  more: { result?: unknown; errorOutput?: unknown } = {},
  item?: { Index: number; Value: unknown },
): Bindings => {
  let context: Record<string, unknown> | undefined;
  return {
    ...variablesOf(turn.execution, thread),
    states: {
      input: thread.input,
      // Made when somebody asks: most expressions do not.
      get context() {
        return (context ??= { ...contextOf(turn, thread), ...(item && { Map: { Item: item } }) });
      },
      ...more,
    },
  };
};
