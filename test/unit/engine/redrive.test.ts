import { afterEach, describe, expect, it } from 'vitest';
import { running } from '#test/unit/engine/running';

const { engineWith, stopAll } = running();
afterEach(stopAll);

const task = (name: string, more: object = { End: true }) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: name, Payload: { item: '{% $states.input %}' } },
  Output: '{% $states.result.Payload %}',
  ...more,
});
const one = { machine: 'machine', name: 'one' };

describe('redrive', () => {
  it('runs the state that failed again, and none before it', async () => {
    const calls: string[] = [];
    let broken = true;
    const { engine, outcome, restart } = await engineWith({
      machine: {
        QueryLanguage: 'JSONata',
        StartAt: 'First',
        States: { First: task('first', { Next: 'Second' }), Second: task('second') },
      },
      functions: {
        first: () => void calls.push('first'),
        second: () => {
          calls.push('second');
          if (broken) throw new Error('broken');
          return 'mended';
        },
      },
    });
    await engine.startExecution({ ...one, input: {} });
    expect(await outcome('one')).toMatchObject({ status: 'FAILED' });
    broken = false;
    const again = await restart();
    await again.engine.redriveExecution(one);

    expect(await again.outcome('one')).toEqual({ status: 'SUCCEEDED', output: 'mended' });
    expect(calls).toEqual(['first', 'second', 'second']);
    const events = await again.engine.getExecutionHistory(one);
    expect(events.map(({ type }) => type).slice(-8)).toEqual([
      'TaskFailed',
      'ExecutionFailed',
      'ExecutionRedriven',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('runs only those iterations of a Map again that did not succeed', async () => {
    const calls: unknown[] = [];
    let broken = true;
    const { engine, outcome } = await engineWith({
      machine: {
        QueryLanguage: 'JSONata',
        StartAt: 'Each',
        States: {
          Each: {
            Type: 'Map',
            Items: [1, 2, 3, 4],
            MaxConcurrency: 1,
            ItemProcessor: { StartAt: 'Do', States: { Do: task('work') } },
            End: true,
          },
        },
      },
      functions: {
        work: ({ item }) => {
          calls.push(item);
          if (item === 2 && broken) throw new Error('broken');
          return item;
        },
      },
    });
    await engine.startExecution({ ...one, input: {} });
    await outcome('one');
    broken = false;
    await engine.redriveExecution(one);

    expect(await outcome('one')).toEqual({ status: 'SUCCEEDED', output: [1, 2, 3, 4] });
    expect(calls).toEqual([1, 2, 2, 3, 4]);
  });

  it.each([
    ['fails', { seconds: 0 }],
    ['is stopped', { seconds: 60 }],
  ])('of a distributed Map that %s runs only those items again that did not succeed', async (how, { seconds }) => {
    const calls: unknown[] = [];
    let broken = true;
    const { engine, outcome, advance } = await engineWith({
      machine: {
        QueryLanguage: 'JSONata',
        StartAt: 'Each',
        States: {
          Each: {
            Type: 'Map',
            Items: [1, 2, 3],
            MaxConcurrency: 1,
            ItemProcessor: {
              ProcessorConfig: { Mode: 'DISTRIBUTED' },
              StartAt: 'Do',
              States: {
                Do: task('work', { Next: 'Rest' }),
                Rest: { Type: 'Wait', Seconds: '{% $states.input = 2 ? ' + seconds + ' : 0 %}', End: true },
              },
            },
            End: true,
          },
        },
      },
      functions: {
        work: ({ item }) => {
          calls.push(item);
          if (item === 2 && broken && how === 'fails') throw new Error('broken');
          return item;
        },
      },
    });
    await engine.startExecution({ ...one, input: {} });
    await engine.idle();
    if (how === 'is stopped') await engine.stopExecution({ ...one, error: 'E', cause: 'C' });
    await engine.idle();
    broken = false;
    await engine.redriveExecution(one);
    await advance(60);

    expect(await outcome('one')).toEqual({ status: 'SUCCEEDED', output: [1, 2, 3] });
    expect(calls).toEqual([1, 2, 2, 3]);
    expect((await engine.getExecutionHistory(one)).map(({ type }) => type)).toContain('MapRunRedriven');
  });

  it('takes up an execution that was stopped while it waited', async () => {
    const { engine, outcome, advance } = await engineWith({
      machine: {
        QueryLanguage: 'JSONata',
        StartAt: 'Wait',
        States: { Wait: { Type: 'Wait', Seconds: 60, End: true } },
      },
    });
    await engine.startExecution({ ...one, input: {} });
    await engine.stopExecution({ ...one, error: 'E', cause: 'C' });
    await engine.redriveExecution(one);
    expect(await outcome('one')).toEqual({ status: 'RUNNING' });
    await advance(60);

    expect(await outcome('one')).toEqual({ status: 'SUCCEEDED', output: {} });
  });

  it('is refused where there is nothing to redrive, or it is too late', async () => {
    const { engine, advance } = await engineWith({
      machine: {
        QueryLanguage: 'JSONata',
        StartAt: 'A',
        States: {
          A: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.ok %}', Next: 'B' }], Default: 'C' },
          B: { Type: 'Succeed' },
          C: { Type: 'Fail' },
        },
      },
    });
    await engine.startExecution({ ...one, input: { ok: true } });
    await engine.startExecution({ ...one, name: 'old', input: { ok: false } });
    await advance(15 * 86_400);

    await expect(engine.redriveExecution(one)).rejects.toMatchObject({ name: 'ExecutionNotRedrivable' });
    await expect(engine.redriveExecution({ ...one, name: 'old' })).rejects.toMatchObject({
      name: 'ExecutionNotRedrivable',
    });
    await expect(engine.redriveExecution({ ...one, name: 'none' })).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
    });
  });
});

describe('the list of executions', () => {
  it('shows the latest first, a page at a time, by status and time', async () => {
    const { engine, advance } = await engineWith({
      machine: {
        QueryLanguage: 'JSONata',
        StartAt: 'Wait',
        States: { Wait: { Type: 'Wait', Seconds: 25, End: true } },
      },
    });
    for (const name of ['a', 'b', 'c', 'd']) {
      await engine.startExecution({ machine: 'machine', name, input: {} });
      await advance(10);
    }
    const names = async (more: Partial<Parameters<typeof engine.listExecutions>[0]>) =>
      (await engine.listExecutions({ machine: 'machine', ...more })).executions.map(({ name }) => name);
    const { nextToken = '' } = await engine.listExecutions({ machine: 'machine', limit: 3 });

    expect(await names({ limit: 3 })).toEqual(['d', 'c', 'b']);
    expect(await names({ limit: 3, nextToken })).toEqual(['a']);
    expect(await names({ status: 'SUCCEEDED' })).toEqual(['b', 'a']);
    expect(await names({ from: Date.UTC(2026, 0, 5, 0, 0, 10), to: Date.UTC(2026, 0, 5, 0, 0, 30) })).toEqual([
      'c',
      'b',
    ]);
  });
});
