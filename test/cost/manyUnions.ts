import { createHash } from 'node:crypto';
import { planOf } from '#functions/festivalCondolence/campaign';
import { getCase } from '#shared/cases/change';
import { dataKeyOf } from '#shared/cases/forms';
import { type CaseId, UnitId } from '#shared/ids';
import { unwrapped } from '#shared/keys/fields';
import { organisationKeys } from '#shared/people/organisation';
import { importRoster } from '#shared/rosters/imports';
import { registerNamed } from '#shared/rosters/registers';
import { inventedId } from '#test/e2e/festivalCondolence/campaign';
import type { Site } from '#test/fakes';
import { registerSpec, rosterOf } from '#workflows/festivalCondolence/roster';

/** Invented unions of a thousand people each, and lists of them. */
export const PER_UNION = 1_000;
const officer = { kind: 'person', person: 'li-min', role: 'caseOfficer', unit: 'jiangdong' } as const;

export const unionId = (n: number) => `union-${String(n).padStart(4, '0')}`;
const idOf = (n: number) => {
  const day = `${1955 + (n % 35)}${String((Math.floor(n / 35) % 12) + 1).padStart(2, '0')}${String((Math.floor(n / 420) % 28) + 1).padStart(2, '0')}`;
  return inventedId(Math.floor(n / 11_760), day);
};
const rowsOf = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    row: i + 2, // below the head
    values: { name: `王${from + i}`, idNumber: idOf(from + i), group: `第${Math.floor(i / 40)}车间`, member: true },
  }));

/** Each union with a chair of its own, who has an address. */
export const foundUnions = async ({ table }: Site, unions: number): Promise<void> => {
  for (let n = 0; n < unions; n++) {
    const [id, person] = [unionId(n), `chair-${n}`];
    const unit = { id, name: `第${n}工会`, kind: 'union', parent: 'donghu' };
    const chair = { id: person, name: `主席${n}`, email: `chair${n}@example.org`, lang: 'zh' };
    const position = { role: 'unionChair', unit: id, holders: [person], deputies: [] };
    await table.transact([
      { put: { ...unit, ...organisationKeys.unit(id) } },
      { put: { ...chair, ...organisationKeys.person(person) } },
      { put: { ...position, ...organisationKeys.position('unionChair', id) } },
    ]);
  }
};

/** A roster of each union, and a register of everybody. */
export const importAll = async (site: Site, id: CaseId, register: string, unions: number): Promise<void> => {
  const each = await getCase(site.table, id);
  const [spec, key] = [rosterOf(planOf(each), 14), await dataKeyOf(site.host, each)];
  const take = (place: { scope: string; unit: UnitId }, rows: ReturnType<typeof rowsOf>, own = key, of = spec) =>
    importRoster(site.host, {
      place,
      spec: of,
      rows,
      sha256: createHash('sha256').update(`${place.scope}${place.unit}`).digest('hex'),
      by: officer,
      key: own,
    });
  for (let n = 0; n < unions; n++)
    await take({ scope: id, unit: UnitId.parse(unionId(n)) }, rowsOf(n * PER_UNION, PER_UNION));
  const kept = await registerNamed(site.host, register, 'ALL');
  const all = rowsOf(0, unions * PER_UNION).map(({ row, values: { name, idNumber } }) => ({
    row,
    values: { name, idNumber },
  }));
  const place = { scope: kept.id, unit: UnitId.parse('jiangdong') };
  await take(
    place,
    JSON.parse(JSON.stringify(all)),
    await unwrapped(site.host, kept.wrappedKey, kept.id),
    registerSpec,
  );
};
