import { differences, type Trace, traceOf } from '#test/aws/trace';
import type { Rights } from '#test/infra/usedRights';
import { startChild } from '#test/scenarios/driver/child';
import type { Figure } from '#test/scenarios/driver/figures';
import type { Play } from '#test/scenarios/plays';
import { shiftClock } from './clock/shift.ts';
import { deploy, type Synthesised } from './deployment.ts';
import { leftIn, leftOn } from './left.ts';
import { startMinistack } from './ministack.ts';
import { resolveLocalhost } from './names.ts';
import { sesPostbox } from './postbox.ts';
import { readCalls } from './record.ts';
import { deployedTime } from './time.ts';

type Tell = (line: string) => void;
type Ended = { readonly trace: Trace; readonly figures: readonly Figure[] };

const onEmbedded = async ({ start, union, play }: Play): Promise<Ended> => {
  const child = await startChild({ at: `${start}T09:00:00+08:00`, ...(union === undefined ? {} : { union }) });
  try {
    const figures = await play({ ...child, inTurn: true });
    return { figures, trace: traceOf(leftIn(child.folder)) };
  } finally {
    await child.stop();
  }
};

/** Plays it on a deployment of its own, through its HTTP API and its mails. */
const onDeployment = async ({ start, union, play }: Play, stack: Synthesised, tell: Tell) => {
  await using emulator = await startMinistack();
  const deployment = await deploy(emulator, stack, union);
  const putBack = shiftClock(emulator.folder);
  emulator.clock.begin(Date.parse(`${start}T09:00:00+08:00`));
  try {
    const host = {
      url: deployment.url,
      up: () => Promise.resolve(),
      said: emulator.said,
      inTurn: true,
      time: deployedTime(emulator, deployment),
      postbox: sesPostbox(emulator),
    };
    const figures = await play(host, tell);
    const trace = traceOf(await leftOn(emulator, deployment));
    return { figures, trace, calls: readCalls(emulator, deployment), emulator: `ministack ${emulator.version}` };
  } finally {
    putBack();
  }
};

const missed = (where: string, figures: readonly Figure[]): string[] =>
  figures.flatMap(({ name, value, expected }) =>
    value === expected ? [] : [`${where}: ${name} is ${value}, not ${expected}`],
  );

/** How many logs of one host there are on the other, each counted once. */
const inBoth = (some: readonly string[], others: readonly string[]): number => {
  const left = [...others];
  return some.filter((log) => left.includes(log) && left.splice(left.indexOf(log), 1)).length;
};

export type Rehearsed = {
  readonly emulator: string;
  /** By function: the rights that it needed. */
  readonly calls: Rights;
  readonly counts: { readonly traces: number; readonly events: number; readonly mails: number };
  /** Of the traces (each the log of one case, programme, unit or campaign: of one execution), those that are equal. */
  readonly equal: number;
  /**
   * What is wrong with either host, and what the two have not in common: the event log of each case, every item that
   * is meant to last, mails, executions; but for ids and times.
   */
  readonly wrong: readonly string[];
};

/** Plays a scenario on the embedded host, then on a deployment, and compares what is left. */
export const rehearse = async (play: Play, stack: Synthesised, tell: Tell): Promise<Rehearsed> => {
  resolveLocalhost();
  const here = await onEmbedded(play);
  const { trace, figures, ...rest } = await onDeployment(play, stack, tell);
  const events = [...trace.logs, ...trace.batches].flatMap((log) => log.split('\n'));
  return {
    ...rest,
    counts: { traces: trace.logs.length, events: events.length, mails: trace.mails.length },
    equal: inBoth(here.trace.logs, trace.logs),
    wrong: [
      ...missed('the embedded host', here.figures),
      ...missed('the deployment', figures),
      ...here.trace.wrong,
      ...differences(here.trace, trace),
    ],
  };
};
