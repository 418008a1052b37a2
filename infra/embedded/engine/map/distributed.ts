import * as z from 'zod/mini';
import { bindingsOf } from '../expressions/bindings.ts';
import { append, happened, type Turn } from '../states/turn.ts';
import { childVersion } from '../definition/definition.ts';
import type { State } from '../definition/definition.ts';
import { arnOf, stateOf, type Thread } from '../execution.ts';
import { EvaluationFailure, StateFailure } from '../failure.ts';
import { fail, orFail } from '../states/failing.ts';
import { leave, whileIn } from '../states/leave.ts';
import { ItemReader } from './reader.ts';
import type { MapPlan } from './rows.ts';

const MOST_AT_ONCE = 1_000; // children of one Map that run at the same time in one process

const isNumber = (value: unknown): value is number => typeof value === 'number';

const Writer = z.looseObject({
  Arguments: z.optional(z.object({ Bucket: z.string(), Prefix: z.optional(z.string()) })),
  WriterConfig: z.optional(
    z.looseObject({
      Transformation: z.optional(z.enum(['NONE', 'COMPACT', 'FLATTEN'])),
      OutputType: z.optional(z.enum(['JSON', 'JSONL'])),
    }),
  ),
});

const Batcher = z.looseObject({
  MaxItemsPerBatch: z.optional(z.number()),
  MaxInputBytesPerBatch: z.optional(z.number()),
  BatchInput: z.optional(z.unknown()),
});

const outOfRange = (thread: Thread, what: string) => new StateFailure('States.Runtime', whileIn(thread, what));

/** Begins a Map whose iterations are executions of their own: the events now, the children after the commit. */
export const distribute = async (turn: Turn, thread: Thread, state: State) => {
  const { expressions, execution } = turn;
  const bindings = bindingsOf(turn, thread);
  const fill = async <T extends z.ZodMiniType>(
    schema: T,
    field: 'ItemReader' | 'ResultWriter' | 'ItemBatcher',
  ): Promise<z.output<T> | undefined> => {
    if (state[field] === undefined) return undefined;
    const parsed = schema.safeParse(await expressions.fill(state[field], field, bindings));
    if (parsed.success) return parsed.data;
    throw new EvaluationFailure(field, `The field '${field}' is not as it must be: ${z.prettifyError(parsed.error)}`);
  };
  const number = async (field: 'MaxConcurrency' | 'ToleratedFailureCount' | 'ToleratedFailurePercentage') =>
    state[field] === undefined ? undefined : expressions.typed('number', isNumber, [state[field], field], bindings);
  const reader = await fill(ItemReader, 'ItemReader');
  const writer = await fill(Writer, 'ResultWriter');
  const batcher = await fill(Batcher, 'ItemBatcher');
  const items = reader
    ? undefined
    : state.Items === undefined
      ? thread.input
      : await expressions.fill(state.Items, 'Items', bindings);
  if (!reader && !Array.isArray(items)) {
    throw new EvaluationFailure(undefined, `Map state input must be an array but was: ${JSON.stringify(items)}`);
  }
  const [count, percentage] = [await number('ToleratedFailureCount'), await number('ToleratedFailurePercentage')];
  const label = state.Label ?? thread.state.replaceAll(/[^\p{L}\p{N}]+/gu, '').slice(0, 40);
  const version = childVersion(execution.version, state, label);
  happened(turn, thread, 'MapStateStarted', {
    mapStateStartedEventDetails: { length: Array.isArray(items) ? items.length : 0 },
  });
  if (count !== undefined && count < 0) throw outOfRange(thread, 'ToleratedFailureCount cannot be negative.');
  if (percentage !== undefined && (percentage < 0 || percentage > 100))
    throw outOfRange(thread, 'ToleratedFailurePercentage must be between 0 and 100.');
  thread.attempt = execution.lastEvent + 1;
  const id = `${execution.id}.${thread.id}.${thread.attempt}`;
  const before = thread.mapRun;
  const arn = before?.arn ?? arnOf('mapRun', `${version.machine}:${id.replaceAll('.', '-')}`);
  const how = before ? 'Redriven' : 'Started';
  happened(turn, thread, `MapRun${how}`, { [`mapRun${how}EventDetails`]: { mapRunArn: arn } });
  const plan: MapPlan = {
    arn,
    machine: version.machine,
    version: version.hash,
    express: state.ItemProcessor?.ProcessorConfig?.ExecutionType === 'EXPRESS',
    concurrency: Math.min((await number('MaxConcurrency')) || MOST_AT_ONCE, MOST_AT_ONCE),
    tolerated: { ...(count !== undefined && { count }), ...(percentage !== undefined && { percentage }) },
    ...(Array.isArray(items) && { items }),
    ...(reader && { reader }),
    ...(batcher && {
      batch: {
        items: batcher.MaxItemsPerBatch ?? Number.MAX_SAFE_INTEGER,
        bytes: batcher.MaxInputBytesPerBatch ?? Number.MAX_SAFE_INTEGER,
        ...(batcher.BatchInput !== undefined && { input: batcher.BatchInput }),
      },
    }),
    ...(writer?.Arguments && {
      writer: {
        Bucket: writer.Arguments.Bucket,
        Prefix: writer.Arguments.Prefix ?? '',
        transformation: writer.WriterConfig?.Transformation ?? 'NONE',
        lines: writer.WriterConfig?.OutputType === 'JSONL',
      },
    }),
  };
  thread.waiting = 'token';
  thread.child = true;
  thread.mapRun = { id, arn };
  turn.changes.mapRun = { id, plan, version, ...(before && { inherits: before.id }) };
};

/** All children have ended: the state goes on with what they gave, or fails. */
export const distributed = async (
  turn: Turn,
  thread: Thread,
  ended: { result: unknown } | { failure: StateFailure },
) => {
  delete thread.attempt;
  delete thread.child;
  if ('failure' in ended) {
    const { error, reason } = ended.failure;
    happened(turn, thread, 'MapRunFailed', { mapRunFailedEventDetails: { error, cause: reason } });
    await fail(turn, thread, ended.failure, 'MapStateFailed');
    return;
  }
  if (thread.mapRun) turn.changes.mapDropped = thread.mapRun.id;
  delete thread.mapRun;
  append(turn, append(turn, thread.last, 'MapRunSucceeded'), 'MapStateSucceeded');
  const state = stateOf(turn.execution, thread);
  const { result } = ended;
  await orFail(turn, thread, () => leave(turn, thread, 'Map', { outlet: state, more: { result }, output: result }));
};
