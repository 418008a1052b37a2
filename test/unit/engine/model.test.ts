import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { Model, type Step } from '#test/unit/engine/model';
import { commands, machines, scopeOf } from '#test/unit/engine/randomMachine';
import { running } from '#test/unit/engine/running';

const { engineWith, stopAll } = running();
afterEach(stopAll);

type Host = Awaited<ReturnType<typeof engineWith>>;

/** A host that runs a machine, and the newest token of everything that was asked. */
const hosted = async (steps: Step[]) => {
  const tokens = new Map<string, string>();
  const host = await engineWith({
    machine: { QueryLanguage: 'JSONata', ...scopeOf(steps, 's') },
    functions: {
      // By the attempt, not by what was called: after a crash an attempt is made again.
      flaky: ({ failures, attempt }) => {
        if (Number(attempt) < Number(failures)) throw Object.assign(new Error('busy'), { name: 'Outage' });
      },
      ask: ({ execution, name, token }) => void tokens.set(`${String(execution)} ${String(name)}`, String(token)),
    },
  });
  return { host, tokens };
};

/** Does to an execution, and to its model, what a command says. @returns when the host has acknowledged it */
const tell = async (
  engine: Host['engine'],
  model: Model,
  what: string,
  name: string,
  token: (ask: string) => string,
) => {
  const which = { machine: 'machine', name };
  const [ask] = model.asks;
  switch (what) {
    case 'stop':
      await engine.stopExecution({ ...which, error: 'Stopped', cause: '' });
      return model.stop();
    case 'redrive':
      if (model.status === 'RUNNING' || model.status === 'SUCCEEDED')
        await expect(engine.redriveExecution(which)).rejects.toMatchObject({ name: 'ExecutionNotRedrivable' });
      else await engine.redriveExecution(which);
      return model.redrive();
    default:
      if (ask === undefined) return;
  }
  const taskToken = token(ask);
  if (what === 'answer') {
    await engine.sendTaskSuccess({ taskToken, output: `answer to ${ask}` });
    model.answer(ask, `answer to ${ask}`);
    // Twice is once.
    await expect(engine.sendTaskSuccess({ taskToken, output: 'again' })).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
  } else if (what === 'refuse') {
    await engine.sendTaskFailure({ taskToken, error: 'Refused', cause: '' });
    model.refuse();
  } else {
    await engine.sendTaskHeartbeat({ taskToken });
    model.beat(ask);
  }
};

describe('random machines', () => {
  it('do what the model does, whatever happens to them in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(machines, commands, async (steps, given) => {
        const { tokens, ...first } = await hosted(steps);
        let { host } = first;
        const models = new Map<string, Model>();
        const now = () => host.clock.now() / 1_000;

        for (const [command, then] of given) {
          const name = 'which' in command ? String(command.which) : '';
          const model = models.get(name);
          const until = host.clock.now() + ('by' in command ? command.by * 1_000 : 0);
          if ('by' in command) {
            // It dies on its way, while what was due first is being woken.
            if (then === 'dies') host.clock.moveTo(Math.min(until, host.clock.next() ?? until));
            else await host.advance(command.by);
          } else if (command.do === 'start') {
            await host.engine.startExecution({ machine: 'machine', name, input: [] });
            if (!model) models.set(name, new Model(steps, now()));
          } else if (model) {
            await tell(host.engine, model, command.do, name, (ask) => tokens.get(`${name} ${ask}`) ?? 'none');
          }
          // Of what is under way, only what was acknowledged has surely happened.
          if (then === 'dies') host = await host.crash();
          await host.advance((until - host.clock.now()) / 1_000);
          if (then === 'stops') host = await host.restart();
          await host.engine.idle();
          for (const [one, expected] of models) {
            if ('by' in command) expected.advance(now());
            const { status, output } = await host.outcome(one);
            expect({ status, output }).toEqual({ status: expected.status, output: expected.output });
            for (const ask of expected.asks) expect(tokens.has(`${one} ${ask}`)).toBe(true);
          }
        }
        await stopAll();
      }),
      // What fails is told before the time of the test is over, as small as it has become by then.
      { numRuns: Number(process.env['MODEL_RUNS'] ?? 25), interruptAfterTimeLimit: 50_000 },
    );
  }, 60_000);
});
