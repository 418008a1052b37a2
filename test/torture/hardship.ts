import { spawnSync } from 'node:child_process';
import { itemsIn } from '#test/scenarios/driver/eventLog';
import { differences, leftIn, traceOf, type Trace } from '#test/torture/trace';
import type { Child } from '#test/scenarios/driver/child';
import { replay } from '#test/scenarios/driver/replay';
import { readScenario } from '#test/scenarios/driver/scenario';

/** What a scenario came to on a host that is killed again and again, and all that is not as it is without a kill. */
export type Tortured = {
  readonly kills: number;
  readonly wrong: readonly string[];
  /** How often an execution has gone on as another one. */
  readonly handedOver: number;
};
export type Torturing = {
  readonly kills: number;
  /** What is killed in place of the shipped host's entry (restless.ts). */
  readonly main?: string;
  readonly tell?: (line: string) => void;
};

export const handovers = (folder: string): number =>
  itemsIn(folder).filter(({ sk }) => sk.startsWith('EXECUTION#') && !sk.endsWith('#0001')).length;

export const verify = (folder: string): readonly string[] => {
  const node = ['--disable-warning=ExperimentalWarning', 'infra/embedded/verify.ts', folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, node, { encoding: 'utf8' });
  return status === 0 ? [] : [`verify: ${stdout}${stderr}`];
};

const BOOT_MS = 500;
const BEFORE_ANSWER_MS = 40;
const random = (below: number) => Math.floor(Math.random() * below);

/**
 * Kills the host so many times while so many requests are sent: each time within moments of one that is drawn. Every
 * fifth time it is killed again while it starts.
 */
export const killer = (kills: number, requests: number, killed: () => void) => (child: Child) => {
  const moments = new Set(Array.from({ length: kills }, () => random(requests)));
  let running: Promise<void> = Promise.resolve();
  const kill = async (withinMs: number) => {
    await new Promise((resolve) => {
      setTimeout(resolve, Math.random() * withinMs);
    });
    await child.killAndRestart();
    killed();
  };
  child.watch((nth) => {
    if (!moments.delete(nth)) return;
    running = running.then(() => kill(BEFORE_ANSWER_MS)).then(() => (random(5) === 0 ? kill(BOOT_MS) : undefined));
  });
  return async () => {
    child.watch(() => undefined);
    await running;
    await child.up();
  };
};

/**
 * Plays a scenario once in peace, then over and over with kill -9 until the host has been killed so many times, and
 * compares: events but for ids and times, mails, money, figures, and the chain of every case.
 */
export const torture = async (
  file: string,
  { kills: wanted, main, tell = () => undefined }: Torturing,
): Promise<Tortured> => {
  const scenario = readScenario(file);
  let requests = 0;
  const count = (child: Child) => {
    child.watch((nth) => {
      requests = nth;
    });
    return () => Promise.resolve();
  };
  const { found: peace } = await replay(scenario, {
    beside: count,
    after: (played) => Promise.resolve(traceOf(leftIn(played))),
  });
  tell(`in peace: ${requests} requests`);
  if (!peace) throw new Error('unreachable');
  let kills = 0;
  let handedOver = 0;
  const wrong: string[] = [...peace.wrong];
  while (kills < wanted && wrong.length === 0) {
    let now = 0;
    const after = async (
      played: Parameters<typeof leftIn>[0],
    ): Promise<Trace & { broken: readonly string[]; handovers: number }> => ({
      ...traceOf(leftIn(played)),
      broken: verify(played.child.folder),
      handovers: handovers(played.child.folder),
    });
    const beside = killer(wanted - kills, requests, () => {
      now += 1;
    });
    const { found } = await replay(scenario, { beside, after, ...(main && { main }) });
    kills += now;
    handedOver += found?.handovers ?? 0;
    if (found) wrong.push(...found.wrong, ...found.broken, ...differences(peace, found));
    tell(
      `killed ${now} times, ${kills} of ${wanted}: ${wrong.length === 0 ? 'nothing lost, nothing doubled' : wrong.join('\n')}`,
    );
  }
  return { kills, wrong, handedOver };
};
