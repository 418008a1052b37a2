import type { Case } from '#shared/cases/case';
import type { Host } from '#shared/host';
import type { PersonId } from '#shared/ids';
import { organisation } from '#shared/people/organisation';
import { roleName } from '#shared/people/roles';
import { barredBy } from '#shared/tasks/apart';
import type { TaskDefinition } from '#shared/tasks/definition';
import type { Task } from '#shared/tasks/task';
import type { Text } from '#shared/text';

/** To whom a task can be passed: a person of the case's units, or all who hold a position there. */
export type Candidate = { readonly value: string; readonly label: Text; readonly people: readonly PersonId[] };

/** Nobody who is asked already, stepped aside, or must be kept apart. The page offers these and accepts no other. */
export const candidates = async (
  { table }: Pick<Host, 'table'>,
  each: Case,
  definition: Pick<TaskDefinition, 'apart'>,
  { asked, recused = [] }: Pick<Task, 'asked' | 'recused'>,
): Promise<Candidate[]> => {
  const organised = organisation(table);
  const units = new Set<string>([each.union, each.township, each.district]);
  const free = (person: PersonId) =>
    !asked.includes(person) && !recused.includes(person) && barredBy(definition, each, person) === undefined;
  const positions: Candidate[] = [];
  const people = new Map<PersonId, Candidate>();
  for (const { role, unit, holders, deputies } of await organised.positions()) {
    if (!units.has(unit)) continue;
    const name = roleName(role);
    const willing = holders.filter(free);
    if (willing.length > 1) {
      const label = { zh: `${name.zh}（${willing.length} 人）`, en: `${name.en} (${willing.length} people)` };
      positions.push({ value: `${role}@${unit}`, label, people: willing });
    }
    for (const id of [...holders, ...deputies].filter((person) => free(person) && !people.has(person))) {
      const person = await organised.person(id);
      people.set(id, {
        value: id,
        label: { zh: `${person.name}（${name.zh}）`, en: `${person.name} (${name.en})` },
        people: [id],
      });
    }
  }
  return [...positions, ...people.values()];
};
