import { civilDate } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';
import type { Time } from '#test/scenarios/driver/time';
import type { Deployment } from './deployment.ts';
import { dueOn, firstOf } from './due.ts';
import type { Emulator } from './ministack.ts';
import { openRest } from './rest.ts';
import { invoke } from './signed.ts';

/** What EventBridge Scheduler sends every minute; the function reads nothing of it. */
const SCHEDULED = { source: 'aws.scheduler' };
const SECOND_MS = 1_000;

/**
 * Time as the scenario's people know it, on a deployment: it passes to everything that becomes due on the way, in
 * order, and only when nothing is left to do at the present instant. At each stop the function of the schedule runs,
 * as it does each minute.
 */
export const deployedTime = (emulator: Emulator, deployment: Deployment): Time => {
  const { rest } = openRest(emulator, deployment);
  const background = deployment.functions.get('background') ?? '';
  const due = dueOn(emulator, deployment);
  const next = async () => firstOf(await due());
  const stop = async (at: number) => {
    emulator.clock.moveTo(at);
    await invoke(emulator, background, SCHEDULED);
    await rest();
  };
  return {
    now: () => Date.now(),
    today: () => civilDate(Instant.parse(Date.now())),
    settle: async () => {
      await rest();
      return next();
    },
    moveTo: async (to) => {
      await rest();
      for (let at = await next(); at !== undefined && at <= to; at = await next()) {
        // Something that stays due although it was swept must not hold time up for ever.
        await stop(Math.max(at, Date.now() + SECOND_MS));
      }
      await stop(to);
    },
  };
};
