import * as fc from 'fast-check';
import { nameOf, type Step } from '#test/unit/engine/model';

/** The steps of a model in Amazon States Language. What a function is told names the execution, the step and the item. */
export const scopeOf = (steps: Step[], prefix: string, item = "''"): object => {
  const states = steps.flatMap((step, index): [string, object][] => {
    const name = nameOf(prefix, index);
    const onward = index === steps.length - 1 ? { End: true } : { Next: nameOf(prefix, index + 1) };
    const add = (word: string) => ({ Output: `{% $append($states.input, ${word}) %}`, ...onward });
    const call = (FunctionName: string, more: object) => ({
      Type: 'Task',
      Arguments: {
        FunctionName,
        Payload: { execution: '{% $states.context.Execution.Name %}', name: `{% '${name}' & ${item} %}`, ...more },
      },
    });
    switch (step.kind) {
      case 'pass':
        return [[name, { Type: 'Pass', ...add("'pass'") }]];
      case 'wait':
        return [[name, { Type: 'Wait', Seconds: step.seconds, ...add("'wait'") }]];
      case 'flaky': {
        const Retry = [{ ErrorEquals: ['Outage'], IntervalSeconds: step.interval, BackoffRate: 1, MaxAttempts: 9 }];
        const task = call('flaky', { failures: step.failures, attempt: '{% $states.context.State.RetryCount %}' });
        return [[name, { ...task, Resource: 'arn:aws:states:::lambda:invoke', Retry, ...add("'flaky'") }]];
      }
      case 'ask': {
        const Output = "{% $append($states.input, 'timeout') %}";
        const task = {
          ...call('ask', { token: '{% $states.context.Task.Token %}' }),
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          TimeoutSeconds: step.timeout,
          ...(step.heartbeat < step.timeout && { HeartbeatSeconds: step.heartbeat }),
          Catch: [{ ErrorEquals: ['States.Timeout'], Output, Next: `${name} over` }],
          ...add('$states.result'),
        };
        return [
          [name, task],
          [`${name} over`, { Type: 'Pass', ...onward }],
        ];
      }
      case 'both': {
        const Branches = [scopeOf(step.left, `${name}l`), scopeOf(step.right, `${name}r`)];
        return [[name, { Type: 'Parallel', Arguments: [], Branches, ...add('$reduce($states.result, $append)') }]];
      }
      case 'each': {
        const number = "'#' & $string($states.context.Map.Item.Index)";
        const map = {
          Type: 'Map',
          Items: `{% [1..${step.items}] %}`,
          ItemSelector: [],
          MaxConcurrency: step.oneByOne ? 1 : 0,
          ItemProcessor: scopeOf(step.steps, `${name}m`, number),
        };
        return [[name, { ...map, ...add('$reduce($states.result, $append)') }]];
      }
    }
  });
  return { StartAt: nameOf(prefix, 0), States: Object.fromEntries(states) };
};

/** More often than not, a sign of life is due well before the answer. */
const ask = fc.record({
  kind: fc.constant('ask'),
  timeout: fc.integer({ min: 1, max: 60 }),
  heartbeat: fc.integer({ min: 1, max: 20 }),
});
const seconds = fc.integer({ min: 1, max: 30 });
const simple = fc.oneof(
  fc.record({ kind: fc.constant('pass') }),
  fc.record({ kind: fc.constant('wait'), seconds }),
  fc.record({ kind: fc.constant('flaky'), failures: fc.integer({ min: 0, max: 3 }), interval: seconds }),
  ask,
  ask,
  ask,
);
const line = fc.array(simple, { minLength: 1, maxLength: 3 });

export const machines: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: simple },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('both'), left: line, right: line }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('each'),
        items: fc.integer({ min: 1, max: 3 }),
        oneByOne: fc.boolean(),
        steps: line,
      }),
    },
  ),
  { minLength: 1, maxLength: 5 },
);

const which = fc.nat({ max: 1 });

const advance = fc.record({ do: fc.constant('advance'), by: fc.integer({ min: 1, max: 15 }) });
const tell = fc.record({
  do: fc.constantFrom('answer', 'answer', 'beat', 'beat', 'beat', 'beat', 'refuse', 'stop', 'redrive', 'redrive'),
  which,
});

/** What happens to a host, and whether it dies at once after that. */
export const commands = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 1, arbitrary: fc.record({ do: fc.constant('start'), which }) },
        { weight: 4, arbitrary: advance },
        { weight: 6, arbitrary: tell },
      ),
      fc.constantFrom('goes on', 'goes on', 'stops', 'dies'),
    ),
    { minLength: 5, maxLength: 30 },
  )
  .map((more) => [[{ do: 'start', which: 0 }, 'goes on'] as const, ...more]);
