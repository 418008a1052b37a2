import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { Host, HostProvider } from '#shared/host';
import { daily } from '#shared/mail/daily';
import { organisation } from '#shared/people/organisation';
import { shippedYears } from '#shared/time/calendars/shipped';
import { Instant } from '#shared/time/instant';
import { type WorkingCalendar, workingCalendar } from '#shared/time/workingDays';
import { lazyPorts, type Ports } from './ports.ts';

const TEN_MINUTES_MS = 600_000;

/** What stands on every page and changes once in years is read again after ten minutes. */
const remembered = <T>(read: () => Promise<T>, { now }: Host['clock']): (() => Promise<T>) => {
  let kept: { readonly value: Promise<T>; readonly until: number } | undefined;
  return () => {
    if (kept && kept.until > now()) return kept.value;
    const value = read();
    kept = { value, until: now() + TEN_MINUTES_MS };
    value.catch(() => (kept = undefined));
    return value;
  };
};

const open = (ports: Ports): Host => {
  const clock = { now: () => Instant.parse(Date.now()) };
  const adapters = lazyPorts(ports, clock);
  // A further year comes with a deployment here: its file beside the shipped ones.
  let calendar: WorkingCalendar | undefined;
  return {
    ...adapters,
    mail: daily(adapters.mail, {
      table: adapters.table,
      clock,
      most: Number(process.env['MAILS'] ?? 0),
      full: () => console.error(JSON.stringify({ code: 'mail.full' })),
    }),
    clock,
    random: { bytes: (count) => randomBytes(count) },
    calendars: { working: () => (calendar ??= workingCalendar(shippedYears())) },
    site: {
      url: new URL(process.env['NUANLIU_URL'] ?? ''),
      style: `/${process.env['STYLE'] ?? ''}`,
      about: remembered(organisation(adapters.table).about, clock),
    },
    get versions() {
      return z.record(z.string(), z.string()).parse(JSON.parse(process.env['VERSIONS'] ?? '{}'));
    },
  };
};

/** The world of a function on AWS, built from these ports at its first event and kept for the next ones. */
export const awsHost = (ports: Ports): HostProvider => {
  let host: Host | undefined;
  return () => {
    host ??= open(ports);
    return Promise.resolve(host);
  };
};
