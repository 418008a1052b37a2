import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { Model, type Step } from '#test/unit/engine/model';
import { running } from '#test/unit/engine/running';

const { engineWith, stopAll } = running();
afterEach(stopAll);

/** The same steps in Amazon States Language. */
const scopeOf = (steps: Step[], prefix: string): object => {
  const nameOf = (index: number) => `${prefix}${index}`;
  const states = steps.map((step, index): [string, object] => {
    const onward = index === steps.length - 1 ? { End: true } : { Next: nameOf(index + 1) };
    const name = nameOf(index);
    const call = (FunctionName: string, more: object) => ({
      Type: 'Task',
      Arguments: { FunctionName, Payload: { key: `{% $states.context.Execution.Name & '${name}' %}`, ...more } },
    });
    const add = (word: string) => ({ Output: `{% $append($states.input, ${word}) %}`, ...onward });
    if (step.kind === 'wait') return [name, { Type: 'Wait', Seconds: step.seconds, ...add("'wait'") }];
    if (step.kind === 'flaky') {
      const Retry = [{ ErrorEquals: ['Outage'], IntervalSeconds: step.interval, BackoffRate: 1, MaxAttempts: 9 }];
      return [
        name,
        {
          ...call('flaky', { failures: step.failures }),
          Resource: 'arn:aws:states:::lambda:invoke',
          Retry,
          ...add("'flaky'"),
        },
      ];
    }
    if (step.kind === 'ask') {
      return [
        name,
        {
          ...call('ask', { token: '{% $states.context.Task.Token %}', timeout: step.timeout }),
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          TimeoutSeconds: step.timeout,
          Catch: [
            {
              ErrorEquals: ['States.Timeout'],
              Output: "{% $append($states.input, 'timeout') %}",
              Next: `${name} over`,
            },
          ],
          ...add('$states.result'),
        },
      ];
    }
    if (step.kind === 'both') {
      const Branches = [scopeOf(step.left, `${name}l`), scopeOf(step.right, `${name}r`)];
      const Output = '{% $append($states.input, $append($states.result[0], $states.result[1])) %}';
      return [name, { Type: 'Parallel', Arguments: [], Branches, Output, ...onward }];
    }
    return [name, { Type: 'Pass', ...add("'pass'") }];
  });
  const over = steps.flatMap((step, index): [string, object][] => {
    const onward = index === steps.length - 1 ? { End: true } : { Next: nameOf(index + 1) };
    return step.kind === 'ask' ? [[`${nameOf(index)} over`, { Type: 'Pass', ...onward }]] : [];
  });
  return { StartAt: nameOf(0), States: Object.fromEntries([...states, ...over]) };
};

const seconds = fc.integer({ min: 1, max: 30 });
const simple = fc.oneof(
  fc.record({ kind: fc.constant('pass') }),
  fc.record({ kind: fc.constant('wait'), seconds }),
  fc.record({ kind: fc.constant('flaky'), failures: fc.integer({ min: 0, max: 3 }), interval: seconds }),
  fc.record({ kind: fc.constant('ask'), timeout: seconds }),
);
const line = fc.array(simple, { minLength: 1, maxLength: 3 });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: simple },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('both'), left: line, right: line }) },
  ),
  { minLength: 1, maxLength: 5 },
);
const which = fc.nat({ max: 2 });
const command = fc.oneof(
  fc.record({ do: fc.constant('start'), which }),
  fc.record({ do: fc.constant('advance'), by: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ do: fc.constant('answer'), which }),
  fc.record({ do: fc.constant('stop'), which }),
  fc.record({ do: fc.constant('restart') }),
);

type Ask = { execution: string; token: string; deadline: number };

describe('random machines', () => {
  it('do what the model does, whatever happens to them in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.array(command, { minLength: 3, maxLength: 15 }), async (given, commands) => {
        const asks: Ask[] = [];
        const calls = new Map<string, number>();
        let host = await engineWith({
          machine: { QueryLanguage: 'JSONata', ...scopeOf(given, 's') },
          functions: {
            flaky: ({ key, failures }) => {
              const made = (calls.get(String(key)) ?? 0) + 1;
              calls.set(String(key), made);
              if (made <= Number(failures)) throw Object.assign(new Error('busy'), { name: 'Outage' });
            },
            ask: ({ key, token, timeout }) => {
              const deadline = host.clock.now() + Number(timeout) * 1_000;
              asks.push({ execution: String(key).slice(0, 1), token: String(token), deadline });
            },
          },
        });
        const models = new Map<string, Model>();
        const now = () => host.clock.now() / 1_000;

        for (const [index, each] of commands.entries()) {
          const name = 'which' in each ? String(each.which) : '';
          const model = models.get(name);
          if (each.do === 'start' && !model) {
            await host.engine.startExecution({ machine: 'machine', name, input: [] });
            models.set(name, new Model(given, now()));
          } else if (each.do === 'answer' && model) {
            const open = asks.filter(({ execution, deadline }) => execution === name && deadline > host.clock.now());
            const [ask] = open.toSorted((a, b) => a.deadline - b.deadline);
            const sent = ask && host.engine.sendTaskSuccess({ taskToken: ask.token, output: `answer ${index}` });
            // An answer to a stopped execution is refused; the model ignores it.
            await sent?.catch((error: unknown) => error);
            if (ask) asks.splice(asks.indexOf(ask), 1);
            model.answer(`answer ${index}`);
          } else if (each.do === 'stop' && model) {
            await host.engine.stopExecution({ machine: 'machine', name, error: 'Stopped', cause: '' });
            model.stop();
          } else if (each.do === 'advance') {
            await host.advance(each.by);
            for (const one of models.values()) one.advance(now());
          } else if (each.do === 'restart') {
            await host.engine.idle();
            host = await host.restart();
          }
          await host.engine.idle();
          for (const [one, expected] of models) {
            const { status, output } = await host.outcome(one);
            expect({ status, output }).toEqual({ status: expected.status, output: expected.output });
          }
        }
        const open = asks.filter(
          ({ execution, deadline }) => models.get(execution)?.status === 'RUNNING' && deadline > host.clock.now(),
        );
        expect(open).toHaveLength([...models.values()].reduce((sum, { asks: count }) => sum + count, 0));
        await stopAll();
      }),
      { numRuns: Number(process.env['MODEL_RUNS'] ?? 40) },
    );
  }, 60_000);
});
