import { endOfDay } from '#shared/time/civil';
import { openAgenda } from './agenda.ts';
import { apply } from './applicant.ts';
import { openDesk } from './desk.ts';
import { objectors } from './public.ts';
import { openTill } from './till.ts';
import { day, inOffice, morning } from './time.ts';
import { type Errand, together } from './together.ts';
import type { World } from './world.ts';

/** How far it has come: for whoever watches. */
export type Progress = (line: { day: string; applied: number; decided: number }) => void;

const SECOND_MS = 1_000;

/** Plays a scenario to its last day: everybody does what they are asked, then time moves to the next thing that is due. */
export const play = async (world: World, progress: Progress = () => undefined): Promise<void> => {
  const { scenario, server, time, postbox, applicants } = world;
  const end = endOfDay(day(scenario.until)) - 1;
  const agenda = openAgenda<Errand>(time);
  const till = openTill(world);
  const desk = openDesk(world, agenda, till);
  const look = objectors(world, agenda);
  for (const applicant of applicants) {
    agenda.add(inOffice(morning(day(applicant.person.applies)), 0), () => apply(world, applicant));
  }
  for (;;) {
    const next = await time.settle();
    desk.read(await postbox.fresh());
    await look();
    const errands = agenda.take();
    await together(errands, server.inTurn ? time.settle : undefined);
    const applied = applicants.filter(({ reference }) => reference !== undefined).length;
    progress({ day: time.today(), applied, decided: desk.decided() });
    if (errands.length > 0 || (await till.settle())) continue;
    const to = Math.min(agenda.next(), till.funding.next(), till.paying.next(), next ?? Infinity);
    if (to > end) break;
    // What stays due although it was done must not hold time up for ever.
    await time.moveTo(to > time.now() ? to : time.now() + SECOND_MS);
  }
  await time.moveTo(end);
};
