import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Watch } from '#infra/embedded/host';
import { routes } from '#infra/embedded/routes';
import type { Settings } from '#infra/embedded/settings';
import { start } from '#infra/embedded/start';
import { advance } from '#infra/embedded/timekeeper';
import type { Random } from '#shared/host';
import { freePort } from '#test/freePort';
import { held } from '#test/held';

/** Bytes that repeat from run to run. For tests alone. */
export const seededRandom = (seed: string): Random => {
  let counter = 0;
  return {
    bytes: (count) => {
      const out: Buffer[] = [];
      for (let have = 0; have < count; have += 32)
        out.push(createHash('sha256').update(`${seed}#${counter++}`).digest());
      return Buffer.concat(out).subarray(0, count);
    },
  };
};

type Starting = {
  readonly at?: string;
  readonly path?: string;
  readonly folder?: string;
  readonly watch?: Watch;
  /** Where attachments are scanned, and what is done with those that are not. */
  readonly scanning?: Pick<Settings, 'clamd' | 'unscanned'>;
};

/**
 * The shipped product in this process: real HTTP on a free port, the shipped machines, SQLite in a temporary folder,
 * mail kept, and a clock that stands still until it is moved. `await using site = await startEmbedded()`.
 *
 * No function does there what its role on AWS has no right to. `at` is the virtual instant to start from; `folder` is a data folder of one's own, which is left in place.
 */
export const startEmbedded = async ({
  at = '2019-03-01T09:00:00+08:00',
  path = '/',
  folder: given,
  watch = held(),
  scanning = {},
}: Starting = {}) => {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'nuanliu-')));
  const port = await freePort();
  const url = new URL(`http://127.0.0.1:${port}${path}`);
  const settings = {
    port,
    hostname: '127.0.0.1',
    url,
    folder,
    behindProxy: false,
    virtualFrom: Date.parse(at),
    ...scanning,
  };
  const random = seededRandom(given ?? 'test');
  const started = await start(settings, routes, { random, watch });
  const { embedded, store, clock } = started;
  const { mailbox } = embedded;
  if (!clock || !mailbox) throw new Error('The test host has a virtual clock and a mailbox');
  return {
    ...embedded,
    url,
    folder,
    store,
    clock,
    mailbox,
    /** Mails to an address, oldest first. */
    mailTo: (to: string) => mailbox.list({ to }).toReversed(),
    /** Lets time pass, doing on the way whatever becomes due. */
    moveTo: (to: string) => advance(embedded, store, clock, Date.parse(to)),
    async [Symbol.asyncDispose]() {
      await started.stop();
      if (given === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
};
export type Site = Awaited<ReturnType<typeof startEmbedded>>;
