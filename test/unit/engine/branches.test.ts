import { afterEach, describe, expect, it } from 'vitest';
import { running } from '#test/unit/engine/running';

const { engineWith, stopAll } = running();
afterEach(stopAll);

const task = (name: string, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: name, Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  End: true,
  ...more,
});
const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });
const machine = (state: object) => ({
  QueryLanguage: 'JSONata',
  ...branch('Start', { End: true, ...state }),
});
const typesIn = (events: { type: string }[]) => events.map(({ type }) => type);

describe('Parallel', () => {
  it('gives what its branches give, in the order of the branches', async () => {
    const { engine, outcome } = await engineWith({
      machine: machine({
        Type: 'Parallel',
        Arguments: { n: 1 },
        Branches: [
          branch('A', { Type: 'Wait', Seconds: 0, End: true }),
          branch('B', { Type: 'Pass', Output: '{% $states.input.n + 1 %}', End: true }),
        ],
      }),
    });
    await engine.startExecution({ machine: 'machine', name: 'one', input: {} });

    expect(await outcome('one')).toEqual({ status: 'SUCCEEDED', output: [{ n: 1 }, 2] });
  });

  it('that fails aborts its other branches, and no answer of theirs counts any more', async () => {
    const slow = Promise.withResolvers<string>();
    let aborted = false;
    const { engine, outcome } = await engineWith({
      machine: machine({
        Type: 'Parallel',
        Branches: [branch('Slow', task('slow')), branch('Bad', task('bad'))],
      }),
      functions: {
        slow: (_payload, _engine, signal) => {
          signal.addEventListener('abort', () => (aborted = true));
          return slow.promise;
        },
        bad: () => Promise.reject(new Error('no')),
      },
    });
    await engine.startExecution({ machine: 'machine', name: 'one', input: {} });
    const { status, error } = await outcome('one');
    slow.resolve('late');
    await engine.idle();

    expect({ status, error, aborted }).toEqual({ status: 'FAILED', error: 'Error', aborted: true });
    expect(typesIn(await engine.getExecutionHistory({ machine: 'machine', name: 'one' })).slice(-5)).toEqual([
      'TaskFailed',
      'TaskStateAborted',
      'TaskStateAborted',
      'ParallelStateFailed',
      'ExecutionFailed',
    ]);
  });

  it('begins anew when it is retried', async () => {
    let calls = 0;
    const { engine, outcome, advance } = await engineWith({
      machine: machine({
        Type: 'Parallel',
        Branches: [branch('A', task('once'))],
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5 }],
      }),
      functions: {
        once: () => {
          calls += 1;
          return calls === 1 ? Promise.reject(new Error('not yet')) : 'done';
        },
      },
    });
    await engine.startExecution({ machine: 'machine', name: 'one', input: {} });
    await advance(5);

    expect(await outcome('one')).toEqual({ status: 'SUCCEEDED', output: ['done'] });
  });
});

describe('Map', () => {
  it('runs no more iterations at once than it may, and keeps the order of its items', async () => {
    const waiting: (() => void)[] = [];
    let most = 0;
    const { engine, outcome } = await engineWith({
      machine: machine({
        Type: 'Map',
        Items: '{% $states.input.items %}',
        ItemSelector: { item: '{% $states.context.Map.Item.Value %}', index: '{% $states.context.Map.Item.Index %}' },
        MaxConcurrency: 2,
        ItemProcessor: branch('A', task('work')),
      }),
      functions: {
        work: async ({ item, index }) => {
          await new Promise<void>((resolve) => {
            waiting.push(resolve);
            most = Math.max(most, waiting.length);
            setTimeout(() => waiting.pop()?.(), 5);
          });
          return `${String(item)}${String(index)}`;
        },
      },
    });
    await engine.startExecution({ machine: 'machine', name: 'one', input: { items: ['a', 'b', 'c', 'd', 'e'] } });

    expect(await outcome('one')).toEqual({ status: 'SUCCEEDED', output: ['a0', 'b1', 'c2', 'd3', 'e4'] });
    expect(most).toBe(2);
  });

  it('reads the variables around it, and keeps its own to itself', async () => {
    const { engine, outcome } = await engineWith({
      machine: {
        QueryLanguage: 'JSONata',
        StartAt: 'Set',
        States: {
          Set: { Type: 'Pass', Assign: { outer: 10 }, Next: 'Each' },
          Each: {
            Type: 'Map',
            Items: [1, 2],
            ItemProcessor: branch('Add', {
              Type: 'Pass',
              Assign: { inner: 1 },
              Output: '{% $states.input + $outer %}',
              End: true,
            }),
            Next: 'After',
          },
          After: {
            Type: 'Pass',
            Output: { result: '{% $states.input %}', inner: "{% $exists($inner) ? 'seen' : 'hidden' %}" },
            End: true,
          },
        },
      },
    });
    await engine.startExecution({ machine: 'machine', name: 'one', input: {} });

    expect(await outcome('one')).toEqual({ status: 'SUCCEEDED', output: { result: [11, 12], inner: 'hidden' } });
  });

  it('goes on after a restart where its iterations were', async () => {
    let taskToken = '';
    const first = await engineWith({
      machine: machine({
        Type: 'Map',
        Items: [1, 2],
        ItemProcessor: branch('Ask', {
          ...task('ask', {
            Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
            Output: '{% $states.result %}',
          }),
          Arguments: {
            FunctionName: 'ask',
            Payload: { item: '{% $states.input %}', token: '{% $states.context.Task.Token %}' },
          },
        }),
      }),
      functions: {
        ask: ({ item, token }, engine) => {
          if (item === 1) taskToken = String(token);
          else void engine().sendTaskSuccess({ taskToken: String(token), output: 'two' });
        },
      },
    });
    await first.engine.startExecution({ machine: 'machine', name: 'one', input: {} });
    await first.engine.idle();
    const second = await first.restart();
    await second.engine.sendTaskSuccess({ taskToken, output: 'one' });

    expect(await second.outcome('one')).toEqual({ status: 'SUCCEEDED', output: ['one', 'two'] });
  });
});
