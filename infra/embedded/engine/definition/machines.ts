import type { HostClock } from '#infra/embedded/clock';
import type { Store } from '#infra/embedded/sqlite';
import { parseDefinition, substitute, type Version } from './definition.ts';
import { refuse } from './diagnostics.ts';
import { StateMachineAlreadyExists, StateMachineDoesNotExist } from '../failure.ts';
import type { Rows } from '../rows.ts';
import { validate } from './validate.ts';

export type MachineType = 'STANDARD' | 'EXPRESS';
export type MachineDescription = { name: string; type: MachineType; created: number; version: Version };

/** Which version of each machine new executions start with. Every version that was ever used stays in the rows. */
export const machinesOf = async (
  store: Store,
  rows: Rows,
  options: { clock: HostClock; machines: Record<string, object>; substitutions?: Record<string, string> },
) => {
  const { clock, substitutions = {} } = options;
  const addVersion = store.db.prepare(
    'INSERT OR IGNORE INTO sfn_versions (hash, machine, definition, created) VALUES (?, ?, ?, ?)',
  );
  const put = store.db.prepare(
    'INSERT OR REPLACE INTO sfn_machines (name, version, type, created) VALUES (?, ?, ?, ?)',
  );
  const current = new Map<string, MachineDescription>();

  const keep = async (name: string, definition: object, type: MachineType, isGiven: boolean) => {
    const text = substitute(definition, substitutions);
    refuse(validate(text));
    const version = parseDefinition(name, text);
    const created = current.get(name)?.created ?? clock.now();
    await store.write(() => {
      addVersion.run(version.hash, name, version.text, created);
      // Those that are given at every start are ours to change; the others came through the API and must stay.
      if (!isGiven) put.run(name, version.hash, type, created);
    });
    const description = { name, type, created, version };
    current.set(name, description);
    return description;
  };

  for (const row of store.db.prepare('SELECT * FROM sfn_machines').all()) {
    const name = String(row['name']);
    const type = row['type'] === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
    current.set(name, { name, type, created: Number(row['created']), version: rows.versionOf(String(row['version'])) });
  }
  await Promise.all(
    Object.entries(options.machines).map(([name, definition]) => keep(name, definition, 'STANDARD', true)),
  );

  const find = (name: string): MachineDescription => {
    const found = current.get(name);
    if (!found) throw new StateMachineDoesNotExist(`State Machine Does Not Exist: '${name}'`);
    return found;
  };

  return {
    /**
     * Creates a machine; the same one again is the same.
     *
     * @throws {InvalidDefinition} {StateMachineAlreadyExists} when another one has this name
     */
    async create(name: string, definition: object, type: MachineType = 'STANDARD') {
      const found = current.get(name);
      if (!found) return keep(name, definition, type, false);
      if (found.version.text === substitute(definition, substitutions) && found.type === type) return found;
      throw new StateMachineAlreadyExists(`State Machine Already Exists: '${name}'`);
    },
    /** Changes what new executions run; those that are open keep what they started with. */
    update: (name: string, definition: object) => keep(name, definition, find(name).type, false),
    list: () => [...current.values()],
    find,
    /** @throws {StateMachineDoesNotExist} */
    current: (name: string): Version => find(name).version,
    version: rows.versionOf,
  };
};
export type Machines = Awaited<ReturnType<typeof machinesOf>>;
