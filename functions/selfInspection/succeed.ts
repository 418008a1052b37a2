import { changeCase } from '#shared/cases/change';
import type { Case } from '#shared/cases/case';
import type { Actor } from '#shared/events/chain';
import { BadInput } from '#shared/faults';
import type { Host } from '#shared/host';
import type { CaseId, UnitId } from '#shared/ids';
import { organisation } from '#shared/people/organisation';
import { reassign } from '#shared/tasks/reassign';
import { openTaskOf } from '#shared/tasks/decide';
import { rowChange, rowFor } from './roster.ts';

/**
 * A unit that has merged is answered for by its successor: whoever holds the chair there is asked from now on, also
 * what the old unit was asked and has not answered. The part stays counted under the unit that it was issued to.
 *
 * @throws {BadInput} when the successor is no grassroots union
 */
export const succeed = async (
  host: Host,
  caseId: CaseId,
  { successor, by, reason }: { readonly successor: UnitId; readonly by: Actor; readonly reason: string },
): Promise<Case> => {
  const people = organisation(host.table);
  const line = await people.lineage(successor);
  if (line[0]?.kind !== 'union') throw new BadInput(`${successor} is no grassroots union`);
  const township = line.find(({ kind }) => kind === 'township')?.id;
  const changed = await changeCase(host, caseId, async (each) => {
    if (each.union === successor) return undefined;
    const row = await rowFor(host.table, each);
    return {
      event: { type: 'succeeded', by, data: { from: each.union, to: successor } },
      set: {
        union: successor,
        township: township ?? each.township,
        facts: { ...each.facts, unit: row.unit },
      },
      also: rowChange(row, { name: `${row.name}（由${line[0]?.name ?? successor}承继）` }),
    };
  });
  const task = await openTaskOf(host, caseId);
  if (task?.role === 'unionChair') {
    const { holders } = await people.position('unionChair', successor);
    await reassign(host, caseId, task.id, { to: holders, by, reason });
  }
  return changed;
};
