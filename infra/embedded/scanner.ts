import { connect, type NetConnectOpts } from 'node:net';
import { BadSetting } from './settings.ts';

/** Port: says whether something harmful is in a file; `undefined` when it could not look. */
export interface Scanner {
  scan(body: Uint8Array): Promise<'clean' | 'infected' | undefined>;
}

export const noScanner: Scanner = { scan: () => Promise.resolve(undefined) };

const TIMEOUT_MS = 20_000;
const CHUNK = 64 * 1024;
/** A daemon that could not be reached is left alone for so long: pages ask for many files. */
const PAUSE_MS = 10_000;

/** `/run/clamav/clamd.ctl`, or `127.0.0.1:3310`. @throws {BadSetting} */
const clamdAt = (address: string): NetConnectOpts => {
  if (address.startsWith('/')) return { path: address };
  const [host = '', port = ''] = address.split(':');
  if (host !== '' && /^\d{1,5}$/.test(port)) return { host, port: Number(port) };
  throw new BadSetting(
    `NUANLIU_CLAMD is "${address}": give clamd's socket, such as /run/clamav/clamd.ctl or 127.0.0.1:3310.`,
  );
};

const length = (bytes: number): Buffer => {
  const prefix = Buffer.alloc(4);
  prefix.writeUInt32BE(bytes);
  return prefix;
};

/** @see https://docs.clamav.net/manual/Usage/Scanning.html: INSTREAM takes chunks, each behind its length; 0 ends it */
const ask = (at: NetConnectOpts, body: Uint8Array): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const socket = connect(at, () => {
      socket.write('zINSTREAM\0');
      for (let from = 0; from < body.length; from += CHUNK) {
        const chunk = body.subarray(from, from + CHUNK);
        socket.write(length(chunk.length));
        socket.write(chunk);
      }
      socket.write(length(0));
    });
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('clamd does not answer')));
    socket.on('data', (data) => (said += data.toString()));
    socket.on('error', reject);
    socket.on('close', () => resolve(said));
  });

/** ClamAV's daemon on this machine or beside it. What it cannot be asked stays «not scanned», and is asked again. */
export const clamd = (at: NetConnectOpts, now: () => number = Date.now): Scanner => {
  let pausedUntil = 0;
  return {
    async scan(body) {
      if (now() < pausedUntil) return undefined;
      try {
        const said = await ask(at, body);
        if (/^stream: OK\0?$/.test(said)) return 'clean';
        if (/ FOUND\0?$/.test(said)) return 'infected';
        throw new Error(said.replaceAll('\0', '') || 'clamd said nothing');
      } catch (error) {
        pausedUntil = now() + PAUSE_MS;
        console.error(
          JSON.stringify({ code: 'scan.failed', error: error instanceof Error ? error.message : 'unknown' }),
        );
        return undefined;
      }
    },
  };
};

/** @param address of clamd; nothing scans where there is none. @throws {BadSetting} */
export const scannerAt = (address: string | undefined): Scanner =>
  address === undefined ? noScanner : clamd(clamdAt(address));
