import { resolve } from 'node:path';
import type { Unscanned } from '#shared/files/files';

/** What the environment says of this host, checked before anything is opened. */
export type Settings = {
  readonly port: number;
  readonly hostname: string;
  readonly url: URL;
  readonly folder: string;
  readonly behindProxy: boolean;
  readonly smtp?: {
    readonly url: string;
    readonly from: string;
    /** Mails that may leave in a day; what is over waits. No limit where it is absent. */
    readonly mails?: number;
  };
  /** ClamAV's daemon: its socket, or host and port. Attachments are not scanned where it is absent. */
  readonly clamd?: string;
  /** What is done with attachments that no scanner has called clean. */
  readonly unscanned?: Unscanned;
  /** Where the engine serves the API of Step Functions, on loopback; not at all where it is absent. */
  readonly sfnPort?: number;
  /** Milliseconds since 1970 at which a virtual clock starts; the real time where it is absent. */
  readonly virtualFrom?: number;
};

/** A setting that cannot be used. The message is the whole of what the operator sees. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting';
}

export const readSettings = (env: Readonly<Record<string, string | undefined>>): Settings => {
  const port = readPort('PORT', env['PORT'] ?? '8080');
  const hostname = env['HOST'] ?? '127.0.0.1';
  const shown = hostname === '0.0.0.0' || hostname === '::' ? '127.0.0.1' : hostname;
  const url = readUrl(env['NUANLIU_URL'] ?? `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`);
  const clock = env['NUANLIU_CLOCK'];
  const smtpUrl = env['SMTP_URL'];
  return {
    port,
    hostname,
    url,
    folder: resolve(env['NUANLIU_DATA'] ?? 'data'),
    behindProxy: env['NUANLIU_PROXY'] !== undefined && env['NUANLIU_PROXY'] !== '',
    ...(smtpUrl
      ? {
          smtp: {
            url: smtpUrl,
            from: env['MAIL_FROM'] ?? `nuanliu@${url.hostname}`,
            ...readMails(env['NUANLIU_MAILS']),
          },
        }
      : {}),
    ...(env['NUANLIU_CLAMD'] ? { clamd: env['NUANLIU_CLAMD'] } : {}),
    unscanned: readUnscanned(env),
    ...(env['NUANLIU_SFN_PORT'] ? { sfnPort: readPort('NUANLIU_SFN_PORT', env['NUANLIU_SFN_PORT']) } : {}),
    ...(clock ? { virtualFrom: readClock(clock) } : {}),
  };
};

const readUnscanned = (env: Readonly<Record<string, string | undefined>>): Unscanned => {
  const { NUANLIU_UNSCANNED: text = 'show', NUANLIU_CLAMD: scanner = '' } = env;
  if (text !== 'show' && text !== 'block') throw new BadSetting(`NUANLIU_UNSCANNED is "${text}": give show or block.`);
  if (text === 'block' && scanner === '')
    throw new BadSetting('NUANLIU_UNSCANNED is "block", but nothing scans: set NUANLIU_CLAMD as well.');
  return text;
};

const readMails = (text = ''): { mails?: number } => {
  if (text === '') return {};
  const mails = Number(text);
  if (!Number.isInteger(mails) || mails < 1) {
    throw new BadSetting(`NUANLIU_MAILS is "${text}": give the number of mails that may leave in a day, such as 2000.`);
  }
  return { mails };
};

const readPort = (name: string, text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new BadSetting(`${name} is "${text}": give a number from 1 to 65535.`);
  }
  return port;
};

const readUrl = (text: string): URL => {
  if (!URL.canParse(text))
    throw new BadSetting(
      `NUANLIU_URL is "${text}": give the address that people open, such as https://union.example.org/aid/.`,
    );
  const url = new URL(text);
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new BadSetting('NUANLIU_URL must begin with http:// or https://.');
  return url;
};

const readClock = (text: string): number => {
  const at = Date.parse(text.replace(/^virtual:/, ''));
  if (!text.startsWith('virtual:') || Number.isNaN(at))
    throw new BadSetting(
      `NUANLIU_CLOCK is "${text}": give virtual:2019-01-02T09:00:00+08:00, or leave it out for the real time.`,
    );
  return at;
};
