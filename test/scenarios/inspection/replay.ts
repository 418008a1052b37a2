import * as z from 'zod/mini';
import { openBrowser } from '../driver/browser.ts';
import { type Child, type Running, startChild } from '../driver/child.ts';
import type { Figure } from '../driver/figures.ts';
import { openSignedIn } from '../driver/officer.ts';
import { openPostbox } from '../driver/postbox.ts';
import { day, morning, openTime } from '../driver/time.ts';
import type { World } from './district.ts';
import { writeFederation } from './federation.ts';
import { play, type How as Way } from './play.ts';
import type { InspectionScenario } from './scenario.ts';

const Figures = z.object({
  reported: z.int(),
  withProblems: z.int(),
  rectified: z.int(),
  recoveredFen: z.int(),
  rows: z.object({
    reported: z.array(z.string()),
    withProblems: z.array(z.string()),
    rectified: z.array(z.string()),
    recovered: z.array(z.string()),
  }),
});
const READER = 'limin@example.org';

type How<Host> = Pick<Way, 'progress'> & { beside?: (host: Host) => () => Promise<void> };

/** Plays an inspection on a host that runs; each figure is a query on its ledgers, with the rows behind it. */
export const playInspectionOn = async <Host extends Running>(
  host: Host,
  scenario: InspectionScenario,
  { beside, progress }: How<Host> = {},
): Promise<readonly Figure[]> => {
  const browsers = new Map<string, ReturnType<typeof openBrowser>>();
  const world: World = {
    time: openTime(host, morning(day(scenario.start))),
    postbox: openPostbox(host),
    browserOf: (email) => {
      const browser = browsers.get(email) ?? openBrowser(host);
      browsers.set(email, browser);
      return browser;
    },
  };
  const leave = beside?.(host);
  // Numbers of items follow from who reports first, and scenarios name some: only whoever kills the host lets it be open.
  const board = await play(world, scenario, { inTurn: host.inTurn ?? beside === undefined, progress })
    .catch((error: unknown) => {
      throw new Error(`The play broke off. The host said last:\n${host.said()}`, { cause: error });
    })
    .finally(() => leave?.());
  return compare(world, scenario, board);
};

/** Plays an inspection on a host of its own. */
export const replayInspection = async (
  scenario: InspectionScenario,
  { main, after, ...how }: How<Child> & { main?: string; after?: (child: Child) => Promise<void> } = {},
): Promise<readonly Figure[]> => {
  const union = writeFederation(scenario.units);
  const child = await startChild({ at: `${scenario.start}T09:00:00+08:00`, union, ...(main && { main }) });
  try {
    const figures = await playInspectionOn(child, scenario, how);
    await after?.(child);
    return figures;
  } finally {
    await child.stop();
  }
};

const compare = async (world: World, { expect }: InspectionScenario, board: string): Promise<Figure[]> => {
  await openSignedIn(world, READER, board);
  const figures: Figure[] = [];
  for (const [on, wanted] of Object.entries(expect)) {
    const found = Figures.parse(JSON.parse(await world.browserOf(READER).download(`${board}/figures.json?on=${on}`)));
    const { rows } = found;
    const say = (name: string, value: number, from: readonly string[]): Figure[] => {
      const expected = Object.entries(wanted).find(([one]) => one === name)?.[1];
      return expected === undefined ? [] : [{ name: `${on} ${name}`, value, expected, rows: from }];
    };
    figures.push(
      ...say('自查单位', found.reported, rows.reported),
      ...say('有问题单位', found.withProblems, rows.withProblems),
      ...say('已整改单位', found.rectified, rows.rectified),
      ...say('清退金额', found.recoveredFen / 100, rows.recovered),
    );
  }
  return figures;
};
