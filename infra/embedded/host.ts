import { join } from 'node:path';
import { pages, type Route } from '#functions/page';
import { deliver } from '#functions/outbox';
import { sweep } from '#functions/sweep';
import type { Host, Random } from '#shared/host';
import { cssPath } from '#shared/html/style.css';
import { organisation } from '#shared/people/organisation';
import { pipelines } from '#workflows/index';
import { openCalendars } from './calendars.ts';
import type { HostClock } from './clock.ts';
import { type Engine, startEngine } from './engine/engine.ts';
import type { Invoke } from './engine/running/flights.ts';
import { type Attachments, type EmbeddedFiles, openFiles } from './files.ts';
import { invokeOf, loadHandlers, machinesOf } from './handlers.ts';
import { openKeys } from './keys.ts';
import { openMail } from './mail.ts';
import type { Mailbox } from './mailbox.ts';
import { type Pump, startPump } from './pump.ts';
import { realRandom } from './random.ts';
import { writeSample } from './sample.ts';
import type { Settings } from './settings.ts';
import type { Store } from './sqlite.ts';
import { type EmbeddedTable, openTable } from './table.ts';

export type EmbeddedOptions = {
  readonly folder: string;
  readonly store: Store;
  readonly clock: HostClock;
  readonly url: URL;
  readonly routes: readonly Route[];
  readonly smtp?: NonNullable<Settings['smtp']>;
  readonly attachments?: Attachments;
  readonly random?: Random;
  readonly watch?: Watch;
};

/** Stands around every port and every invocation of a function: for whoever counts what they do. */
export type Watch = {
  ports(host: Host): Host;
  /** `name` is a step's, as the machine knows it; or `pages` and the path, `background`, `sweep`. */
  invocation<T>(name: string, run: () => Promise<T>): Promise<T>;
  /** Stands between state machines and their functions. */
  invoking?(invoke: Invoke): Invoke;
};

const nobodyWatches: Watch = { ports: (host) => host, invocation: (_, run) => run() };

export type Embedded = {
  readonly host: Host;
  readonly table: EmbeddedTable;
  readonly files: EmbeddedFiles;
  /** Absent where mail leaves by SMTP. */
  readonly mailbox?: Mailbox;
  readonly engine: Engine;
  readonly pump: Pump;
  /** Does whatever has become due. */
  sweep(): Promise<unknown>;
  readonly pages: ReturnType<ReturnType<typeof pages>>;
  /** Resolves when nothing is left to do but wait for time or people. */
  idle(): Promise<void>;
  stop(): Promise<void>;
};

/** Nothing that was sealed with a key: only then may a key file that is not there be made. */
const isFresh = ({ db }: Store): boolean => {
  const sealed = "SELECT 1 FROM item WHERE sk IN ('CASE', 'DRAFT') LIMIT 1";
  return db.prepare(sealed).get() === undefined;
};

/** Puts the ports together for one machine and starts what runs by itself: engine, pump, first sweep. */
export const openEmbedded = async (options: EmbeddedOptions): Promise<Embedded> => {
  const { folder, store, clock, url, random = realRandom, watch = nobodyWatches } = options;
  const table = openTable(store);
  const keys = openKeys(join(folder, 'keys.json'), { fresh: isFresh(store) });
  const action = () => new URL('uploads', url).href;
  const files = openFiles(join(folder, 'files'), { keys, clock, action, ...options.attachments });
  const { mail, mailbox } = openMail({ ...options, table });
  await writeSample(table);

  const provide = () => Promise.resolve(host);
  const all = Object.values(pipelines);
  const handle = invokeOf(await loadHandlers(all, () => provide));
  const invoke: Invoke = (name, payload, context) => watch.invocation(name, () => handle(name, payload, context));
  const engine = await startEngine({
    store,
    clock,
    machines: machinesOf(all),
    invoke: watch.invoking?.(invoke) ?? invoke,
  });
  const host = watch.ports({
    table,
    files,
    mail,
    workflows: engine,
    keys,
    clock,
    random,
    calendars: openCalendars(join(folder, 'calendars')),
    site: { url, style: cssPath, about: organisation(table).about },
    versions: Object.fromEntries(engine.machines.list().map(({ name, version }) => [name, version.hash])),
  });
  const answering = pages(options.routes)(provide);
  let requests = 0;
  const background = (pk: string) => watch.invocation('background', () => deliver(host, pk));
  const pump = startPump(background, table, () => requests > 0);
  const sweeping = () =>
    watch.invocation('sweep', async () => {
      await sweep(host);
      await files.sweep();
    });
  await sweeping();

  return {
    host,
    table,
    files,
    ...(mailbox ? { mailbox } : {}),
    engine,
    pump,
    sweep: sweeping,
    pages: async (event) => {
      requests += 1;
      try {
        return await watch.invocation(`pages ${pathOf(event)}`, () => answering(event));
      } finally {
        requests -= 1;
      }
    },
    async idle() {
      let quiet = 0;
      while (quiet < 2) {
        await Promise.all([engine.idle(), pump.idle(), store.drained()]);
        await new Promise(setImmediate);
        quiet = pump.busy() === 0 ? quiet + 1 : 0;
      }
    },
    async stop() {
      await pump.idle();
      await engine.stop();
    },
  };
};

const pathOf = (event: unknown): string =>
  typeof event === 'object' && event !== null && 'rawPath' in event ? String(event.rawPath) : '';
