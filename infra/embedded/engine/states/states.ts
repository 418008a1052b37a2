import { bindingsOf } from '../expressions/bindings.ts';
import { iterate, joined, spawn } from './branches.ts';
import type { State } from '../definition/definition.ts';
import { isInstant } from '../definition/instant.ts';
import type { Thread } from '../execution.ts';
import { EvaluationFailure, StateFailure } from '../failure.ts';
import { leave, whileIn } from './leave.ts';
import { distribute } from '../map/distributed.ts';
import { attempt } from './task.ts';
import { happened, type Turn } from './turn.ts';

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isList = (value: unknown): value is unknown[] => Array.isArray(value);

type Behaviour = (turn: Turn, thread: Thread, state: State) => Promise<void>;

const pass: Behaviour = (turn, thread, state) =>
  leave(turn, thread, state.Type, { outlet: state, output: state.Result ?? state.Parameters ?? thread.input });

const choice: Behaviour = async (turn, thread, state) => {
  const bindings = bindingsOf(turn, thread);
  for (const [index, rule] of (state.Choices ?? []).entries()) {
    const at = `Choices[${index}]/`;
    if (await turn.expressions.typed('boolean', isBoolean, [rule.Condition, `${at}Condition`], bindings)) {
      return leave(turn, thread, 'Choice', { outlet: rule, at, output: thread.input });
    }
  }
  if (state.Default === undefined) {
    throw new StateFailure(
      'States.Runtime',
      whileIn(thread, 'Failed to transition out of the state. The state does not point to a next state.'),
    );
  }
  return leave(turn, thread, 'Choice', { outlet: { ...state, Next: state.Default }, output: thread.input });
};

const wait: Behaviour = async (turn, thread, state) => {
  const bindings = bindingsOf(turn, thread);
  if (state.Seconds !== undefined) {
    const seconds = await turn.expressions.typed('number', isNumber, [state.Seconds, 'Seconds'], bindings);
    if (seconds < 0)
      throw new EvaluationFailure('Seconds', `The value of 'Seconds' must not be negative but was: ${seconds}`);
    thread.due = turn.now() + seconds * 1_000;
  } else {
    const text = await turn.expressions.typed('string', isText, [state.Timestamp, 'Timestamp'], bindings);
    if (!isInstant(text)) {
      const rule = 'The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string';
      throw new EvaluationFailure('Timestamp', `${rule}: ${text}`, true);
    }
    thread.due = Date.parse(text);
  }
  thread.waiting = 'timer';
  if (thread.due <= turn.now()) await waited(turn, thread, state);
};

/** A Wait is over. */
export const waited: Behaviour = (turn, thread, state) => {
  delete thread.due;
  return leave(turn, thread, 'Wait', { outlet: state, output: thread.input });
};

const succeed: Behaviour = (turn, thread, state) =>
  leave(turn, thread, 'Succeed', { outlet: { Output: state.Output }, output: thread.input });

const failState: Behaviour = async (turn, thread, state) => {
  const bindings = bindingsOf(turn, thread);
  const text = async (field: 'Error' | 'Cause') =>
    state[field] === undefined ? undefined : turn.expressions.typed('string', isText, [state[field], field], bindings);
  throw new StateFailure(await text('Error'), await text('Cause'));
};

const parallel: Behaviour = async (turn, thread, state) => {
  const given = state.Arguments ?? state.Parameters;
  const input =
    given === undefined ? thread.input : await turn.expressions.fill(given, 'Arguments', bindingsOf(turn, thread));
  const started = happened(turn, thread, 'ParallelStateStarted');
  thread.waiting = 'children';
  for (const [index, { StartAt }] of (state.Branches ?? []).entries()) {
    spawn(turn, thread, { startAt: StartAt, index, input, last: started });
  }
};

const MOST_ITERATIONS = 40; // of an inline Map at the same time

const map: Behaviour = async (turn, thread, state) => {
  if (state.ItemProcessor?.ProcessorConfig?.Mode === 'DISTRIBUTED') return distribute(turn, thread, state);
  const bindings = bindingsOf(turn, thread);
  const { expressions } = turn;
  const items =
    state.Items === undefined
      ? thread.input
      : await expressions.typed('array', isList, [state.Items, 'Items'], bindings);
  if (!isList(items))
    throw new EvaluationFailure(undefined, `Map state input must be an array but was: ${JSON.stringify(items)}`);
  const number = async (field: 'MaxConcurrency' | 'ToleratedFailureCount' | 'ToleratedFailurePercentage') =>
    state[field] === undefined ? 0 : expressions.typed('number', isNumber, [state[field], field], bindings);
  const concurrency = (await number('MaxConcurrency')) || MOST_ITERATIONS;
  await number('ToleratedFailureCount');
  await number('ToleratedFailurePercentage');
  const inputs: unknown[] = [];
  if (state.ItemSelector !== undefined) {
    for (const [Index, Value] of items.entries()) {
      inputs.push(
        await expressions.fill(state.ItemSelector, 'ItemSelector', bindingsOf(turn, thread, {}, { Index, Value })),
      );
    }
    thread.inputs = inputs;
  }
  thread.items = items;
  thread.waiting = 'children';
  const started = happened(turn, thread, 'MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
  if (items.length === 0) return joined(turn, thread, started);
  for (let i = 0; i < Math.min(items.length, concurrency, MOST_ITERATIONS); i += 1) iterate(turn, thread, started);
};

/** What a thread does in the state it has entered. */
export const behaviours: Record<State['Type'], Behaviour> = {
  Pass: pass,
  Choice: choice,
  Wait: wait,
  Succeed: succeed,
  Fail: failState,
  Parallel: parallel,
  Map: map,
  Task: attempt,
};
