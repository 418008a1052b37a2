import type { HostClock } from '#infra/embedded/clock';
import type { Store } from '#infra/embedded/sqlite';
import { parseDefinition, substitute, type Version } from './definition.ts';
import { refuse } from './diagnostics.ts';
import { StateMachineDoesNotExist } from './failure.ts';
import type { Rows } from './rows.ts';
import { validate } from './validate.ts';

/** Which version of each machine new executions start with. Every version that was ever used stays in the rows. */
export const machinesOf = async (
  store: Store,
  rows: Rows,
  options: { clock: HostClock; machines: Record<string, object>; substitutions?: Record<string, string> },
) => {
  const insert = store.db.prepare(
    'INSERT OR IGNORE INTO sfn_versions (hash, machine, definition, created) VALUES (?, ?, ?, ?)',
  );
  const current = new Map<string, string>();
  const create = async (name: string, definition: object): Promise<Version> => {
    const text = substitute(definition, options.substitutions ?? {});
    refuse(validate(text));
    const version = parseDefinition(name, text);
    await store.write(() => insert.run(version.hash, name, version.text, options.clock.now()));
    current.set(name, version.hash);
    return version;
  };
  await Promise.all(Object.entries(options.machines).map(([name, definition]) => create(name, definition)));
  return {
    create,
    version: rows.versionOf,
    /** @throws {StateMachineDoesNotExist} */
    current(name: string): Version {
      const hash = current.get(name);
      if (!hash) throw new StateMachineDoesNotExist(`State Machine Does Not Exist: '${name}'`);
      return rows.versionOf(hash);
    },
  };
};
export type Machines = Awaited<ReturnType<typeof machinesOf>>;
