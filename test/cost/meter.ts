import { AsyncLocalStorage } from 'node:async_hooks';
import type { Watch } from '#infra/embedded/host';
import { pageSize, SIZES } from '#infra/aws/sizes';
import type { Table } from '#shared/table/table';
import { meteredHost, type Waiting } from './meteredHost.ts';
import { meteredTable, type Written } from './meteredTable.ts';
import { prices } from './prices.ts';
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
        meteredHost(host, { tally, table: table(host.table), waiting, opened: () => current.getStore()?.opened }),
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
