import { step } from '#functions/step';
import { getCase } from '#shared/cases/change';
import { UnitId } from '#shared/ids';
import { organisation } from '#shared/people/organisation';
import { onDuty } from '#shared/tasks/asked';
import { openParts, type Part } from '#shared/tasks/parts';
import { contract } from '#workflows/festivalCondolence/contract';
import { tasks } from '#workflows/festivalCondolence/tasks';
import { planOf, rulesFor } from './campaign.ts';

const ROLE = 'unionChair';

/** Calls every union of the plan for its roster, and leaves the state machine waiting for all of them or the deadline. */
export const call = step(contract.call, async ({ caseId, task, part, entered, taskToken }, host) => {
  const each = await getCase(host.table, caseId);
  const { values } = await rulesFor(host, each);
  const people = organisation(host.table);
  const asked = await Promise.all(
    planOf(each).unions.map(async (id): Promise<Part> => {
      const unit = UnitId.parse(id);
      const { holders, deputies } = await people.position(ROLE, unit);
      const chairs = holders.length > 0 ? holders : deputies;
      return { role: ROLE, unit, people: chairs.length > 0 ? chairs : await onDuty(host, unit) };
    }),
  );
  await openParts(
    host,
    { caseId, name: task, definition: tasks.rosters, days: values.days['rosters'] ?? 5, entered, taskToken },
    { name: part, definition: tasks[part], days: values.days[part] ?? 5, asked },
  );
  return {};
});
