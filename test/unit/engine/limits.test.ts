import { afterEach, describe, expect, it } from 'vitest';
import { running } from '#test/unit/engine/running';

const { engineWith, stopAll } = running();
afterEach(stopAll);

const pass = (Output: unknown) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'A',
  States: { A: { Type: 'Pass', Output, End: true } },
});

describe('an execution', () => {
  it('ends when its own time is over, whatever it waits for', async () => {
    const { engine, outcome, advance } = await engineWith({
      machine: {
        QueryLanguage: 'JSONata',
        TimeoutSeconds: 30,
        StartAt: 'A',
        States: { A: { Type: 'Wait', Seconds: 60, End: true } },
      },
    });
    await engine.startExecution({ machine: 'machine', name: 'one', input: {} });
    await advance(29);
    expect(await outcome('one')).toEqual({ status: 'RUNNING' });
    await advance(1);

    expect(await outcome('one')).toMatchObject({ status: 'TIMED_OUT' });
  });

  it('that goes in circles fails at 25,000 events, and others go on meanwhile', async () => {
    const { engine, outcome } = await engineWith({
      machine: {
        QueryLanguage: 'JSONata',
        StartAt: 'A',
        States: {
          A: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.stop %}', Next: 'End' }], Default: 'B' },
          B: { Type: 'Pass', Next: 'A' },
          End: { Type: 'Succeed' },
        },
      },
    });
    await engine.startExecution({ machine: 'machine', name: 'endless', input: { stop: false } });
    await engine.startExecution({ machine: 'machine', name: 'short', input: { stop: true } });
    expect(await engine.describeExecution({ machine: 'machine', name: 'endless' })).toMatchObject({
      status: 'RUNNING',
    });

    expect(await outcome('endless')).toMatchObject({
      status: 'FAILED',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    expect(await outcome('short')).toMatchObject({ status: 'SUCCEEDED' });
    const ids = (await engine.getExecutionHistory({ machine: 'machine', name: 'endless' })).map(({ id }) => id);
    expect(ids).toEqual(ids.map((_, index) => index + 1));
    expect(ids).toHaveLength(25_000);
  });

  it.each([
    [262_142, { status: 'SUCCEEDED' }],
    [262_143, { status: 'FAILED', error: 'States.DataLimitExceeded' }],
  ])('may hand on 262,144 bytes and no more: a string of %i in its quotes', async (length, expected) => {
    const { engine, outcome } = await engineWith({ machine: pass(`{% $pad('', ${length}, 'x') %}`) });
    await engine.startExecution({ machine: 'machine', name: 'one', input: {} });

    expect(await outcome('one')).toMatchObject(expected);
  });

  it.each([
    ['calls itself for ever', '( $f := function($n) { 1 + $f($n + 1) }; $f(1) )'],
    ['loops for ever in the tail', '( $f := function($n) { $f($n + 1) }; $f(1) )'],
  ])(
    'with an expression that %s fails within 5 s, while others go on',
    async (_, text) => {
      const { engine, outcome } = await engineWith({ machine: pass(`{% $states.input.deep ? ${text} : 'fine' %}`) });
      const started = performance.now();
      const deep = engine.startExecution({ machine: 'machine', name: 'deep', input: { deep: true } });
      await engine.startExecution({ machine: 'machine', name: 'fine', input: { deep: false } });
      expect(await engine.describeExecution({ machine: 'machine', name: 'fine' })).toMatchObject({
        status: 'SUCCEEDED',
      });
      expect(performance.now() - started).toBeLessThan(2_500);
      await deep;

      expect(await outcome('deep')).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
      expect(performance.now() - started).toBeLessThan(5_000);
    },
    10_000,
  );
});

describe('starting', () => {
  it('again by the same name and input is the same start; with another input it is refused', async () => {
    const { engine, outcome } = await engineWith({ machine: pass(1) });
    await Promise.all([1, 2].map(() => engine.startExecution({ machine: 'machine', name: 'one', input: { a: 1 } })));
    await engine.startExecution({ machine: 'machine', name: 'one', input: { a: 1 } });
    await expect(engine.startExecution({ machine: 'machine', name: 'one', input: {} })).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
    });

    expect(await outcome('one')).toEqual({ status: 'SUCCEEDED', output: 1 });
    expect(await engine.getExecutionHistory({ machine: 'machine', name: 'one' })).toHaveLength(4);
  });

  it.each([
    ['a name with a space', { name: 'a b', input: {} }, 'InvalidName'],
    ['a name of 81 letters', { name: 'a'.repeat(81), input: {} }, 'InvalidName'],
    ['an input over 262,144 bytes', { name: 'one', input: 'x'.repeat(262_143) }, 'InvalidExecutionInput'],
  ])('with %s is refused', async (_, start, name) => {
    const { engine } = await engineWith({ machine: pass(1) });
    await expect(engine.startExecution({ machine: 'machine', ...start })).rejects.toMatchObject({ name });
  });

  it('a machine that does not exist is refused', async () => {
    const { engine } = await engineWith({ machine: pass(1) });
    await expect(engine.startExecution({ machine: 'other', name: 'one', input: {} })).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
  });
});

describe('stopping', () => {
  it('ends what runs, and leaves what is closed as it is', async () => {
    const { engine, outcome } = await engineWith({
      machine: { QueryLanguage: 'JSONata', StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 60, End: true } } },
    });
    await engine.startExecution({ machine: 'machine', name: 'one', input: {} });
    const stop = () =>
      engine.stopExecution({ machine: 'machine', name: 'one', error: 'Withdrawn', cause: 'by the applicant' });
    await stop();
    await stop();

    expect(await outcome('one')).toEqual({ status: 'ABORTED', error: 'Withdrawn', cause: 'by the applicant' });
    expect((await engine.getExecutionHistory({ machine: 'machine', name: 'one' })).at(-1)?.type).toBe(
      'ExecutionAborted',
    );
  });
});
