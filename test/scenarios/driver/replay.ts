import { type Child, startChild } from './child.ts';
import { compare, type Figure } from './figures.ts';
import { play, type Progress } from './play.ts';
import type { Scenario } from './scenario.ts';
import { openWorld, type World } from './world.ts';

export type Replayed = { readonly figures: readonly Figure[]; readonly world: World; readonly child: Child };

/**
 * Plays a scenario on a host of its own and reads the figures.
 *
 * @param beside runs while it is played: whoever kills the host at random moments
 * @param after looks at the host and its folder before they are gone
 */
export const replay = async <T = undefined>(
  scenario: Scenario,
  {
    progress,
    beside,
    after,
  }: {
    progress?: Progress;
    beside?: (child: Child) => () => Promise<void>;
    after?: (replayed: Replayed) => Promise<T>;
  } = {},
): Promise<Replayed & { found: T | undefined }> => {
  const { start, union } = scenario;
  const child = await startChild({ at: `${start}T09:00:00+08:00`, ...(union === undefined ? {} : { union }) });
  try {
    const world = openWorld(scenario, child);
    const leave = beside?.(child);
    await play(world, progress)
      .catch((error: unknown) => {
        throw new Error(`The play broke off. The host said last:\n${child.said()}`, { cause: error });
      })
      .finally(() => leave?.());
    const figures = await compare(world);
    const replayed = { figures, world, child };
    return { ...replayed, found: await after?.(replayed) };
  } finally {
    await child.stop();
  }
};
