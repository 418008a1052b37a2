import { step } from './states/advance.ts';
import { parseDefinition, type State } from './definition/definition.ts';
import { isObject, refuse } from './definition/diagnostics.ts';
import { validateState } from './definition/validate.ts';
import { arnOf, stateOf, type Execution, type Thread } from './execution.ts';
import { StateFailure, ValidationException } from './failure.ts';
import { checkMock, type Mock } from './mocking.ts';
import { inspected, type Level } from './inspecting.ts';
import type { Perform } from './running/flights.ts';
import { fail, orFail } from './states/failing.ts';
import { enter, leave } from './states/leave.ts';
import { errorOf, failed, succeeded } from './states/settle.ts';
import { threadAt, turnOf, type Machinery, type Turn } from './states/turn.ts';

export type StateToTest = {
  /** One state, or a machine of which `stateName` is tested. */
  definition: Record<string, unknown>;
  stateName?: string;
  input: unknown;
  variables?: Record<string, unknown>;
  /** How much is told of what happened inside: INFO, nothing. */
  level?: Level;
  /** Attempts that its Retry has made already. */
  retried?: number;
  /** What its task or its branches are to give, instead of being run. */
  mock?: Mock;
};

export type TestedState = {
  status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  output?: string;
  error?: string;
  cause?: string;
  nextState?: string;
  inspectionData?: object;
};

const machineOf = ({ definition, stateName = 'State' }: StateToTest): Record<string, unknown> =>
  'States' in definition
    ? definition
    : { QueryLanguage: definition['QueryLanguage'], StartAt: stateName, States: { [stateName]: definition } };

/** The last detail of this name that an event of the turn has. */
const last = (turn: Turn, name: string): string | undefined =>
  turn.changes.events
    .flatMap((event) => Object.values(event))
    .map((details) => (isObject(details) ? details[name] : undefined))
    .findLast((value): value is string => typeof value === 'string');

/** Lets the state have its mock where its task or its branches would give something. */
const mocked = async (turn: Turn, thread: Thread, state: State, { result, errorOutput }: Mock) => {
  if (state.Type !== 'Task') {
    enter(turn, thread, state.Type);
    if (errorOutput) await fail(turn, thread, new StateFailure(errorOutput.error, errorOutput.cause));
    else
      await orFail(turn, thread, () =>
        leave(turn, thread, state.Type, { outlet: state, more: { result }, output: result }),
      );
    return;
  }
  await step(turn, thread);
  if (turn.invocations.length === 0) return; // it failed before it would have called
  if (errorOutput) await failed(turn, thread, errorOutput.error, errorOutput.cause);
  else await succeeded(turn, thread, result);
};

const performed = async (turn: Turn, thread: Thread, perform: Perform) => {
  await step(turn, thread);
  for (const call of turn.invocations) {
    try {
      const tell = await perform(call, () => new AbortController().signal);
      await tell(turn, thread);
    } catch (thrown) {
      const { error, cause } = errorOf(thrown);
      await failed(turn, thread, error, cause);
    }
  }
};

/**
 * Runs one state, and stores nothing.
 *
 * @throws {ValidationException} {InvalidDefinition}
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 */
export const testState =
  (machinery: Machinery, perform: Perform) =>
  async (tested: StateToTest): Promise<TestedState> => {
    const { stateName = 'State', input, variables = {}, level = 'INFO', retried = 0, mock } = tested;
    const machine = machineOf(tested);
    refuse(validateState(machine, stateName));
    const version = parseDefinition('test', JSON.stringify(machine));
    const thread: Thread = { ...threadAt(0, stateName, input, { index: 0, last: 0 }), variables };
    const data = { id: 0, machine: 'test', name: 'test', version, input, started: machinery.now(), awaitedBy: null };
    const counts = { lastEvent: 1, nextThread: 1, redrives: 0, due: undefined };
    const execution: Execution = { ...data, ...counts, status: 'RUNNING', threads: new Map([[0, thread]]) };
    if (!version.definition.States[stateName])
      throw new ValidationException(`State not found: '${stateName}' in ${arnOf('stateMachine', 'test')}`);
    const turn = turnOf(execution, machinery);
    const state = stateOf(execution, thread);
    checkMock(state, mock);
    thread.retried = retried;
    thread.retries = (state.Retry ?? []).map(() => retried);
    // One state only: it is stepped into, and where it leads to is not.
    if (mock) await mocked(turn, thread, state, mock);
    else await performed(turn, thread, perform);

    const [error, cause, output] = [last(turn, 'error'), last(turn, 'cause'), last(turn, 'output')];
    const status =
      execution.status === 'FAILED'
        ? 'FAILED'
        : thread.waiting === 'retry'
          ? 'RETRIABLE'
          : error === undefined
            ? 'SUCCEEDED'
            : 'CAUGHT_ERROR';
    const hasLeft = status === 'SUCCEEDED' || status === 'CAUGHT_ERROR';
    return {
      status,
      ...(hasLeft && output !== undefined && { output }),
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
      ...(execution.status === 'RUNNING' && thread.state !== stateName && { nextState: thread.state }),
      ...(level !== 'INFO' && { inspectionData: inspected(turn, { thread, state, input, status, error, cause }) }),
    };
  };
