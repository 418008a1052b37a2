import { AsyncLocalStorage } from 'node:async_hooks';
import { backgroundFunction, stepFunctions } from '#infra/aws/functions';
import type { Watch } from '#infra/embedded/host';
import type { Reach } from '#shared/reach';
import type { Query, Write } from '#shared/table/table';
import { pipelines } from '#workflows/index';

/** A function did what its role on AWS has no right to. */
export class OutOfReach extends Error {
  override readonly name = 'OutOfReach';
}

const background = backgroundFunction({ mail: 'ses' });
const specs = [...Object.values(pipelines).flatMap((each) => Object.values(stepFunctions(each))), background];
/** On AWS one function delivers and sweeps; pages are several, and are held to nothing here. */
const reaches = new Map([...specs.map((spec) => [spec.name, spec.reaches] as const), ['sweep', background.reaches]]);

const reachOf = (write: Write): Reach | undefined => {
  if ('update' in write) return 'table.update';
  if ('delete' in write) return 'table.delete';
  return 'check' in write ? 'table.check' : undefined;
};

/** Refuses a function of the embedded host whatever its role on AWS has no right to. */
export const held = (): Watch => {
  const running = new AsyncLocalStorage<string>();
  const may = (reach: Reach | undefined): void => {
    const name = running.getStore();
    const allowed = name === undefined ? undefined : reaches.get(name);
    if (allowed && reach !== undefined && !allowed.includes(reach)) {
      console.error(`${name} does ${reach}`); // machines and pumps report names alone
      throw new OutOfReach(`${name} does ${reach}`);
    }
  };
  return {
    invocation: (name, run) => running.run(name, run),
    ports: (host) => {
      const { table, keys } = host;
      return {
        ...host,
        table: {
          ...table,
          query: async (query: Query) => {
            may(query.index === undefined ? 'table.query' : `table.query.${query.index}`);
            return table.query(query);
          },
          glance: async (some) => {
            may('table.glance');
            return table.glance(some);
          },
          transact: async (writes, how) => {
            for (const write of writes) may(reachOf(write));
            return table.transact(writes, how);
          },
        },
        keys: {
          wrap: async (key, context) => {
            may('keys.wrap');
            return keys.wrap(key, context);
          },
          unwrap: async (wrapped, context) => {
            may('keys.unwrap');
            return keys.unwrap(wrapped, context);
          },
          blind: async (use, value) => {
            may('keys.blind');
            return keys.blind(use, value);
          },
        },
      };
    },
  };
};
