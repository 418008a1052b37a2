import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { onceFor } from '#shared/cases/once';
import { cut } from '#shared/coverage/cut';
import { peopleOf } from '#shared/coverage/recipients';
import { SYSTEM } from '#shared/events/chain';
import { contract } from '#workflows/festivalCondolence/contract';
import { giveUp } from './places.ts';
import { listsOf, registersOf, rostersOf } from './sources.ts';

/** Cuts the rosters that are in force, and the registers that they are compared with, into batches. */
export const muster = step(contract.muster, async ({ caseId, entered }, host) => {
  const each = await getCase(host.table, caseId);
  const [rosters, registers] = await Promise.all([rostersOf(host, each), registersOf(host, each)]);
  const inForce = new Map(rosters.map(({ place, import: id }) => [place.unit, id]));
  await giveUp(host, peopleOf(each), inForce);
  const batches = cut(entered, listsOf(rosters));
  const compared = cut(entered, listsOf(registers));
  await onceFor(host, { caseId, entered, step: 'muster' }, (now) => ({
    event: { type: 'mustered', by: SYSTEM, data: { rosters: rosters.length, batches: batches.length } },
    set: { facts: { ...now.facts, mustered: entered } },
  }));
  return { batches, compared };
});
