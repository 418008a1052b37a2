import type { Route } from '#functions/page';
import type { Random } from '#shared/host';
import { type HostClock, realClock, type VirtualClock } from './clock.ts';
import { clockControl, health, uploads } from './direct.ts';
import { bringForward } from './bringForward.ts';
import { serveEngine } from './engine/api/server.ts';
import { openFolder } from './folder.ts';
import { type Direct, type Front, openFront } from './front.ts';
import { type Embedded, openEmbedded, type Watch } from './host.ts';
import { mailboxPlaces } from './mailboxPages.ts';
import { scannerAt } from './scanner.ts';
import type { Settings } from './settings.ts';
import type { Store } from './sqlite.ts';
import { keepTime, storedClock } from './timekeeper.ts';

export type Started = {
  readonly embedded: Embedded;
  readonly store: Store;
  /** Present in virtual mode. */
  readonly clock?: VirtualClock;
  stop(): Promise<void>;
};

/** Starts everything that serves on one machine. What fails stops it with an error that says what to do. */
export const start = async (
  settings: Settings,
  routes: readonly Route[],
  { random, watch }: { random?: Random; watch?: Watch } = {},
): Promise<Started> => {
  const { folder, url, smtp, virtualFrom } = settings;
  const data = openFolder(folder);
  try {
    const virtual = virtualFrom === undefined ? undefined : storedClock(data.store, virtualFrom);
    const clock: HostClock = virtual ?? realClock();
    const embedded = await openEmbedded({
      folder,
      store: data.store,
      clock,
      url,
      routes,
      ...(smtp ? { smtp } : {}),
      attachments: { scanner: scannerAt(settings.clamd), unscanned: settings.unscanned },
      ...(random ? { random } : {}),
      ...(watch ? { watch } : {}),
    });
    if (data.isOlder) {
      await bringForward(embedded);
      data.brought();
    }
    const front = await open(settings, embedded, data.store, virtual).catch(async (error: unknown) => {
      await embedded.stop(); // what has begun to run must not meet a closed database
      throw error;
    });
    const api = settings.sfnPort === undefined ? undefined : await serveEngine(embedded.engine, settings.sfnPort);
    const time = virtual ? { stop: () => undefined } : keepTime(embedded);
    return {
      embedded,
      store: data.store,
      ...(virtual ? { clock: virtual } : {}),
      async stop() {
        time.stop();
        await front.close();
        await api?.close();
        await embedded.stop();
        data.close();
      },
    };
  } catch (error) {
    data.close();
    throw error;
  }
};

const open = (
  settings: Settings,
  embedded: Embedded,
  store: Store,
  virtual: VirtualClock | undefined,
): Promise<Front> => {
  const prefix = settings.url.pathname.slice(0, -1);
  const places: Direct[] = [
    health(embedded),
    uploads(embedded, settings.url),
    ...(embedded.mailbox ? mailboxPlaces(embedded.mailbox) : []),
    ...(virtual ? [clockControl(embedded, store, virtual)] : []),
  ];
  // A proxy may pass the path prefix of NUANLIU_URL on or take it away: both work.
  const prefixed =
    prefix === '' ? [] : places.map((place): Direct => ({ ...place, path: `/${prefix.slice(1)}${place.path}` }));
  return openFront({
    hostname: settings.hostname,
    port: settings.port,
    pages: embedded.pages,
    direct: [...places, ...prefixed],
    behindProxy: settings.behindProxy,
  });
};
