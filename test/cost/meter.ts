import { AsyncLocalStorage } from 'node:async_hooks';
import type { Watch } from '#infra/embedded/host';
import { pageSize, SIZES } from '#infra/aws/sizes';
import type { Host } from '#shared/host';
import { STALE, type Table } from '#shared/table/table';
import { meteredTable, type Written } from './meteredTable.ts';
import { getUnits } from './requestUnits.ts';
import { type PortName, prices } from './prices.ts';
import { openTally, type Tally } from './tally.ts';

/**
 * Counts what the handlers of the embedded host do as AWS would charge it: request units, keys, files, mails,
 * invocations with their seconds. State transitions are read from the engine's histories (transitions.ts).
 *
 *   const meter = openMeter();
 *   await using site = await startEmbedded({ watch: meter.watch });
 *   …
 *   bill(meter.tally)
 */
export type Meter = {
  readonly watch: Watch;
  readonly tally: Tally;
  /** What runs every minute whether anything is due or not: its reading, its invocation. Not part of `tally`. */
  readonly standing: Tally;
  /** How many sweeps `standing` is of. */
  sweeps(): number;
  /** Told of every call to the table: `get`, `transact`, `query CASE/EVENT`, `index district`. */
  onCall(listener: (what: string) => void): void;
  /** Told of the write units that each partition takes. */
  onWrite(listener: (partition: string, units: number) => void): void;
  /** Told of every item that is written. */
  onItem(listener: (write: Written) => void): void;
};

type Invocation = { readonly name: string; ms: number; under: number; readonly opened: Set<string> };

const { assumed } = prices;
const MB_OF_GB = 1_024;
const MS = 1_000;

/** A whole processor of Lambda's comes with so much memory. */
const MB_OF_A_PROCESSOR = 1_769;

/** `pages /apply/name` → the audience whose function answers there, as far as sizes differ. */
const audienceOf = (path: string): string =>
  /^\/(?:apply|status|return|notices|style|$)/.test(path)
    ? 'applicant'
    : /^\/(?:t|tasks|sign-in|sessions|help)\b/.test(path)
      ? 'approver'
      : 'officer';

const isPage = (name: string): boolean => /^pages\b/.test(name);
const pathIn = (name: string): string => name.slice('pages '.length);

const sizeOf = (name: string): { readonly megabytes: number } => {
  if (isPage(name)) return pageSize(audienceOf(pathIn(name)));
  return name === 'background' || name === 'sweep' ? SIZES.background : SIZES.step;
};

export const openMeter = (): Meter => {
  const tally = openTally();
  const standing = openTally();
  const current = new AsyncLocalStorage<Invocation>();
  const callListeners: ((what: string) => void)[] = [];
  const writers: ((partition: string, units: number) => void)[] = [];
  const itemListeners: ((item: Written) => void)[] = [];
  let sweeps = 0;

  /** Calls that are made together are waited for together. */
  const waiting: Waiting = async (port, run, share = 1) => {
    const invocation = current.getStore();
    if (!invocation) return run();
    if (invocation.under === 0) invocation.ms += assumed.waits[port] * share;
    invocation.under += 1;
    try {
      return await run();
    } finally {
      invocation.under -= 1;
    }
  };
  /** Looking for what is due costs the same whether anything is. */
  const where = (what: string): Tally => (what === 'index due' ? standing : tally);

  const settle = ({ name, ms }: Invocation) => {
    const to = name === 'sweep' ? standing : tally;
    const of = isPage(name) ? `pages of ${audienceOf(pathIn(name))}` : name;
    const { megabytes } = sizeOf(name);
    const works = assumed.works * (MB_OF_A_PROCESSOR / megabytes);
    to.add('functionRequests', 1, of);
    to.add('functionGbSeconds', ((ms + works + assumed.coldShare * assumed.coldMs) / MS) * (megabytes / MB_OF_GB), of);
    if (name === 'sweep') sweeps += 1;
    if (!isPage(name)) return;
    to.add('pageRequests', 1, of);
    to.add('logKilobytes', assumed.logKilobytes.page, 'access log');
  };

  const table = (inner: Table): Table => {
    const metered = meteredTable(inner, {
      tally: { ...tally, add: (what, count, of) => where(of).add(what, count, of) },
      called: (what) => callListeners.forEach((listener) => listener(what)),
      wrote: (partition, units) => writers.forEach((writer) => writer(partition, units)),
      written: (item) => itemListeners.forEach((listener) => listener(item)),
    });
    return {
      get: (key, how) => waiting('table', () => metered.get(key, how)),
      query: (query) => waiting('table', () => metered.query(query)),
      glance: (keys) => waiting('table', () => metered.glance(keys)),
      claim: (item) => waiting('table', () => metered.claim(item)),
      transact: (writes, how) => waiting('table', () => metered.transact(writes, how)),
    };
  };

  return {
    tally,
    standing,
    sweeps: () => sweeps,
    onCall: (listener) => void callListeners.push(listener),
    onWrite: (listener) => void writers.push(listener),
    onItem: (listener) => void itemListeners.push(listener),
    watch: {
      ports: (host) =>
        metered(host, { tally, table: table(host.table), waiting, opened: () => current.getStore()?.opened }),
      invocation: async (name, run) => {
        const invocation: Invocation = { name, ms: 0, under: 0, opened: new Set() };
        try {
          return await current.run(invocation, run);
        } finally {
          settle(invocation);
        }
      },
    },
  };
};

/** @param share how often the call is made, of those times that what it brings is asked for */
type Waiting = <T>(port: PortName, run: () => Promise<T>, share?: number) => Promise<T>;
type Around = {
  readonly tally: Tally;
  readonly table: Table;
  readonly waiting: Waiting;
  /** The kinds of keys that this invocation has used. */
  readonly opened: () => Set<string> | undefined;
};

const metered = (host: Host, { tally, table, waiting, opened }: Around): Host => {
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
