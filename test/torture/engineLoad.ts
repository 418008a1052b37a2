// A process that runs executions until it is killed. It tells what was acknowledged on stdout, one line each, and
// what its functions saw in files, which survive a kill.
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { realClock } from '#infra/embedded/clock';
import { startEngine, type Engine } from '#infra/embedded/engine/engine';
import { openStore } from '#infra/embedded/sqlite';
import { child, machine } from '#test/torture/engineMachine';

const [folder = '', run = '', mode = ''] = process.argv.slice(2);
const seen = (file: string, line: object) => appendFileSync(join(folder, file), `${JSON.stringify(line)}\n`);
const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const store = openStore(join(folder, 'engine.db'));

const invoke = async (step: string, payload: unknown): Promise<unknown> => {
  const { machine: of, execution, state, item, token } = isRecord(payload) ? payload : {};
  const events = await engine.getExecutionHistory({ machine: String(of), name: String(execution) });
  const left = events.filter(({ stateExitedEventDetails: exit }) => isRecord(exit) && exit['name'] === state).length;
  seen('calls', { execution, state, item, left });
  await new Promise((resolve) => {
    setTimeout(resolve, Math.random() * 10);
  });
  // Once for each execution, by its history: what this process remembers is gone with every kill.
  if (step === 'flaky' && !events.some(({ type }) => type === 'TaskFailed')) {
    throw Object.assign(new Error('busy'), { name: 'Outage' });
  }
  if (token !== undefined) seen('tokens', { execution, token });
  return item ?? step;
};
const engine: Engine = await startEngine({ store, clock: realClock(), invoke, machines: { load: machine, child } });

/** Answers every token that a function was given, in this process or one before. */
const answer = async () => {
  const lines = (() => {
    try {
      return readFileSync(join(folder, 'tokens'), 'utf8').trimEnd().split('\n');
    } catch {
      return [];
    }
  })();
  for (const line of lines) {
    const { execution, token }: { execution: string; token: string } = JSON.parse(line);
    const value = `${run}-${Math.random()}`;
    try {
      await engine.sendTaskSuccess({ taskToken: token, output: value });
      tell({ answered: execution, value });
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'TaskTimedOut') throw error;
    }
  }
};

const start = async (count: number) => {
  for (let i = 0; i < count; i += 1) {
    const name = `${run}-${i}`;
    await engine.startExecution({ machine: 'load', name, input: { name } });
    tell({ started: name });
    if (i % 5 !== 0) continue;
    // Some are stopped on their way, and go on from there.
    await new Promise((resolve) => {
      setTimeout(resolve, Math.random() * 40);
    });
    await engine.stopExecution({ machine: 'load', name, error: 'Stopped', cause: '' });
    const { status } = (await engine.describeExecution({ machine: 'load', name })) ?? {};
    if (status !== 'ABORTED') continue;
    tell({ stopped: name });
    await engine.redriveExecution({ machine: 'load', name });
    tell({ redriven: name });
  }
};

if (mode === 'load') {
  void Promise.all([1, 2, 3].map((lane) => start(200).catch(() => lane)));
  for (;;) {
    await answer();
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}
// Those that were stopped and not yet redriven when their process died.
const { executions: stopped } = await engine.listExecutions({ machine: 'load', status: 'ABORTED', limit: 100_000 });
for (const { name } of stopped) await engine.redriveExecution({ machine: 'load', name });
for (let open = 1; open > 0;) {
  await answer();
  await engine.idle();
  open = (await engine.listExecutions({ machine: 'load', status: 'RUNNING', limit: 1 })).executions.length;
  await new Promise((resolve) => {
    setTimeout(resolve, 50);
  });
}
await engine.stop();
store.close();
