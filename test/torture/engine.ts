import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { realClock } from '#infra/embedded/clock';
import { startEngine, type HistoryEvent } from '#infra/embedded/engine/engine';
import { openStore } from '#infra/embedded/sqlite';

type Told = { started?: string; stopped?: string; redriven?: string; answered?: string; value?: string };
type Call = { execution: string; state: string; item?: unknown; left: number };

/** What a crash must never do, each with the executions that it was done to. */
export type Losses = Record<
  | 'lostStarts'
  | 'lostStops'
  | 'lostAnswers'
  | 'wrongOutputs'
  | 'doubleAnswers'
  | 'callsAfterSuccess'
  | 'unseenTasks'
  | 'gaps',
  string[]
>;

const load = fileURLToPath(new URL('engineLoad.ts', import.meta.url));

/** Runs the load until it is killed, or until nothing is open. @returns what it acknowledged */
const runLoad = (folder: string, run: string, killAfter?: number) =>
  new Promise<Told[]>((resolve, reject) => {
    const child = spawn(process.execPath, [load, folder, run, killAfter === undefined ? 'finish' : 'load'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (data: Buffer) => {
      // The kill comes some time after the first sign of life: a process that has just begun does nothing yet.
      if (text === '' && killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
      text += data.toString();
    });
    child.on('close', (code, signal) => {
      if (killAfter === undefined ? code !== 0 : signal !== 'SIGKILL')
        reject(new Error(`The load ended with ${code ?? signal}`));
      // The last line may be torn: what is not told completely counts as not acknowledged.
      resolve(
        text
          .split('\n')
          .slice(0, -1)
          .map((line): Told => JSON.parse(line)),
      );
    });
  });

const linesOf = <T>(path: string): T[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): T => JSON.parse(line));

const EXPECTED = JSON.stringify({ items: [1, 2, 3], spread: [1, 2, 3], child: 'done' });

const isGapless = (events: HistoryEvent[]) => events.every(({ id }, index) => id === index + 1);

/** Kills a process that runs executions at random moments, so many times, then lets it finish and compares. */
export const run = async (times: number): Promise<{ executions: number; calls: number; losses: Losses }> => {
  const folder = mkdtempSync(join(tmpdir(), 'torture-'));
  const told: Told[] = [];
  for (let i = 0; i < times; i += 1) told.push(...(await runLoad(folder, `${i}`, Math.random() * 400)));
  told.push(...(await runLoad(folder, 'end')));

  const store = openStore(join(folder, 'engine.db'));
  const engine = await startEngine({ store, clock: realClock(), invoke: () => Promise.resolve(), machines: {} });
  const calls = linesOf<Call>(join(folder, 'calls'));
  const losses: Losses = {
    lostStarts: [],
    lostStops: [],
    lostAnswers: [],
    wrongOutputs: [],
    doubleAnswers: [],
    callsAfterSuccess: [],
    unseenTasks: [],
    gaps: [],
  };
  for (const { started } of told) {
    if (started === undefined) continue;
    const description = await engine.describeExecution({ machine: 'load', name: started });
    if (description?.status !== 'SUCCEEDED')
      losses.lostStarts.push(`${started} ${description?.status} ${description?.cause}`);
  }
  for (const { stopped, redriven } of told) {
    const [name, type] = stopped === undefined ? [redriven, 'ExecutionRedriven'] : [stopped, 'ExecutionAborted'];
    if (name === undefined) continue;
    const events = await engine.getExecutionHistory({ machine: 'load', name });
    if (!events.some((event) => event.type === type)) losses.lostStops.push(`${name} ${type}`);
  }
  const executions = store.db
    .prepare("SELECT name FROM sfn_executions WHERE machine = 'load'")
    .all()
    .map(({ name }) => String(name));
  const answers = Map.groupBy(
    told.filter(({ answered }) => answered !== undefined),
    ({ answered }) => answered,
  );
  const seen = new Set(calls.map(({ execution, state, item }) => JSON.stringify([execution, state, item])));
  for (const name of executions) {
    const events = await engine.getExecutionHistory({ machine: 'load', name });
    const { output } = (await engine.readExecution({ machine: 'load', name })) ?? {};
    const acknowledged = answers.get(name) ?? [];
    if (!isGapless(events)) losses.gaps.push(name);
    const { answer: _, ...rest } = typeof output === 'object' && output !== null ? { answer: '', ...output } : {};
    if (JSON.stringify(rest) !== EXPECTED) losses.wrongOutputs.push(name);
    if (acknowledged.length > 1) losses.doubleAnswers.push(name);
    const answer = typeof output === 'object' && output !== null && 'answer' in output ? output.answer : undefined;
    if (acknowledged.some(({ value }) => value !== answer)) losses.lostAnswers.push(name);
    for (const item of [1, 2, 3]) if (!seen.has(JSON.stringify([name, 'Item', item]))) losses.unseenTasks.push(name);
  }
  // Three items leave the state of the same name; every other state is left once.
  for (const { execution, state, left } of calls) {
    if (left > (state === 'Item' ? 2 : 0)) losses.callsAfterSuccess.push(`${execution} ${state}`);
  }
  await engine.stop();
  store.close();
  rmSync(folder, { recursive: true });
  return { executions: executions.length, calls: calls.length, losses };
};
