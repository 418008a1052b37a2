import { isReady, step } from './states/advance.ts';
import { parseDefinition } from './definition/definition.ts';
import type { Execution, Thread } from './execution.ts';
import type { Perform } from './running/flights.ts';
import { answered, errorOf, failed } from './states/settle.ts';
import { threadAt, turnOf, type Machinery, type Turn } from './states/turn.ts';

export type StateToTest = {
  /** One state, or a machine of which `stateName` is tested. */
  definition: Record<string, unknown>;
  stateName?: string;
  input: unknown;
  variables?: Record<string, unknown>;
  /** What its task is to answer, instead of being called. */
  mock?: { result?: unknown; errorOutput?: { error?: string; cause?: string } };
};

export type TestedState = {
  status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  output?: string;
  error?: string;
  cause?: string;
  nextState?: string;
};

const machineOf = ({ definition, stateName = 'State' }: StateToTest) =>
  'States' in definition
    ? definition
    : { QueryLanguage: definition['QueryLanguage'], StartAt: stateName, States: { [stateName]: definition } };

/** The last detail of this name that an event of the turn has. */
const last = (turn: Turn, name: string): string | undefined =>
  turn.changes.events
    .flatMap((event) => Object.values(event))
    .map((details) => (typeof details === 'object' && details !== null ? Reflect.get(details, name) : undefined))
    .findLast((value): value is string => typeof value === 'string');

const callNow = async (turn: Turn, thread: Thread, call: () => ReturnType<Perform>) => {
  try {
    await (
      await call()
    )(turn, thread);
  } catch (thrown) {
    const { error, cause } = errorOf(thrown);
    await failed(turn, thread, error, cause);
  }
};

/**
 * Runs one state, and stores nothing.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 */
export const testState =
  (machinery: Machinery, perform: Perform) =>
  async (tested: StateToTest): Promise<TestedState> => {
    const { stateName = 'State', input, variables = {}, mock } = tested;
    const version = parseDefinition('test', JSON.stringify(machineOf(tested)));
    const thread: Thread = { ...threadAt(0, stateName, input, { index: 0, last: 0 }), variables };
    const data = { id: 0, machine: 'test', name: 'test', version, input, started: machinery.now(), awaitedBy: null };
    const counts = { lastEvent: 1, nextThread: 1, redrives: 0, due: undefined };
    const execution: Execution = { ...data, ...counts, status: 'RUNNING', threads: new Map([[0, thread]]) };
    const turn = turnOf(execution, machinery);
    // One state only: it is stepped into, and where it leads to is not.
    await step(turn, thread);
    const stepBranches = async () => {
      for (const each of execution.threads.values()) if (each.id !== 0 && isReady(each)) await step(turn, each);
    };
    await stepBranches();
    for (let call = turn.invocations.shift(); call; call = turn.invocations.shift()) {
      const waiting = execution.threads.get(call.thread);
      if (!waiting) continue;
      if (mock?.errorOutput) await failed(turn, waiting, mock.errorOutput.error, mock.errorOutput.cause);
      else if (mock) await answered(turn, waiting, mock.result);
      else await callNow(turn, waiting, () => perform(call, () => new AbortController().signal));
      await stepBranches();
    }
    const error = last(turn, 'error');
    const cause = last(turn, 'cause');
    const failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    if (execution.status === 'FAILED') return { status: 'FAILED', ...failure };
    if (thread.waiting === 'retry') return { status: 'RETRIABLE', ...failure };
    const output = last(turn, 'output');
    return {
      status: error === undefined ? 'SUCCEEDED' : 'CAUGHT_ERROR',
      ...(output !== undefined && { output }),
      ...failure,
      ...(execution.status === 'RUNNING' && thread.state !== stateName && { nextState: thread.state }),
    };
  };
