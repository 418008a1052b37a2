import type { Case } from '#shared/cases/case';
import type { Source } from '#shared/coverage/proof';
import { recipientOf } from '#shared/coverage/recipients';
import type { Host } from '#shared/host';
import { UnitId } from '#shared/ids';
import { organisation } from '#shared/people/organisation';
import { eachRow, standingOf } from '#shared/rosters/imports';
import { register } from '#shared/rosters/registers';
import { peopleOf, planOf } from './campaign.ts';

/** The lists that a campaign is held against: registers first, then each union's roster. */
export const sourcesOf = async (host: Pick<Host, 'table'>, each: Case): Promise<Source[]> => {
  const { table } = host;
  const { registers, unions } = planOf(each);
  const kept = await Promise.all(
    registers.map(async (id): Promise<Source[]> => {
      const place = { scope: id, unit: each.district };
      const standing = await standingOf(table, place);
      const name = (await register(table, id))?.name ?? id;
      return standing?.import === undefined ? [] : [{ id, name, place, import: standing.import }];
    }),
  );
  const sent = await Promise.all(
    unions.map(async (unit): Promise<Source[]> => {
      const place = { scope: each.id, unit };
      const standing = await standingOf(table, place);
      if (standing?.import === undefined) return [];
      return [
        { id: unit, name: (await organisation(table).unit(UnitId.parse(unit))).name, place, import: standing.import },
      ];
    }),
  );
  return [...kept, ...sent].flat();
};

/** How many people of the registers no roster names. */
export const missingFrom = async (host: Pick<Host, 'table'>, each: Case): Promise<number> => {
  let missing = 0;
  const { registers } = planOf(each);
  const of = peopleOf(each);
  for (const { id, place, import: roster } of await sourcesOf(host, each)) {
    if (!registers.includes(id)) continue;
    for await (const { person } of eachRow(host.table, place, roster))
      if (!(await recipientOf(host.table, of, person))) missing += 1;
  }
  return missing;
};
