import { createHash, createHmac } from 'node:crypto';
import type { PagesHandler } from '#functions/page';
import { openStore } from '#infra/embedded/sqlite';
import { openTable } from '#infra/embedded/table';
import type { Files } from '#shared/files/files';
import type { Host } from '#shared/host';
import { cssPath } from '#shared/html/style.css';
import type { About } from '#shared/people/organisation';
import { shippedYears } from '#shared/time/calendars/shipped';
import { Instant } from '#shared/time/instant';
import { workingCalendar } from '#shared/time/workingDays';

const notHere = () => Promise.reject(new Error('Pages do not call this'));

const ABOUT: About = {
  name: '江东区总工会',
  phone: '027-00000000',
  hours: '8:30–17:00',
  supervisionPhone: '027-00000001',
  sample: true,
};

/** A host for pages alone: a real table in memory, a clock that stands still, randomness that repeats itself. */
export const pageHost = (url = 'http://127.0.0.1:8080/'): Host & { stored: Map<string, Uint8Array> } => {
  const stored = new Map<string, Uint8Array>();
  let drawn = 0;
  return {
    stored,
    table: openTable(openStore(':memory:')),
    files: filesIn(stored),
    mail: { send: notHere },
    workflows: {
      startExecution: notHere,
      sendTaskSuccess: notHere,
      sendTaskFailure: notHere,
      stopExecution: notHere,
      describeExecution: notHere,
      sendTaskHeartbeat: notHere,
      getExecutionHistory: notHere,
      listExecutions: notHere,
      redriveExecution: notHere,
    },
    keys: {
      wrap: (key, context) => Promise.resolve(`${context}:${Buffer.from(key).toString('base64')}`),
      unwrap: (wrapped, context) => Promise.resolve(Buffer.from(wrapped.slice(context.length + 1), 'base64')),
      blind: (use, value) => Promise.resolve(createHmac('sha256', use).update(value).digest('base64url')),
    },
    clock: { now: () => Instant.parse(Date.parse('2019-03-11T01:40:00Z')) },
    random: {
      bytes: (count) => {
        drawn += 1;
        return createHash('shake256', { outputLength: count }).update(String(drawn)).digest();
      },
    },
    calendars: { working: () => workingCalendar(shippedYears()) },
    site: { url: new URL(url), style: cssPath, about: () => Promise.resolve(ABOUT) },
    versions: {},
  };
};

const filesIn = (stored: Map<string, Uint8Array>): Files => ({
  grant: ({ key, back }) => Promise.resolve({ action: '/uploads', fields: { key, back: back.href } }),
  list: (folder) => Promise.resolve([...stored.keys()].filter((key) => key.startsWith(`${folder}/`))),
  stat: (key) => {
    const body = stored.get(key);
    const rest = { type: 'image/png', sha256: '', name: 'a.png', scan: 'not scanned', readable: true } as const;
    return Promise.resolve(body && { key, bytes: body.length, ...rest });
  },
  scanOf: () => Promise.resolve('not scanned'),
  read: (key) => Promise.resolve(stored.get(key)),
  link: () => Promise.resolve(undefined),
  keep: () => Promise.resolve(),
  write: (key, body) => Promise.resolve(void stored.set(key, body)),
  remove: (key) => Promise.resolve(void stored.delete(key)),
});

export type Sent = {
  readonly method?: string;
  readonly path: string;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
};

/** Sends what a browser would send, as the event that both hosts make of it. */
export const send = (handler: PagesHandler, { method = 'GET', path, body, headers = {}, cookies = [] }: Sent) => {
  const [rawPath = '/', rawQueryString = ''] = path.split('?');
  return handler({
    version: '2.0',
    rawPath,
    rawQueryString,
    cookies,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    requestContext: { requestId: 'req-1', http: { method, path: rawPath, sourceIp: '192.0.2.1' } },
    ...(body !== undefined && { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }),
  });
};
