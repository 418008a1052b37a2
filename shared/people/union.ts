import * as z from 'zod/mini';
import { parseDocument } from 'yaml';
import { BadInput } from '#shared/faults';
import { PersonId, UnitId } from '#shared/ids';
import { FundId, fundKey } from '#shared/ledger/budget';
import { parseYuan } from '#shared/money';
import { policyRow } from '#shared/policy/policy';
import { all, type Table, type Write } from '#shared/table/table';
import { CivilDate } from '#shared/time/civil';
import { organisationKeys, Role } from './organisation.ts';

/** union.yaml: the federation in its own words. Read by a clerk, checked here, written as rows. */
const Union = z.strictObject({
  federation: z.strictObject({ name: z.string(), phone: z.string(), hours: z.string(), supervisionPhone: z.string() }),
  units: z.array(
    z.strictObject({
      id: UnitId,
      name: z.string(),
      kind: z.enum(['district', 'township', 'union']),
      parent: z.optional(UnitId),
      phone: z.optional(z.string()),
    }),
  ),
  people: z.array(
    z.strictObject({
      id: PersonId,
      name: z.string(),
      email: z.email(),
      mobile: z.optional(z.string()),
      lang: z._default(z.enum(['zh', 'en']), 'zh'),
    }),
  ),
  positions: z.array(
    z.strictObject({
      role: Role,
      unit: UnitId,
      holders: z.array(PersonId),
      deputies: z._default(z.array(PersonId), []),
    }),
  ),
  funds: z.array(
    z.strictObject({ fund: FundId, year: z.int(), name: z.string(), budget: z.union([z.string(), z.int()]) }),
  ),
  parameters: z._default(
    z.array(z.strictObject({ pipeline: z.string(), from: z.string(), values: z.record(z.string(), z.json()) })),
    [],
  ),
});
export type Union = z.infer<typeof Union>;

/** @throws {BadInput} that names the line or the entry that is wrong, and what it should be */
export const parseUnion = (text: string): Union => {
  const document = parseDocument(text);
  const [fault] = document.errors;
  if (fault) throw new BadInput(`union.yaml, line ${fault.linePos?.[0].line ?? '?'}: ${fault.message}`);
  const parsed = Union.safeParse(document.toJS());
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new BadInput(`union.yaml, ${issue?.path.join(' → ') ?? ''}: ${issue?.message ?? 'not as it should be'}`);
  }
  checkReferences(parsed.data);
  return parsed.data;
};

const checkReferences = ({ units, people, positions }: Union): void => {
  const [unitIds, personIds] = [
    new Set<string>(units.map(({ id }) => id)),
    new Set<string>(people.map(({ id }) => id)),
  ];
  if (units.filter(({ kind }) => kind === 'district').length !== 1)
    throw new BadInput('union.yaml, units: exactly one must be of kind district');
  for (const { id, parent, kind } of units) {
    if (kind !== 'district' && !(parent && unitIds.has(parent)))
      throw new BadInput(`union.yaml, units → ${id}: its parent is not a unit of the file`);
  }
  for (const { role, unit, holders, deputies } of positions) {
    if (!unitIds.has(unit)) throw new BadInput(`union.yaml, positions → ${role}: ${unit} is not a unit of the file`);
    const stranger = [...holders, ...deputies].find((id) => !personIds.has(id));
    if (stranger)
      throw new BadInput(`union.yaml, positions → ${role} of ${unit}: ${stranger} is not a person of the file`);
  }
};

/** Writes the rows of a federation and removes those that it no longer names. A fund that exists keeps its movements. */
export const writeUnion = async (table: Table, union: Union, { sample }: { sample: boolean }): Promise<void> => {
  const rows: Extract<Write, { put: unknown }>[] = [
    { put: { ...union.federation, sample, ...organisationKeys.about } },
    ...union.units.map((unit) => ({ put: { ...unit, ...organisationKeys.unit(unit.id) } })),
    ...union.people.map((person) => ({ put: { ...person, ...organisationKeys.person(person.id) } })),
    ...union.people.map(({ id, email }) => ({ put: { person: id, ...organisationKeys.email(email) } })),
    ...union.people.flatMap(({ id, mobile }) =>
      mobile === undefined ? [] : [{ put: { person: id, ...organisationKeys.mobile(mobile) } }],
    ),
    ...union.positions.map((position) => ({
      put: { ...position, ...organisationKeys.position(position.role, position.unit) },
    })),
    ...union.parameters.map(({ pipeline, from, values }) => policyRow(pipeline, CivilDate.parse(from), values)),
  ];
  const named = new Set(rows.map(({ put }) => `${put.pk}\n${put.sk}`));
  const gone = (await all(table, { pk: organisationKeys.about.pk })).filter(({ pk, sk }) => !named.has(`${pk}\n${sk}`));
  const writes: Write[] = [...rows, ...gone.map(({ pk, sk }) => ({ delete: { pk, sk } }))];
  for (let i = 0; i < writes.length; i += 100) await table.transact(writes.slice(i, i + 100));
  for (const fund of union.funds) await writeFund(table, fund);
};

const writeFund = async (table: Table, { fund, year, name, budget }: Union['funds'][number]): Promise<void> => {
  const parsed = parseYuan(String(budget));
  if (!parsed.ok) throw new BadInput(`union.yaml, funds → ${fund} ${year}: ${budget} is not an amount in yuan`);
  const key = fundKey(fund, year);
  const existing = await table.get(key);
  const before = Number(existing?.['budgetFen'] ?? 0);
  const delta = parsed.fen - before;
  if (!existing) {
    const empty = { reservedFen: 0, committedFen: 0, paidFen: 0 };
    await table.transact([
      {
        put: { ...key, fund, year, name, budgetFen: parsed.fen, freeFen: parsed.fen, ...empty },
        if: { absent: ['pk'] },
      },
    ]);
  } else if (delta !== 0) {
    // A cut budget must leave what is promised already: the condition refuses to take more than is free.
    await table.transact([
      {
        update: key,
        set: { name },
        add: { budgetFen: delta, freeFen: delta },
        if: delta < 0 ? { atLeast: { freeFen: -delta } } : { equal: { fund } },
      },
    ]);
  }
};
