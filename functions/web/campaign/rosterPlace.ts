import { planOf, rulesFor } from '#functions/festivalCondolence/campaign';
import type { RosterSpec } from '#shared/rosters/spec';
import { rosterOf } from '#workflows/festivalCondolence/roster';
import type { PartVisit } from './part.ts';

/** Which roster a union's task is about, where its files are put, and what it must hold. */
export const placeOf = ({ access: { each, task } }: PartVisit) => ({ scope: each.id, unit: task.unit });
export const folderOf = ({ access: { each, task } }: PartVisit): string => `rosters/${each.id}/${task.id}`;
export const specOf = async ({ host, access: { each } }: PartVisit): Promise<RosterSpec> =>
  rosterOf(planOf(each), (await rulesFor(host, each)).values.minorBelow);
