import { bindingsOf } from './bindings.ts';
import type { State } from './definition.ts';
import type { HistoryEvent, Thread } from './execution.ts';
import { sized } from './leave.ts';
import { happened, type Invocation, type Turn } from './turn.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';
const WAIT_FOR_TOKEN = `${INVOKE}.waitForTaskToken`;

const isSeconds = (value: unknown): value is number => typeof value === 'number';
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** `arn:aws:lambda:…:function:assess:live` and `assess` are the same function. */
export const functionNameIn = (arn: string) => (arn.startsWith('arn:') ? (arn.split(':')[6] ?? arn) : arn);

/** Direct use of a function as Resource has event types of its own. */
export const isDirect = ({ Resource = '' }: State) => Resource.includes(':lambda:') && Resource.includes(':function:');

export const resourceOf = (state: State) => ({
  resourceType: 'lambda',
  resource: state.Resource === WAIT_FOR_TOKEN ? 'invoke.waitForTaskToken' : 'invoke',
});

/** Begins one attempt: the events now, the invocation after the commit. */
export const attempt = async (turn: Turn, thread: Thread, state: State) => {
  const { expressions, execution } = turn;
  // The token names the event that is about to be written.
  thread.attempt = execution.lastEvent + 1;
  if (state.Resource === WAIT_FOR_TOKEN) thread.token = true;
  const bindings = bindingsOf(turn, thread);
  const seconds = async (field: 'TimeoutSeconds' | 'HeartbeatSeconds') =>
    state[field] === undefined ? undefined : expressions.typed('number', isSeconds, [state[field], field], bindings);
  const given = state.Arguments ?? state.Parameters;
  const parameters = given === undefined ? undefined : await expressions.fill(given, 'Arguments', bindings);
  const [timeout, heartbeat] = [await seconds('TimeoutSeconds'), await seconds('HeartbeatSeconds')];
  const limits = {
    ...(timeout !== undefined && { timeoutInSeconds: timeout }),
    ...(heartbeat !== undefined && { heartbeatInSeconds: heartbeat }),
  };
  if (isDirect(state)) {
    const input = sized(JSON.stringify(parameters ?? thread.input), thread.state);
    happened(turn, thread, 'LambdaFunctionScheduled', {
      lambdaFunctionScheduledEventDetails: {
        resource: state.Resource,
        input,
        inputDetails: { truncated: false },
        ...limits,
      },
    });
    happened(turn, thread, 'LambdaFunctionStarted');
  } else {
    const text = sized(JSON.stringify(parameters ?? {}), thread.state);
    happened(turn, thread, 'TaskScheduled', {
      taskScheduledEventDetails: { ...resourceOf(state), region: 'local', parameters: text, ...limits },
    });
    happened(turn, thread, 'TaskStarted', { taskStartedEventDetails: resourceOf(state) });
  }
  thread.waiting = 'invoke';
  if (timeout !== undefined) thread.timeoutAt = turn.now() + timeout * 1_000;
  if (heartbeat !== undefined) thread.heartbeat = { every: heartbeat * 1_000, by: turn.now() + heartbeat * 1_000 };
  due(thread);
  const scheduled = turn.changes.events.find(({ id }) => id === thread.attempt);
  if (scheduled) turn.invocations.push(invocationOf(execution.id, thread, scheduled));
};

/** Sets the next moment at which the task is out of time. */
export const due = (thread: Thread) => {
  const earliest = Math.min(thread.timeoutAt ?? Infinity, thread.heartbeat?.by ?? Infinity);
  if (Number.isFinite(earliest)) thread.due = earliest;
};

/** What to invoke, from the event that scheduled it: the same after a restart. */
export const invocationOf = (execution: number, { id, attempt: made = 0 }: Thread, event: HistoryEvent): Invocation => {
  const { taskScheduledEventDetails: task, lambdaFunctionScheduledEventDetails: direct } = event;
  const to = { execution, thread: id, attempt: made };
  if (isObject(direct)) {
    return {
      ...to,
      functionName: functionNameIn(String(direct['resource'])),
      payload: JSON.parse(String(direct['input'])),
    };
  }
  const parameters: unknown = isObject(task) ? JSON.parse(String(task['parameters'])) : {};
  if (!isObject(parameters)) throw new Error('A task was scheduled without parameters');
  return {
    ...to,
    functionName: functionNameIn(String(parameters['FunctionName'])),
    payload: parameters['Payload'] ?? {},
  };
};
