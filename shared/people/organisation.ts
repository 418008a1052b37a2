import * as z from 'zod/mini';
import { NotFound } from '#shared/faults';
import { PersonId, UnitId } from '#shared/ids';
import { all, prefix, STALE, type Table } from '#shared/table/table';

/**
 * The federation as it describes itself: units in a tree, people, and the positions that they hold. Rows of one
 * partition, written from union.yaml; read by whoever asks somebody, shows something to somebody, or checks a right.
 * Each may be as it was a moment ago: whoever came to a position or left it has done so a moment later.
 */
export const ROLES = [
  'unionChair',
  'unionCommittee',
  'surveyor',
  'townshipUnion',
  'caseOfficer',
  'viceChair',
  'finance',
  'auditCommittee',
  'womenCommittee',
  'discipline',
  'dutyOfficer',
  'admin',
] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export const Unit = z.object({
  id: UnitId,
  name: z.string(),
  kind: z.enum(['district', 'township', 'union']),
  /** Absent for the district alone. */
  parent: z.optional(UnitId),
  phone: z.optional(z.string()),
});
export type Unit = z.infer<typeof Unit>;

export const Person = z.object({
  id: PersonId,
  name: z.string(),
  email: z.string(),
  mobile: z.optional(z.string()),
  lang: z.enum(['zh', 'en']),
});
export type Person = z.infer<typeof Person>;

/** A role in a unit. `holders` are asked first; `deputies` when they keep silent or may not decide. */
export const Position = z.object({
  role: Role,
  unit: UnitId,
  holders: z.readonly(z.array(PersonId)),
  deputies: z.readonly(z.array(PersonId)),
});
export type Position = z.infer<typeof Position>;

const PK = 'ORGANISATION';
export const organisationKeys = {
  unit: (id: string) => ({ pk: PK, sk: `UNIT#${id}` }),
  person: (id: string) => ({ pk: PK, sk: `PERSON#${id}` }),
  email: (email: string) => ({ pk: PK, sk: `EMAIL#${email.toLowerCase()}` }),
  mobile: (mobile: string) => ({ pk: PK, sk: `MOBILE#${mobile}` }),
  position: (role: Role, unit: string) => ({ pk: PK, sk: `POSITION#${role}#${unit}` }),
  about: { pk: PK, sk: 'ABOUT' },
};

/** What the federation says of itself on its pages. */
export const About = z.object({
  name: z.string(),
  phone: z.string(),
  hours: z.string(),
  supervisionPhone: z.string(),
  sample: z.boolean(),
});
export type About = z.infer<typeof About>;

export const organisation = (table: Table) => {
  const list = async <T>(kind: string, shape: z.ZodMiniType<T>): Promise<T[]> =>
    (await all(table, { ...STALE, pk: PK, ...prefix(`${kind}#`) })).map((item) => z.parse(shape, item));
  const get = async <T>(key: { pk: string; sk: string }, shape: z.ZodMiniType<T>): Promise<T> => {
    const item = await table.get(key, STALE);
    if (!item) throw new NotFound(`The organisation has no ${key.sk}`);
    return z.parse(shape, item);
  };
  const whose = async (key: { pk: string; sk: string }): Promise<Person | undefined> => {
    const item = await table.get(key);
    return item ? get(organisationKeys.person(z.parse(PersonId, item['person'])), Person) : undefined;
  };
  return {
    about: () => get(organisationKeys.about, About),
    unit: (id: UnitId) => get(organisationKeys.unit(id), Unit),
    units: () => list('UNIT', Unit),
    /** The names of these units at one glance, without those that are no more. */
    async unitNames(ids: Iterable<UnitId>): Promise<ReadonlyMap<UnitId, string>> {
      const items = await table.glance([...new Set(ids)].map(organisationKeys.unit));
      return new Map(items.map((item) => z.parse(Unit, item)).map(({ id, name }) => [id, name]));
    },
    person: (id: PersonId) => get(organisationKeys.person(id), Person),
    people: () => list('PERSON', Person),
    positions: () => list('POSITION', Position),
    /** The person whose registered address this is, if any. */
    byEmail: (email: string) => whose(organisationKeys.email(email)),
    byMobile: (mobile: string) => whose(organisationKeys.mobile(mobile)),
    /** A position that nobody filled in answers with nobody in it. */
    async position(role: Role, unit: UnitId): Promise<Position> {
      const item = await table.get(organisationKeys.position(role, unit), STALE);
      return item ? z.parse(Position, item) : { role, unit, holders: [], deputies: [] };
    },
    /** The unit and those above it, nearest first; the last is the district. */
    async lineage(id: UnitId): Promise<Unit[]> {
      const line: Unit[] = [];
      for (let next: UnitId | undefined = id; next !== undefined; next = line.at(-1)?.parent) {
        line.push(await get(organisationKeys.unit(next), Unit));
      }
      return line;
    },
  };
};
