import { type Child, type Running, startChild } from './child.ts';
import { compare, type Figure } from './figures.ts';
import { play, type Progress } from './play.ts';
import type { Scenario } from './scenario.ts';
import { openWorld, type World } from './world.ts';

export type Played = { readonly figures: readonly Figure[]; readonly world: World };
export type Replayed = Played & { readonly child: Child };

/** Plays a scenario on a host that runs, and reads the figures. */
export const playOn = async <Host extends Running>(
  host: Host,
  scenario: Scenario,
  { progress, beside }: { progress?: Progress; beside?: (host: Host) => () => Promise<void> } = {},
): Promise<Played> => {
  const world = openWorld(scenario, host);
  const leave = beside?.(host);
  await play(world, progress)
    .catch((error: unknown) => {
      throw new Error(`The play broke off. The host said last:\n${host.said()}`, { cause: error });
    })
    .finally(() => leave?.());
  return { figures: await compare(world), world };
};

/**
 * Plays a scenario on a host of its own and reads the figures.
 *
 * @param main   what is started in place of the shipped host's entry
 * @param beside runs while it is played: whoever kills the host at random moments
 * @param after looks at the host and its folder before they are gone
 */
export const replay = async <T = undefined>(
  scenario: Scenario,
  {
    main,
    after,
    ...how
  }: {
    progress?: Progress;
    main?: string;
    beside?: (child: Child) => () => Promise<void>;
    after?: (replayed: Replayed) => Promise<T>;
  } = {},
): Promise<Replayed & { found: T | undefined }> => {
  const { start, union } = scenario;
  const child = await startChild({ at: `${start}T09:00:00+08:00`, ...(union && { union }), ...(main && { main }) });
  try {
    const replayed = { ...(await playOn(child, scenario, how)), child };
    return { ...replayed, found: await after?.(replayed) };
  } finally {
    await child.stop();
  }
};
