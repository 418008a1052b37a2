import type { HostClock } from '#infra/embedded/clock';
import type { Store } from '#infra/embedded/sqlite';
import { hashOf, parseDefinition, substitute, type Version } from './definition.ts';
import { refuse } from './diagnostics.ts';
import { arnOf, isName } from '../execution.ts';
import { InvalidName, StateMachineAlreadyExists, StateMachineDoesNotExist, ValidationException } from '../failure.ts';
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
  const known = store.db.prepare('SELECT 1 FROM sfn_versions WHERE hash = ?');
  const put = store.db.prepare(
    'INSERT OR REPLACE INTO sfn_machines (name, version, type, created) VALUES (?, ?, ?, ?)',
  );
  const remove = store.db.prepare('DELETE FROM sfn_machines WHERE name = ?');
  const current = new Map<string, MachineDescription>();

  /** A client's own text stays as it is, to the letter. */
  const textOf = (definition: string | object): string =>
    typeof definition === 'string' ? definition : substitute(definition, substitutions);

  const keep = async (name: string, definition: string | object, type: MachineType, isGiven: boolean) => {
    const text = textOf(definition);
    // One that this database has was found right when it came; doing so again would be most of what a start takes.
    if (!isGiven || !known.get(hashOf(name, text))) refuse(validate(text, type));
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
    if (!found) throw new StateMachineDoesNotExist(`State Machine Does Not Exist: '${arnOf('stateMachine', name)}'`);
    return found;
  };

  return {
    /**
     * Creates a machine; the same one again is the same.
     *
     * @throws {InvalidName} {InvalidDefinition} {StateMachineAlreadyExists} when another one has this name
     */
    async create(name: string, definition: string | object, type: MachineType = 'STANDARD') {
      if (!isName(name)) throw new InvalidName(`Invalid Name: '${name}'`);
      const found = current.get(name);
      if (!found) return keep(name, definition, type, false);
      if (found.version.text === textOf(definition) && found.type === type) return found;
      throw new StateMachineAlreadyExists(`State Machine Already Exists: '${arnOf('stateMachine', name)}'`);
    },
    /** Changes what new executions run; those that are open keep what they started with. */
    update: (name: string, definition: string | object) => keep(name, definition, find(name).type, false),
    /**
     * Nothing new starts; what is open goes on. A machine that is not there is not there.
     *
     * @throws {ValidationException} when it is one of the host's own
     */
    async remove(name: string) {
      if (Object.hasOwn(options.machines, name))
        throw new ValidationException(`The state machine '${name}' belongs to this host and cannot be deleted`);
      await store.write(() => remove.run(name));
      current.delete(name);
    },
    list: () => [...current.values()],
    find,
    /** @throws {StateMachineDoesNotExist} */
    current: (name: string): Version => find(name).version,
    version: rows.versionOf,
  };
};
export type Machines = Awaited<ReturnType<typeof machinesOf>>;
