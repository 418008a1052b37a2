import type { Host } from '#shared/host';
import { STALE, type Table } from '#shared/table/table';
import { type PortName, prices } from './prices.ts';
import { getUnits } from './requestUnits.ts';
import type { Tally } from './tally.ts';

const { assumed } = prices;

/** @param share how often the call is made, of those times that what it brings is asked for */
export type Waiting = <T>(port: PortName, run: () => Promise<T>, share?: number) => Promise<T>;
type Around = {
  readonly tally: Tally;
  readonly table: Table;
  readonly waiting: Waiting;
  /** The kinds of keys that this invocation has used. */
  readonly opened: () => Set<string> | undefined;
};

/** The ports of a host, each call counted as AWS charges it and waited for as long as AWS takes. */
export const meteredHost = (host: Host, { tally, table, waiting, opened }: Around): Host => {
  const { keys, files, mail, workflows, site } = host;
  const calling =
    <A extends readonly unknown[], T>(port: PortName, run: (...args: A) => Promise<T>) =>
    (...args: A): Promise<T> =>
      waiting(port, () => run(...args));
  const getting = (of: string) => tally.add('fileGets', 1, of);
  /** A function asks KMS once in its life for the key of the month, and once for that of blind indexes. */
  const keyOf = (of: string) => {
    const known = opened();
    if (!known || known.has(of)) return;
    known.add(of);
    tally.add('keyCalls', assumed.coldShare, of);
    tally.add('readUnits', assumed.coldShare, 'get KEYS');
  };
  return {
    ...host,
    table,
    site: {
      ...site,
      about: () => {
        tally.add('readUnits', assumed.againShare * getUnits(undefined, STALE), 'get ORGANISATION/ABOUT');
        return waiting('table', site.about, assumed.againShare);
      },
    },
    keys: {
      wrap: (key, context) => {
        keyOf('month');
        return keys.wrap(key, context);
      },
      unwrap: (wrapped, context) => {
        keyOf('month');
        return keys.unwrap(wrapped, context);
      },
      blind: (use, value) => {
        keyOf('blind');
        return keys.blind(use, value);
      },
    },
    files: {
      grant: (upload) => files.grant(upload),
      // Both look where a file is kept and in quarantine (shared/aws/s3.ts); a list is charged as a put is.
      list: calling('files', async (folder) => {
        tally.add('filePuts', 2, 'list');
        return files.list(folder);
      }),
      stat: calling('files', async (key) => {
        for (const place of ['kept', 'in quarantine']) getting(`stat, ${place}`);
        return files.stat(key);
      }),
      scanOf: (key) => files.scanOf(key), // asks S3 only where there is a scanner
      read: calling('files', async (key) => {
        getting('read');
        return files.read(key);
      }),
      link: (key, as) => files.link(key, as), // signed here: asks nobody
      keep: calling('files', async (all) => {
        for (const _ of all) {
          getting('keep');
          tally.add('filePuts', 1, 'keep');
        }
        return files.keep(all);
      }),
      write: calling('files', async (...written) => {
        tally.add('filePuts', 1, 'write');
        return files.write(...written);
      }),
      remove: calling('files', (key) => files.remove(key)),
    },
    mail: {
      send: calling('mail', async (each) => {
        tally.add('mails', 1, each.list);
        return mail.send(each);
      }),
    },
    workflows: {
      ...workflows,
      startExecution: calling('workflows', (start) => workflows.startExecution(start)),
      sendTaskSuccess: calling('workflows', (success) => workflows.sendTaskSuccess(success)),
      sendTaskFailure: calling('workflows', (failure) => workflows.sendTaskFailure(failure)),
      describeExecution: calling('workflows', (which) => workflows.describeExecution(which)),
    },
  };
};
