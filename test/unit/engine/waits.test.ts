import { afterEach, describe, expect, it } from 'vitest';
import { running } from '#test/unit/engine/running';

const { engineWith, stopAll } = running();
afterEach(stopAll);

const until = (more: object) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'A',
  States: { A: { Type: 'Wait', End: true, ...more } },
});
const one = { machine: 'machine', name: 'one' };

describe('Wait', () => {
  it.each([
    ['2026-01-05T00:01:00Z', 60],
    ['2026-01-05T08:01:00+08:00', 60],
    ['2026-01-05T00:00:30.5Z', 30.5],
  ])('until %s ends then, and no earlier', async (Timestamp, seconds) => {
    const { engine, advance, outcome } = await engineWith({ machine: until({ Timestamp }) });
    await engine.startExecution({ ...one, input: {} });
    await advance(seconds - 0.001);
    expect(await outcome('one')).toEqual({ status: 'RUNNING' });
    await advance(0.001);

    expect(await outcome('one')).toEqual({ status: 'SUCCEEDED', output: {} });
  });

  it.each([
    [
      '2026-02-30T00:00:00Z',
      'The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: 2026-02-30T00:00:00Z',
    ],
    [
      '2026-01-05T00:01:00',
      'The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: 2026-01-05T00:01:00',
    ],
  ])('until %s fails', async (text, sentence) => {
    const { engine, outcome } = await engineWith({ machine: until({ Timestamp: `{% '${text}' %}` }) });
    await engine.startExecution({ ...one, input: {} });

    expect(await outcome('one')).toEqual({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
      cause: `An error occurred while executing the state 'A' (entered at the event id #2). ${sentence}`,
    });
  });

  it('many at the same moment are woken in the order in which they started', async () => {
    const { engine, advance, store } = await engineWith({ machine: until({ Seconds: 60 }) });
    const names = Array.from({ length: 1_200 }, (_, i) => `n${i}`);
    await Promise.all(names.map((name) => engine.startExecution({ machine: 'machine', name, input: {} })));
    await advance(60);

    const ended = store.db.prepare("SELECT name FROM sfn_executions WHERE status = 'SUCCEEDED' ORDER BY id").all();
    expect(ended.map(({ name }) => name)).toEqual(names);
  });
});

describe('a retry', () => {
  it.each([
    ['grows by its rate, up to its limit', { IntervalSeconds: 10, BackoffRate: 3, MaxDelaySeconds: 50 }, [10, 30, 50]],
    ['with jitter waits a part of it', { IntervalSeconds: 10, BackoffRate: 1, JitterStrategy: 'FULL' }, [5, 5, 5]],
    ['waits as long as AWS where it says nothing', {}, [1, 2, 4]],
  ])('%s', async (_, retrier, expected) => {
    const calls: number[] = [];
    const { engine, advance, clock } = await engineWith({
      machine: {
        QueryLanguage: 'JSONata',
        StartAt: 'A',
        States: {
          A: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Arguments: { FunctionName: 'no' },
            Retry: [{ ErrorEquals: ['States.ALL'], ...retrier }],
            End: true,
          },
        },
      },
      functions: {
        no: () => {
          calls.push(clock.now() / 1_000);
          throw new Error('no');
        },
      },
    });
    await engine.startExecution({ ...one, input: {} });
    await advance(1_000);

    expect(calls.slice(1).map((at, index) => at - (calls[index] ?? 0))).toEqual(expected);
  });
});
