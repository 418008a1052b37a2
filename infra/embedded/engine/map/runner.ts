import type { Store } from '#infra/embedded/sqlite';
import { StateFailure } from '../failure.ts';
import type { Starting } from '../starting.ts';
import { itemsIn } from './batches.ts';
import type { MapFiles } from './reader.ts';
import type { MapRows, MapRun } from './rows.ts';

/** A distributed Map that this process runs. */
export type Runner = {
  run: MapRun;
  running: number;
  failed: number;
  ended: boolean;
  waiting: (() => void) | undefined;
};

const GROUP = 100; // starts between two notes of how far the run is

/** Whether more items have failed than may. Without a known total, a share is known at the end only. */
const exceeds = ({ run: { plan }, failed }: Runner, total: number | undefined): boolean => {
  const { count, percentage } = plan.tolerated;
  if (failed === 0) return false;
  if (count !== undefined && failed > count) return true;
  if (percentage !== undefined) return total !== undefined && failed * 100 > percentage * total;
  return count === undefined;
};

/** @param hold lets the execution go, until the function that it returns is called */
type Feeding = { store: Store; maps: MapRows; starting: Starting; files: MapFiles | undefined; hold: () => () => void };

/** Waits until no more than so many children run. Meanwhile nothing is held: children may wait for a year. */
const free = async (runner: Runner, most: number, total: number | undefined, hold: () => () => void) => {
  while (runner.running > most && !runner.ended && !exceeds(runner, total)) {
    const woken = new Promise<void>((resolve) => {
      runner.waiting = resolve;
    });
    const again = hold();
    await woken;
    again();
  }
};

/**
 * Starts a child for each portion as places come free, and returns when the last of them has ended.
 *
 * @throws {StateFailure} when the items cannot be read, or more fail than may
 */
export const feed = async (
  runner: Runner,
  { store, maps, starting, files, hold }: Feeding,
  inputOf: (item: unknown, index: number) => Promise<unknown>,
  known: Set<number>,
) => {
  const { plan, id, next: from } = runner.run;
  let total = plan.items?.length;
  let seen = from;
  let started: Promise<unknown>[] = [];
  const note = async () => {
    await Promise.all(started);
    started = [];
    await store.write(() => maps.advance(id, seen));
  };
  try {
    for await (const { input, first, next } of itemsIn(plan, from, files, inputOf)) {
      await free(runner, plan.concurrency - 1, total, hold);
      if (runner.ended || exceeds(runner, total)) break;
      seen = next;
      if (known.has(first)) continue;
      runner.running += 1;
      const name = `${id.replaceAll('.', '-')}-${first}`;
      started.push(
        starting.start({ machine: plan.machine, name, input, version: plan.version, awaitedBy: `run ${id}` }),
      );
      if (started.length >= GROUP) await note();
    }
    await note();
  } finally {
    await Promise.allSettled(started);
  }
  total ??= seen;
  await free(runner, 0, total, hold);
  if (!runner.ended && exceeds(runner, total)) {
    const cause = 'The specified tolerated failure threshold was exceeded';
    throw new StateFailure('States.ExceedToleratedFailureThreshold', cause);
  }
};
