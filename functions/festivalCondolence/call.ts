import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import type { Host } from '#shared/host';
import { UnitId } from '#shared/ids';
import { organisation } from '#shared/people/organisation';
import { onDuty } from '#shared/tasks/asked';
import { openParts, type Part } from '#shared/tasks/openParts';
import { contract } from '#workflows/festivalCondolence/contract';
import { tasks } from '#workflows/festivalCondolence/tasks';
import { rulesFor, unionsOf } from './campaign.ts';

const ROLE = 'unionChair';

/** Who answers for a union: its chair, a deputy, or whoever is on duty where there is neither. */
export const chairsOf = async (host: Host, unit: UnitId): Promise<Part> => {
  const { holders, deputies } = await organisation(host.table).position(ROLE, unit);
  const chairs = holders.length > 0 ? holders : deputies;
  return { role: ROLE, unit, people: chairs.length > 0 ? chairs : await onDuty(host, unit) };
};

/** Calls every union of the plan for its roster, and leaves the state machine waiting for all of them or the deadline. */
export const call = step(contract.call, async ({ caseId, task, part, entered, taskToken }, host) => {
  const each = await getCase(host.table, caseId);
  const { values } = await rulesFor(host, each);
  const asked = await Promise.all((await unionsOf(host, each)).map((unit) => chairsOf(host, UnitId.parse(unit))));
  await openParts(
    host,
    { caseId, name: task, definition: tasks.rosters, days: values.days['rosters'] ?? 5, entered, taskToken },
    { name: part, definition: tasks[part], days: values.days[part] ?? 5, asked },
  );
  return {};
});
