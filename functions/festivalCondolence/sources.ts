import type { Case } from '#shared/cases/case';
import { type Batch, type BatchRows, cut } from '#shared/coverage/cut';
import { peopleOf } from '#shared/coverage/recipients';
import { eachSheet } from '#shared/coverage/sheets';
import type { Host } from '#shared/host';
import { UnitId } from '#shared/ids';
import { organisation } from '#shared/people/organisation';
import { standingOf } from '#shared/rosters/imports';
import type { RosterPlace } from '#shared/rosters/rows';
import { register } from '#shared/rosters/registers';
import { planOf, unionsOf } from './campaign.ts';

/** A list that a campaign is held against. */
export type Source = {
  readonly id: string;
  readonly place: RosterPlace;
  readonly import: string;
  readonly lastRow: number;
};

type Reading = Pick<Host, 'table'>;

const standing = async ({ table }: Reading, id: string, place: RosterPlace): Promise<Source[]> => {
  const { import: list, lastRow = 0 } = (await standingOf(table, place)) ?? {};
  return list === undefined ? [] : [{ id, place, import: list, lastRow }];
};

export const registersOf = async (host: Reading, each: Case): Promise<Source[]> => {
  const found = planOf(each).registers.map((id) => standing(host, id, { scope: id, unit: each.district }));
  return (await Promise.all(found)).flat();
};

/** The roster of each union that has sent one. */
export const rostersOf = async (host: Reading, each: Case): Promise<Source[]> => {
  const unions = await unionsOf(host, each);
  return (await Promise.all(unions.map((unit) => standing(host, unit, { scope: each.id, unit })))).flat();
};

/** All of them: registers first, then each union's roster, and rosters that people were listed by before those. */
export const sourcesOf = async (host: Reading, each: Case): Promise<Source[]> => {
  const [registers, rosters] = await Promise.all([registersOf(host, each), rostersOf(host, each)]);
  const inForce = new Set(rosters.map(({ id, import: list }) => `${id}#${list}`));
  const earlier = new Map<string, Source>();
  for await (const { unit, import: list, lines } of eachSheet(host.table, peopleOf(each))) {
    const name = `${unit}#${list}`;
    if (inForce.has(name) || lines.size === 0) continue;
    const lastRow = Math.max(earlier.get(name)?.lastRow ?? 0, ...lines.keys());
    earlier.set(name, { id: unit, place: { scope: each.id, unit }, import: list, lastRow });
  }
  return [...registers, ...rosters, ...earlier.values()];
};

export const listsOf = (sources: readonly Source[]): (Omit<BatchRows, 'from' | 'to'> & { lastRow: number })[] =>
  sources.map(({ place: { scope, unit }, import: list, lastRow }) => ({ scope, unit, import: list, lastRow }));

/** The batches in which the sources are held against the visits. */
export const heldBatches = (of: string, sources: readonly Source[]): Batch[] => cut(of, listsOf(sources));

/** A register's own name, or that of the union. */
export const sourceName = async ({ table }: Reading, id: string): Promise<string> => {
  const kept = id.startsWith('REG-') ? await register(table, id) : undefined;
  return kept?.name ?? (await organisation(table).unit(UnitId.parse(id))).name;
};
