import type { Progress } from '#test/scenarios/driver/play';
import { play } from '#test/scenarios/driver/play';
import { compare } from '#test/scenarios/driver/figures';
import { replay } from '#test/scenarios/driver/replay';
import type { Scenario } from '#test/scenarios/driver/scenario';
import { openWorld } from '#test/scenarios/driver/world';
import { differences, leftIn, type Trace, traceOf } from '#test/torture/trace';
import { shiftClock } from './clock/shift.ts';
import { deploy, type Synthesised } from './deployment.ts';
import { leftOn } from './left.ts';
import { startMinistack } from './ministack.ts';
import { resolveLocalhost } from './names.ts';
import { sesPostbox } from './postbox.ts';
import { type Calls, readCalls } from './record.ts';
import { deployedTime } from './time.ts';

type Rehearsed = { readonly trace: Trace; readonly calls: Calls; readonly emulator: string };

/** Plays a scenario on a deployment of its own, through its HTTP API and its mails. */
const onDeployment = async (scenario: Scenario, stack: Synthesised, progress: Progress): Promise<Rehearsed> => {
  await using emulator = await startMinistack();
  const deployment = await deploy(emulator, stack, scenario.union);
  const putBack = shiftClock(emulator.folder);
  emulator.clock.begin(Date.parse(`${scenario.start}T09:00:00+08:00`));
  try {
    const server = { url: deployment.url, up: () => Promise.resolve() };
    const time = deployedTime(emulator, deployment);
    const world = openWorld(scenario, server, { time, postbox: sesPostbox(emulator) });
    await play(world, progress);
    const figures = await compare(world);
    const { broken, ...left } = await leftOn(emulator, deployment);
    const trace = traceOf({ ...left, world, figures });
    return {
      trace: { ...trace, wrong: [...trace.wrong, ...broken] },
      calls: readCalls(emulator, deployment),
      emulator: `ministack ${emulator.version}`,
    };
  } catch (cause) {
    throw new Error(`The rehearsal broke off. The emulator said last:\n${emulator.said()}`, { cause });
  } finally {
    putBack();
  }
};

/**
 * Plays a scenario on the embedded host, then on a deployment.
 *
 * @returns what is wrong with either, and what they have not in common: events but for ids and times, mails, money
 */
export const rehearse = async (scenario: Scenario, stack: Synthesised, progress: Progress) => {
  resolveLocalhost();
  const { found: here } = await replay(scenario, { after: (played) => Promise.resolve(traceOf(leftIn(played))) });
  const { trace: there, ...rest } = await onDeployment(scenario, stack, progress);
  if (!here) throw new Error('unreachable');
  const events = Object.values(there.events).flat().length;
  return {
    ...rest,
    counts: { cases: Object.keys(there.events).length, events, mails: there.mails.length },
    wrong: [
      ...here.wrong.map((each) => `embedded: ${each}`),
      ...there.wrong.map((each) => `deployed: ${each}`),
      ...differences(here, there, ['on the embedded host', 'on the deployment']),
    ],
  };
};
