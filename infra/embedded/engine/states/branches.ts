import { fail, orFail } from './failing.ts';
import type { StateFailure } from '../failure.ts';
import { stateOf, type Thread } from '../execution.ts';
import { leave } from './leave.ts';
import { append, freeze, happened, remove, threadAt, type Turn } from './turn.ts';

const childrenOf = ({ execution }: Turn, parent: Thread): Thread[] =>
  [...execution.threads.values()].filter((thread) => thread.parent === parent.id);

/** Starts one branch of a Parallel, or one iteration of a Map. */
export const spawn = (
  turn: Turn,
  parent: Thread,
  branch: { startAt: string; index: number; input: unknown; last: number },
) => {
  const { startAt, index, input, last } = branch;
  const thread = threadAt(turn.execution.nextThread, startAt, input, { parent: parent.id, index, last });
  turn.execution.nextThread += 1;
  turn.execution.threads.set(thread.id, thread);
  turn.changes.threads.add(thread);
  return thread;
};

/** Starts the next iteration of a Map, if one is left. */
export const iterate = (turn: Turn, parent: Thread, after: number) => {
  const { ItemProcessor } = stateOf(turn.execution, parent);
  const inputs = parent.inputs ?? parent.items ?? [];
  // Not kept in the parent's row, which holds all items and would be written for each of them.
  const index = Math.max(-1, ...childrenOf(turn, parent).map((child) => child.index)) + 1;
  if (!ItemProcessor || index >= inputs.length) return;
  const started = append(turn, after, 'MapIterationStarted', {
    mapIterationStartedEventDetails: { name: parent.state, index },
  });
  spawn(turn, parent, { startAt: ItemProcessor.StartAt, index, input: inputs[index], last: started });
};

/** A child has ended well: the next item's turn, or the parent goes on with what all of them gave. */
export const join = async (turn: Turn, parent: Thread, child: Thread) => {
  const state = stateOf(turn.execution, parent);
  const before = child.last;
  if (state.Type === 'Map') {
    happened(turn, child, 'MapIterationSucceeded', {
      mapIterationSucceededEventDetails: { name: parent.state, index: child.index },
    });
    iterate(turn, parent, before);
  }
  turn.changes.threads.add(child);
  const children = childrenOf(turn, parent);
  if (children.some(({ waiting }) => waiting !== 'done')) return;
  await joined(turn, parent, child.last);
};

/** All children of a Parallel or Map have ended well. */
export const joined = async (turn: Turn, parent: Thread, last: number) => {
  const { Type } = stateOf(turn.execution, parent);
  const children = childrenOf(turn, parent).toSorted((a, b) => a.index - b.index);
  const result = children.map(({ input }) => input);
  for (const child of children) remove(turn, child);
  append(turn, last, `${Type}StateSucceeded`);
  parent.last = last;
  const state = stateOf(turn.execution, parent);
  await orFail(turn, parent, () => leave(turn, parent, Type, { outlet: state, more: { result }, output: result }));
};

/** A child has failed: its siblings are aborted, and the parent fails with its error. */
export const failBranch = async (turn: Turn, parent: Thread, child: Thread, failure: StateFailure) => {
  const { Type } = stateOf(turn.execution, parent);
  if (Type === 'Map') {
    append(turn, child.last, 'MapIterationFailed', {
      mapIterationFailedEventDetails: { name: parent.state, index: child.index },
    });
  } else {
    abort(turn, child);
  }
  parent.last = child.last;
  freeze(turn, child);
  abortChildren(turn, parent);
  await fail(turn, parent, failure, `${Type}StateFailed`);
};

const abortable = new Set(['Task', 'Wait', 'Parallel', 'Map']);

/** Records that the state a thread is in is aborted. */
const abort = (turn: Turn, thread: Thread) => {
  const { Type } = stateOf(turn.execution, thread);
  if (['done', 'enter', 'stopped'].includes(thread.waiting) || !abortable.has(Type)) return;
  append(turn, thread.last, `${Type}StateAborted`);
};

/** Ends every branch below a thread; deepest first. Where they were is kept for a redrive. */
export const abortChildren = (turn: Turn, parent: Thread) => {
  const isMap = stateOf(turn.execution, parent).Type === 'Map';
  for (const child of childrenOf(turn, parent)) {
    abortChildren(turn, child);
    abort(turn, child);
    if (isMap && child.waiting !== 'done' && child.waiting !== 'stopped') {
      append(turn, child.last, 'MapIterationAborted', {
        mapIterationAbortedEventDetails: { name: parent.state, index: child.index },
      });
    }
    freeze(turn, child);
  }
};

/** Forgets the branches of a state that goes on without them: it is tried again, or its error was caught. */
export const dropChildren = (turn: Turn, parent: Thread) => {
  if (parent.mapRun) turn.changes.mapDropped = parent.mapRun.id;
  delete parent.mapRun;
  for (const child of childrenOf(turn, parent)) {
    dropChildren(turn, child);
    remove(turn, child);
  }
};
