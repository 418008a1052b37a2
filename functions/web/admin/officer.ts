import type { PageRequest } from '#functions/web/request';
import { signedIn } from '#functions/web/session';
import type { Case } from '#shared/cases/case';
import { Forbidden, NotFound } from '#shared/faults';
import type { Host } from '#shared/host';
import { organisation, type Person, type Position, type Role, type Unit } from '#shared/people/organisation';

/**
 * Whoever is signed in at the console, with the positions that they hold and the units whose cases they see: what a
 * unit's people see is their unit's. Every read of the console goes through `sees` or through a unit of `units`.
 */
export type Officer = {
  readonly person: Person;
  readonly positions: readonly Position[];
  /** Widest first: a district's people see the district. */
  readonly units: readonly Unit[];
};

const WIDTH = { district: 0, township: 1, union: 2 } as const;

/** Nothing when nobody is signed in. @throws {Forbidden} when the person holds no position (any more) */
export const officerOf = async (request: PageRequest, host: Host): Promise<Officer | undefined> => {
  const who = await signedIn(request, host);
  if (!who) return undefined;
  const positions = [...who.holds, ...who.deputises];
  if (positions.length === 0) throw new Forbidden('This person holds no position');
  const people = organisation(host.table);
  const units = await Promise.all([...new Set(positions.map(({ unit }) => unit))].map((id) => people.unit(id)));
  return { person: who.person, positions, units: units.toSorted((a, b) => WIDTH[a.kind] - WIDTH[b.kind]) };
};

export const sees = ({ units }: Officer, each: Pick<Case, 'district' | 'township' | 'union'>): boolean =>
  units.some(({ id, kind }) => each[kind] === id);

/** A case of another unit is not there, rather than forbidden: its number says nothing to a stranger. */
export const seen = (officer: Officer, each: Case): Case => {
  if (!sees(officer, each)) throw new NotFound(`There is no case ${each.id}`);
  return each;
};

/** The position of one of these roles that the officer holds in the district; nothing when there is none. */
export const districtRole = ({ positions, units }: Officer, ...roles: readonly Role[]): Position | undefined =>
  positions.find(
    ({ role, unit }) => roles.includes(role) && units.some(({ id, kind }) => id === unit && kind === 'district'),
  );

/** @throws {Forbidden} */
export const needRole = (officer: Officer, ...roles: readonly Role[]): Position => {
  const position = districtRole(officer, ...roles);
  if (!position) throw new Forbidden(`Needs one of ${roles.join(', ')} in the district`);
  return position;
};

/** As whom the officer acts in an event. */
export const actorIn = ({ person }: Officer, { role, unit }: Pick<Position, 'role' | 'unit'>) =>
  ({ kind: 'person', person: person.id, role, unit }) as const;

/** Who may look after the workflows of the district: reassign, send again, ask again. */
export const STEERS = ['admin', 'dutyOfficer', 'caseOfficer'] as const satisfies readonly Role[];

/** The position in which an officer sees a case, for the record of what they looked at. */
export const positionFor = (
  { positions }: Officer,
  each: Pick<Case, 'district' | 'township' | 'union'>,
): Position | undefined =>
  positions.find(({ unit }) => unit === each.district || unit === each.township || unit === each.union);

export const unitOf = ({ units }: Officer, wanted: string | null | undefined): Unit => {
  const unit = wanted ? units.find(({ id }) => id === wanted) : units[0];
  if (!unit) throw new NotFound('No such unit of this person');
  return unit;
};
