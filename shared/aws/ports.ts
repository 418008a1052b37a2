import type { Files } from '#shared/files/files';
import type { Host } from '#shared/host';
import type { Keys } from '#shared/keys/keys';
import type { Mail } from '#shared/mail/mail';
import type { Table } from '#shared/table/table';
import type { Workflows } from '#shared/workflows';

/**
 * The adapters that a function takes with it: a bundle holds the SDK clients of these and no others, and its role
 * allows their calls and no others. A port that is absent was forgotten in infra/aws/functions.ts.
 *
 * Each is loaded when it is first used, so that a cold start evaluates only the clients that its first event needs.
 */
export type Ports = {
  readonly table: () => Promise<Table>;
  readonly keys?: (table: Table) => Promise<Keys>;
  readonly files?: (host: Pick<Host, 'clock'>) => Promise<Files>;
  readonly mail?: () => Promise<Mail>;
  readonly workflows?: () => Promise<Workflows>;
};

const once = <Port>(load: (() => Promise<Port>) | undefined, name: string): (() => Promise<Port>) => {
  let loaded: Promise<Port> | undefined;
  return () => {
    if (!load) throw new TypeError(`This function was deployed without the port ${name}`);
    loaded ??= load();
    return loaded;
  };
};

type LazyPorts = Pick<Host, 'table' | 'keys' | 'files' | 'mail' | 'workflows'>;

/** The same ports, each waiting for its adapter at every call: after the first call that costs nothing. */
export const lazyPorts = (ports: Ports, clock: Host['clock']): LazyPorts => {
  const table = once(ports.table, 'table');
  const { keys: loadKeys, files: loadFiles, mail: loadMail, workflows: loadWorkflows } = ports;
  const keys = once(loadKeys && (async () => loadKeys(await table())), 'keys');
  const files = once(loadFiles && (() => loadFiles({ clock })), 'files');
  const mail = once(loadMail, 'mail');
  const workflows = once(loadWorkflows, 'workflows');
  return {
    table: {
      get: async (key, how) => (await table()).get(key, how),
      query: async (query) => (await table()).query(query),
      glance: async (some) => (await table()).glance(some),
      transact: async (writes, how) => (await table()).transact(writes, how),
      claim: async (item) => (await table()).claim(item),
    },
    keys: {
      wrap: async (key, context) => (await keys()).wrap(key, context),
      unwrap: async (wrapped, context) => (await keys()).unwrap(wrapped, context),
      blind: async (use, value) => (await keys()).blind(use, value),
    },
    files: {
      grant: async (upload) => (await files()).grant(upload),
      list: async (folder) => (await files()).list(folder),
      stat: async (key) => (await files()).stat(key),
      scanOf: async (key) => (await files()).scanOf(key),
      read: async (key) => (await files()).read(key),
      link: async (key, as) => (await files()).link(key, as),
      keep: async (all) => (await files()).keep(all),
      write: async (key, body, type) => (await files()).write(key, body, type),
      remove: async (key) => (await files()).remove(key),
    },
    mail: { send: async (each) => (await mail()).send(each) },
    workflows: {
      startExecution: async (start) => (await workflows()).startExecution(start),
      sendTaskSuccess: async (success) => (await workflows()).sendTaskSuccess(success),
      sendTaskFailure: async (failure) => (await workflows()).sendTaskFailure(failure),
      stopExecution: async (stop) => (await workflows()).stopExecution(stop),
      describeExecution: async (which) => (await workflows()).describeExecution(which),
      sendTaskHeartbeat: async (heartbeat) => (await workflows()).sendTaskHeartbeat(heartbeat),
      getExecutionHistory: async (which) => (await workflows()).getExecutionHistory(which),
      listExecutions: async (wanted) => (await workflows()).listExecutions(wanted),
      redriveExecution: async (which) => (await workflows()).redriveExecution(which),
    },
  };
};
