import type { Case } from '#shared/cases/case';
import type { Host } from '#shared/host';
import type { PersonId, UnitId } from '#shared/ids';
import { organisation } from '#shared/people/organisation';
import { barredBy } from './apart.ts';
import type { TaskDefinition } from './definition.ts';

/**
 * The people who hold the position and may decide here; then its deputies; then whoever is on duty. A position that is
 * empty, or held only by people who must stay out of this case, must not lock it.
 */
export const whoIsAsked = async (host: Host, definition: TaskDefinition, each: Case, unit: UnitId) => {
  const { asks } = definition;
  if (typeof asks === 'string') return { asked: [], fallback: false };
  const people = organisation(host.table);
  const { holders, deputies } = await people.position(asks.role, unit);
  const may = (person: PersonId) => barredBy(definition, each, person) === undefined;
  const [first, second] = [holders.filter(may), deputies.filter(may)];
  if (first.length > 0) return { asked: first, fallback: false };
  if (second.length > 0) return { asked: second, fallback: holders.length === 0 };
  return { asked: await onDuty(host, unit, may), fallback: true };
};

/** Whoever must act when nobody else can: the duty officers of the district, after them its admins. */
export const onDuty = async (
  host: Host,
  unit: UnitId,
  may: (person: PersonId) => boolean = () => true,
): Promise<PersonId[]> => {
  const people = organisation(host.table);
  const district = (await people.lineage(unit)).at(-1)?.id ?? unit;
  const duty = (await people.position('dutyOfficer', district)).holders.filter(may);
  return duty.length > 0 ? duty : (await people.position('admin', district)).holders.filter(may);
};
