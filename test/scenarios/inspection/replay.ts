import * as z from 'zod/mini';
import { openBrowser } from '../driver/browser.ts';
import { type Child, startChild } from '../driver/child.ts';
import type { Figure } from '../driver/figures.ts';
import { openSignedIn } from '../driver/officer.ts';
import { openPostbox } from '../driver/postbox.ts';
import { day, morning, openTime } from '../driver/time.ts';
import type { World } from './district.ts';
import { writeFederation } from './federation.ts';
import { play } from './play.ts';
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

/** Plays an inspection on a host of its own; each figure is a query on its ledgers, with the rows behind it. */
export const replayInspection = async (
  scenario: InspectionScenario,
  { beside, after }: { beside?: (child: Child) => () => Promise<void>; after?: (child: Child) => Promise<void> } = {},
): Promise<readonly Figure[]> => {
  const child = await startChild({ at: `${scenario.start}T09:00:00+08:00`, union: writeFederation(scenario.units) });
  try {
    const browsers = new Map<string, ReturnType<typeof openBrowser>>();
    const world: World = {
      time: openTime(child, morning(day(scenario.start))),
      postbox: openPostbox(child),
      browserOf: (email) => {
        const browser = browsers.get(email) ?? openBrowser(child);
        browsers.set(email, browser);
        return browser;
      },
    };
    const leave = beside?.(child);
    const board = await play(world, scenario)
      .catch((error: unknown) => {
        throw new Error(`The play broke off. The host said last:\n${child.said()}`, { cause: error });
      })
      .finally(() => leave?.());
    const figures = await compare(world, scenario, board);
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
