import { afterEach, describe, expect, it } from 'vitest';
import type { MapFiles } from '#infra/embedded/engine/map/reader';
import { running } from '#test/unit/engine/running';

const { engineWith, stopAll } = running();
afterEach(stopAll);

/** Objects in memory, read in small pieces, so that lines are cut anywhere. */
const filesWith = (objects: Record<string, string>): { objects: Record<string, string>; files: MapFiles } => ({
  objects,
  files: {
    async *read({ Key }) {
      const bytes = new TextEncoder().encode(objects[Key]);
      if (objects[Key] === undefined) throw new Error('NoSuchKey');
      for (let i = 0; i < bytes.length; i += 7) yield bytes.subarray(i, i + 7);
    },
    async write({ Key }, text) {
      let whole = '';
      for await (const piece of text) whole += piece;
      objects[Key] = whole;
      return whole.length;
    },
  },
});

const task = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'work', Payload: { item: '{% $states.input %}' } },
  Output: '{% $states.result.Payload %}',
  End: true,
};
const mapOf = (more: object, mode: object = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD', ...mode },
        StartAt: 'Do',
        States: { Do: task },
      },
      End: true,
      ...more,
    },
  },
});
const reader = (InputType: string, more: object = {}) => ({
  ItemReader: {
    Resource: 'arn:aws:states:::s3:getObject',
    ReaderConfig: { InputType, ...more },
    Arguments: { Bucket: 'b', Key: 'in' },
  },
});
const one = { machine: 'machine', name: 'one' };
const echo = { work: ({ item }: Record<string, unknown>) => item };

describe('a distributed Map', () => {
  it('runs each item as an execution of its own, and gives their outputs in order', async () => {
    const { engine, outcome } = await engineWith({
      machine: mapOf({ Items: [3, 1, 2], ItemSelector: { n: '{% $states.context.Map.Item.Value %}' } }),
      functions: { work: ({ item }) => item },
    });
    await engine.startExecution({ ...one, input: {} });

    expect(await outcome('one')).toEqual({ status: 'SUCCEEDED', output: [{ n: 3 }, { n: 1 }, { n: 2 }] });
    expect((await engine.getExecutionHistory(one)).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapStateStarted',
      'MapRunStarted',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ]);
    expect((await engine.listExecutions({ machine: 'machine/Each' })).executions).toHaveLength(3);
  });

  it.each([
    ['JSON', '[{"a":"1"},{"a":"x,\\"y"}]', {}],
    ['JSONL', '{"a":"1"}\n\n{"a":"x,\\"y"}\n', {}],
    ['CSV', 'a\r\n1\r\n"x,""y"\r\n', { CSVHeaderLocation: 'FIRST_ROW' }],
    ['CSV', '1\n"x,""y"', { CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a'] }],
  ])('reads %s: %j', async (type, text, more) => {
    const { engine, outcome } = await engineWith({
      machine: mapOf(reader(type, more)),
      functions: echo,
      ...filesWith({ in: text }),
    });
    await engine.startExecution({ ...one, input: {} });

    expect(await outcome('one')).toEqual({ status: 'SUCCEEDED', output: [{ a: '1' }, { a: 'x,"y' }] });
  });

  it('fails by name when its file cannot be read', async () => {
    const { engine, outcome } = await engineWith({ machine: mapOf(reader('JSON')), functions: echo, ...filesWith({}) });
    await engine.startExecution({ ...one, input: {} });

    expect(await outcome('one')).toMatchObject({ status: 'FAILED', error: 'States.ItemReaderFailed' });
  });

  it('hands items on in batches, and writes results with a manifest', async () => {
    const given: unknown[] = [];
    const { objects, files } = filesWith({});
    const { engine, outcome } = await engineWith({
      machine: mapOf({
        Items: '{% [1..5] %}',
        ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { of: '{% $states.context.Execution.Name %}' } },
        ResultWriter: {
          Resource: 'arn:aws:states:::s3:putObject',
          Arguments: { Bucket: 'b', Prefix: 'out' },
          WriterConfig: { Transformation: 'FLATTEN', OutputType: 'JSONL' },
        },
        Output: '{% $states.result.ResultWriterDetails.Key %}',
      }),
      functions: {
        work: ({ item }) => {
          given.push(item);
          return [item, 'done'];
        },
      },
      files,
    });
    await engine.startExecution({ ...one, input: {} });
    const { output } = await outcome('one');

    expect(given).toEqual([[1, 2], [3, 4], [5]].map((Items) => ({ BatchInput: { of: 'one' }, Items })));
    const manifest = JSON.parse(objects[String(output)] ?? '');
    expect(manifest).toMatchObject({ DestinationBucket: 'b', ResultFiles: { FAILED: [], PENDING: [] } });
    expect(objects[manifest.ResultFiles.SUCCEEDED[0].Key]?.trim().split('\n')).toHaveLength(6);
  });

  it.each([
    ['none is tolerated', {}, 'FAILED'],
    ['one may fail', { ToleratedFailureCount: 1 }, 'SUCCEEDED'],
    ['a quarter may fail', { ToleratedFailurePercentage: 25 }, 'SUCCEEDED'],
    ['a fifth may fail', { ToleratedFailurePercentage: 20 }, 'FAILED'],
  ])('of whose four items one fails: where %s', async (_, more, status) => {
    const { engine, outcome } = await engineWith({
      machine: mapOf({ Items: [1, 2, 3, 4], MaxConcurrency: 1, ...more }),
      functions: {
        work: ({ item }) => {
          if (item === 2) throw new Error('no');
          return item;
        },
      },
    });
    await engine.startExecution({ ...one, input: {} });
    const errors = { FAILED: { error: 'States.ExceedToleratedFailureThreshold' }, SUCCEEDED: { output: [1, 3, 4] } };

    expect(await outcome('one')).toMatchObject({ status, ...errors[status === 'FAILED' ? 'FAILED' : 'SUCCEEDED'] });
  });

  it('goes on after a restart, keeps no rows of Express children, and calls nothing twice that was done', async () => {
    const calls: unknown[] = [];
    const lines = Array.from({ length: 250 }, (_, i) => `{"n":${i}}`).join('\n');
    const first = await engineWith({
      machine: mapOf({ ...reader('JSONL'), MaxConcurrency: 10 }, { ExecutionType: 'EXPRESS' }),
      functions: {
        work: async ({ item }, engine) => {
          calls.push(item);
          if (calls.length === 150) void engine().stop();
          return item;
        },
      },
      ...filesWith({ in: lines }),
    });
    await first.engine.startExecution({ ...one, input: {} });
    await expect.poll(() => calls.length).toBeGreaterThanOrEqual(150);
    const second = await first.restart({ work: ({ item }) => (calls.push(item), item) });

    const { status, output } = await second.outcome('one');
    expect(status).toBe('SUCCEEDED');
    expect(output).toEqual(Array.from({ length: 250 }, (_, n) => ({ n })));
    // Only what was under way when the first engine stopped may have been called again.
    expect(calls.length).toBeLessThanOrEqual(250 + 10);
    expect((await second.engine.listExecutions({ machine: 'machine/Each' })).executions).toEqual([]);
  });

  it('stops its executions when it is stopped itself', async () => {
    const { engine } = await engineWith({
      machine: mapOf({
        Items: [1, 2],
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED' },
          StartAt: 'Wait',
          States: { Wait: { Type: 'Wait', Seconds: 60, End: true } },
        },
      }),
    });
    await engine.startExecution({ ...one, input: {} });
    await engine.idle();
    await engine.stopExecution({ ...one, error: 'E', cause: 'C' });
    await engine.idle();

    const { executions } = await engine.listExecutions({ machine: 'machine/Each' });
    expect(executions.map(({ status }) => status)).toEqual(['ABORTED', 'ABORTED']);
  });
});

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html and, for the limits, .../dg/state-map-distributed.html */
describe('the history of a distributed Map', () => {
  it('goes from the start of its run to the exit of its state, what ended beside it', async () => {
    const { engine } = await engineWith({ machine: mapOf({ Items: [1] }), functions: echo });
    await engine.startExecution({ ...one, input: {} });
    await engine.idle();
    const events = await engine.getExecutionHistory(one);

    expect(events.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 MapStateEntered',
      '3<2 MapStateStarted',
      '4<3 MapRunStarted',
      '5<4 MapRunSucceeded',
      '6<5 MapStateSucceeded',
      '7<4 MapStateExited',
      '8<7 ExecutionSucceeded',
    ]);
  });

  it.each([
    [{ ToleratedFailureCount: -1 }, 'ToleratedFailureCount cannot be negative.'],
    [{ ToleratedFailurePercentage: 100.1 }, 'ToleratedFailurePercentage must be between 0 and 100.'],
  ])('ends before its run with %o, which nothing catches', async (more, sentence) => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Each' }];
    const { engine, outcome } = await engineWith({ machine: mapOf({ Items: [1], Catch, ...more }), functions: echo });
    await engine.startExecution({ ...one, input: {} });

    expect(await outcome('one')).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: `An error occurred while executing the state 'Each' (entered at the event id #2). ${sentence}`,
    });
    expect((await engine.getExecutionHistory(one)).map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapStateStarted',
      'ExecutionFailed',
    ]);
  });

  it.each([
    ['JSON', {}, '{}', 'Attempting to map over non-iterable node.'],
    ['CSV', { CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a', 'a'] }, 'x,y', 'CSV headers cannot contain duplicates.'],
    ['JSONL', { MaxItems: -1 }, '1', 'field MaxItems must be positive'],
  ])('says of %s with %o why it cannot be read', async (type, more, text, cause) => {
    const { files } = filesWith({ in: text });
    const { engine, outcome } = await engineWith({ machine: mapOf(reader(type, more)), functions: echo, files });
    await engine.startExecution({ ...one, input: {} });

    expect(await outcome('one')).toEqual({ status: 'FAILED', error: 'States.ItemReaderFailed', cause });
  });
});
