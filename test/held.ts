import { AsyncLocalStorage } from 'node:async_hooks';
import { backgroundFunction, stepFunctions } from '#infra/aws/functions';
import type { Watch } from '#infra/embedded/host';
import type { Reach } from '#shared/reach';
import type { Query, Write } from '#shared/table/table';
import { audienceOf } from '#test/aws/routing';
import { pipelines } from '#workflows/index';

/** A function did what its role on AWS has no right to. */
export class OutOfReach extends Error {
  override readonly name = 'OutOfReach';
}

const background = backgroundFunction({ mail: 'ses' });
const specs = [...Object.values(pipelines).flatMap((each) => Object.values(stepFunctions(each))), background];
/** On AWS one function delivers and sweeps. */
const reaches = new Map([...specs.map((spec) => [spec.name, spec.reaches] as const), ['sweep', background.reaches]]);
const PAGES = 'pages ';
/** @param root of the pages, as a path that ends in a slash */
const reachesOf = (name: string, root: string): readonly Reach[] | undefined =>
  name.startsWith(PAGES) ? audienceOf(`/${name.slice(PAGES.length).replace(root, '')}`).reaches : reaches.get(name);

const reachOf = (write: Write): Reach | undefined => {
  if ('update' in write) return 'table.update';
  if ('delete' in write) return 'table.delete';
  return 'check' in write ? 'table.check' : undefined;
};

/** Refuses a function of the embedded host whatever its role on AWS has no right to. */
export const held = (): Watch => {
  const running = new AsyncLocalStorage<string>();
  let root = '/';
  const may = (reach: Reach | undefined): void => {
    const name = running.getStore();
    const allowed = name === undefined ? undefined : reachesOf(name, root);
    if (allowed && reach !== undefined && !allowed.includes(reach)) {
      console.error(`${name} does ${reach}`); // machines and pumps report names alone
      throw new OutOfReach(`${name} does ${reach}`);
    }
  };
  return {
    invocation: (name, run) => running.run(name, run),
    ports: (host) => {
      const { table, keys, files, site } = host;
      root = site.url.pathname;
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
        files: {
          grant: async (upload) => {
            may('files.write');
            return files.grant(upload);
          },
          list: async (folder) => {
            may('files.read');
            return files.list(folder);
          },
          stat: async (key) => {
            may('files.read');
            return files.stat(key);
          },
          scanOf: async (key) => {
            may('files.read');
            return files.scanOf(key);
          },
          read: async (key) => {
            may('files.read');
            return files.read(key);
          },
          link: async (key, as) => {
            may('files.read');
            return files.link(key, as);
          },
          keep: async (each) => {
            may('files.keep');
            return files.keep(each);
          },
          write: async (key, body, type) => {
            may('files.write');
            return files.write(key, body, type);
          },
          remove: async (key) => {
            may('files.remove');
            return files.remove(key);
          },
        },
      };
    },
  };
};
