import { bindingsOf } from '../expressions/bindings.ts';
import type { State } from '../definition/definition.ts';
import type { HistoryEvent, Thread } from '../execution.ts';
import { EvaluationFailure } from '../failure.ts';
import { sized } from './leave.ts';
import { functionNameIn, machineNameIn, resourceOf } from './resources.ts';
import { happened, type Call, type Invocation, type Turn } from './turn.ts';

const isSeconds = (value: unknown): value is number => typeof value === 'number';
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Begins one attempt: the events now, the invocation after the commit. */
export const attempt = async (turn: Turn, thread: Thread, state: State) => {
  const { expressions, execution } = turn;
  const resource = resourceOf(state);
  // The token names the event that is about to be written.
  thread.attempt = execution.lastEvent + 1;
  if (resource.token) thread.token = true;
  if (resource.sync) thread.child = true;
  const bindings = bindingsOf(turn, thread);
  const seconds = async (field: 'TimeoutSeconds' | 'HeartbeatSeconds') =>
    state[field] === undefined ? undefined : expressions.typed('number', isSeconds, [state[field], field], bindings);
  const given = state.Arguments ?? state.Parameters;
  const parameters = given === undefined ? undefined : await expressions.fill(given, 'Arguments', bindings);
  const [timeout, heartbeat] = [await seconds('TimeoutSeconds'), await seconds('HeartbeatSeconds')];
  for (const [field, value] of [
    ['TimeoutSeconds', timeout],
    ['HeartbeatSeconds', heartbeat],
  ] as const) {
    if (value === undefined || (Number.isInteger(value) && value > 0)) continue;
    throw new EvaluationFailure(field, `The value of '${field}' must be a positive integer but was: ${value}`);
  }
  const limits = {
    ...(timeout !== undefined && { timeoutInSeconds: timeout }),
    ...(heartbeat !== undefined && { heartbeatInSeconds: heartbeat }),
  };
  const credentials =
    state.Credentials === undefined ? undefined : await expressions.fill(state.Credentials, 'Credentials', bindings);
  const who = isObject(credentials) && { taskCredentials: { roleArn: credentials['RoleArn'] } };
  const text = sized(JSON.stringify(parameters ?? (resource.direct ? thread.input : {})), thread.state);
  if (resource.direct) {
    happened(turn, thread, 'LambdaFunctionScheduled', {
      lambdaFunctionScheduledEventDetails: {
        resource: state.Resource,
        input: text,
        inputDetails: { truncated: false },
        ...limits,
        ...who,
      },
    });
    happened(turn, thread, 'LambdaFunctionStarted');
  } else {
    happened(turn, thread, 'TaskScheduled', {
      taskScheduledEventDetails: { ...resource.words, region: 'local', parameters: text, ...limits, ...who },
    });
    happened(turn, thread, 'TaskStarted', { taskStartedEventDetails: resource.words });
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

/** What to call, from the event that scheduled it: the same after a restart. */
export const invocationOf = (
  execution: number,
  { id, attempt: made = 0 }: Thread,
  event: HistoryEvent,
): Invocation => ({
  execution,
  thread: id,
  attempt: made,
  call: callOf(event, `${execution}-${id}-${made}`),
});

/** A function is sent JSON: a string that is some already is sent as what it says. */
const payloadOf = (payload: unknown): unknown => {
  if (typeof payload !== 'string') return payload;
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
};

const callOf = (event: HistoryEvent, unique: string): Call => {
  const { taskScheduledEventDetails: task, lambdaFunctionScheduledEventDetails: direct } = event;
  if (isObject(direct)) {
    return { functionName: functionNameIn(String(direct['resource'])), payload: JSON.parse(String(direct['input'])) };
  }
  const parameters: unknown = isObject(task) ? JSON.parse(String(task['parameters'])) : undefined;
  if (!isObject(task) || !isObject(parameters)) throw new Error('A task was scheduled without parameters');
  if (task['resourceType'] === 'states') {
    return {
      machine: machineNameIn(String(parameters['StateMachineArn'])),
      // Without a name of its own, the attempt names it: a second try after a crash finds the first.
      name: String(parameters['Name'] ?? unique),
      input: parameters['Input'] ?? {},
      sync: task['resource'] === 'startExecution.sync:2',
    };
  }
  return {
    functionName: functionNameIn(String(parameters['FunctionName'])),
    payload: payloadOf(parameters['Payload'] ?? {}),
  };
};
