import { bindingsOf } from '../expressions/bindings.ts';
import { join } from './branches.ts';
import { EvaluationFailure, StateFailure } from '../failure.ts';
import { parentOf, type Thread } from '../execution.ts';
import { append, close, happened, type Turn } from './turn.ts';

/** What can have Assign and Output: a state, one of its choices, one of its catchers. */
type Outlet = { Assign?: Record<string, unknown> | undefined; Output?: unknown; Next?: string | undefined };

/** A state's payload, or all its variables, in UTF-8. */
export const LARGEST_BYTES = 262_144;

export const tooLarge = (what: string) =>
  new StateFailure(
    'States.DataLimitExceeded',
    `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );

/** A string of UTF-16 units takes one to three bytes for each. */
export const isTooLarge = (json: string) =>
  json.length > LARGEST_BYTES || (json.length * 3 > LARGEST_BYTES && Buffer.byteLength(json) > LARGEST_BYTES);

export const sized = (json: string, what: string): string => {
  if (isTooLarge(json)) throw tooLarge(what);
  return json;
};

const none = { truncated: false };

/**
 * Leaves a state: evaluates Assign and Output, records StateExited, and moves on.
 *
 * @param at the path of the outlet, such as `Choices[0]/`, for messages
 * @param more what `$states` holds besides input and context
 * @param output what leaves where there is no Output
 */
export const leave = async (
  turn: Turn,
  thread: Thread,
  type: string,
  {
    outlet,
    at = '',
    more = {},
    output,
  }: { outlet: Outlet; at?: string; more?: { result?: unknown; errorOutput?: unknown }; output: unknown },
) => {
  const bindings = bindingsOf(turn, thread, more);
  const assigned: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(outlet.Assign ?? {})) {
    assigned[name] = await turn.expressions.fill(value, `${at}Assign/${name}`, bindings);
  }
  const left =
    outlet.Output === undefined ? output : await turn.expressions.fill(outlet.Output, `${at}Output`, bindings);
  const json = sized(JSON.stringify(left), thread.state);
  const names = Object.keys(assigned);
  happened(turn, thread, `${type}StateExited`, {
    stateExitedEventDetails: {
      name: thread.state,
      output: json,
      outputDetails: none,
      ...(names.length > 0 && {
        assignedVariables: Object.fromEntries(names.map((name) => [name, JSON.stringify(assigned[name])])),
        assignedVariablesDetails: none,
      }),
    },
  });
  thread.variables = { ...thread.variables, ...assigned };
  thread.retries = [];
  thread.retried = 0;
  delete thread.items;
  delete thread.inputs;
  if (outlet.Next === undefined) return end(turn, thread, left, json);
  thread.state = outlet.Next;
  thread.input = left;
  thread.waiting = 'enter';
};

/** A thread has come to its end: the execution has succeeded, or its parent has one branch less to wait for. */
export const end = async (turn: Turn, thread: Thread, output: unknown, json: string) => {
  const parent = parentOf(turn.execution, thread);
  if (parent) {
    thread.waiting = 'done';
    thread.input = output;
    return join(turn, parent, thread);
  }
  append(turn, thread.last, 'ExecutionSucceeded', {
    executionSucceededEventDetails: { output: json, outputDetails: none },
  });
  close(turn, { status: 'SUCCEEDED', output: json });
};

/** Records that a state is entered. */
export const enter = (turn: Turn, thread: Thread, type: string) => {
  thread.before = thread.last;
  thread.enteredAt = turn.now();
  thread.waiting = 'attempt';
  thread.entered = happened(turn, thread, `${type}StateEntered`, {
    stateEnteredEventDetails: { name: thread.state, input: JSON.stringify(thread.input), inputDetails: none },
  });
};

/** The cause of what went wrong in a state itself, as AWS words it. */
export const whileIn = ({ state, entered }: Thread, reason: string | undefined) =>
  `An error occurred while executing the state '${state}' (entered at the event id #${entered}). ${reason}`;

export const causeOf = (thread: Thread, failure: StateFailure): string | undefined =>
  failure instanceof EvaluationFailure ? whileIn(thread, failure.reason) : failure.reason;
