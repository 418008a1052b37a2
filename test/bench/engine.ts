import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { realClock } from '#infra/embedded/clock';
import { startEngine } from '#infra/embedded/engine/engine';
import { openStore } from '#infra/embedded/sqlite';
import { againstPeer } from '#test/bench/enginePeer';
import { bareCommits, inFolder } from '#test/bench/yardstick';

/** Three states a lap: a Task, a Choice, a Pass. */
const laps = (count: number) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'answer', Payload: { id: '{% $states.input.id %}', lap: '{% $states.input.lap %}' } },
      Output: '{% $states.result.Payload %}',
      TimeoutSeconds: 60,
      Retry: [{ ErrorEquals: ['Outage'] }],
      Next: 'Enough?',
    },
    'Enough?': {
      Type: 'Choice',
      Choices: [{ Condition: `{% $states.input.lap >= ${count} %}`, Next: 'End' }],
      Default: 'Note',
    },
    Note: { Type: 'Pass', Assign: { lap: '{% $states.input.lap %}' }, Next: 'Ask' },
    End: { Type: 'Succeed' },
  },
});

/** Durable transitions per second with so many executions running at once. */
const transitions = (executions: number, count: number) =>
  inFolder(async (path) => {
    const store = openStore(join(path, 'engine.db'));
    const engine = await startEngine({
      store,
      clock: realClock(),
      machines: { laps: laps(count) },
      invoke: (_, payload) =>
        Promise.resolve(
          typeof payload === 'object' && payload !== null && 'lap' in payload
            ? { ...payload, lap: Number(payload.lap) + 1 }
            : {},
        ),
    });
    const started = performance.now();
    await Promise.all(
      Array.from({ length: executions }, (_, i) =>
        engine.startExecution({ machine: 'laps', name: `${i}`, input: { id: i, lap: 0 } }),
      ),
    );
    await engine.idle();
    const perSecond = (executions * count * 3 * 1_000) / (performance.now() - started);
    await engine.stop();
    store.close();
    return perSecond;
  });

const MB = 2 ** 20;

/** As the host is started: what a burst of work leaves behind is given back soon. */
const SMALL_YOUNG = '--max-semi-space-size=8';

/** A process that takes up a folder, in numbers. */
const takeUp = (folder: string, start = 0): { ready: number; rss: number; idleCpuMs: number } => {
  const args = [SMALL_YOUNG, join(import.meta.dirname, 'engineWaiting.ts'), folder, String(start)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
};

/** The start that others on the machine disturbed least. */
const best = (starts: ReturnType<typeof takeUp>[]) => starts.reduce((a, b) => (a.ready < b.ready ? a : b));

const WAITING = 100_000;

const waitingExecutions = () =>
  inFolder(async (full) => {
    const empty = await inFolder((none) => best([1, 2, 3, 4].map(() => takeUp(none))));
    takeUp(full, WAITING);
    const { ready, rss, idleCpuMs } = best([1, 2, 3].map(() => takeUp(full)));
    const each = Math.max(0, rss - empty.rss) / WAITING;
    console.log(
      `${WAITING} waiting executions: start to ready ${(ready / empty.ready).toFixed(2)} × that of an empty folder`,
    );
    console.log(
      `  resident ${Math.round(rss / MB)} MB, ${Math.round(each)} bytes each, ${idleCpuMs.toFixed(1)} ms of CPU in a second`,
    );
  });

const fileOf = (lines: number) =>
  inFolder((folder) => {
    const args = [SMALL_YOUNG, join(import.meta.dirname, 'engineMap.ts'), folder, String(lines)];
    const { status, rss, seconds }: { status: string; rss: number; seconds: number } = JSON.parse(
      execFileSync(process.execPath, args, { encoding: 'utf8' }),
    );
    console.log(
      `distributed Map over ${lines} lines: ${status}, at most ${Math.round(rss / MB)} MB resident, ${seconds.toFixed(1)} s`,
    );
  });

export const bench = async (): Promise<void> => {
  for (const [executions, count] of [
    [1, 1_000],
    [100, 100],
    [10_000, 3],
  ] as const) {
    // The disk is shared with others: the yardstick is taken on both sides of what it measures.
    const before = await bareCommits();
    const perSecond = await transitions(executions, count);
    const bare = (before + (await bareCommits())) / 2;
    console.log(
      `${executions} running: ${Math.round(perSecond)} durable transitions/s, bare FULL commits ${Math.round(bare)}/s: ${(perSecond / bare).toFixed(2)} ×`,
    );
  }
  await againstPeer();
  await waitingExecutions();
  await fileOf(1_000_000);
};
