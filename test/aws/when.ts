import * as z from 'zod/mini';
import { type Fault, FAULTS } from './faults.ts';
import { type Cell, operationOf, type Trouble } from './matrix.ts';
import type { Sent } from './wire.ts';

/**
 * Which calls fail: each once, at its first attempt; all attempts of the first, of the last, of ten in between; or every
 * one for five minutes from the middle on.
 */
export const WHENS = ['each at first', 'the first', 'the last', 'ten of them', 'for five minutes'] as const;
export type When = (typeof WHENS)[number];

const FIVE_MINUTES_MS = 5 * 60_000;
const TEN = 10;
const Transaction = z.object({ ClientRequestToken: z.string() });

const mailIn = (body: Buffer): string => {
  const raw = Buffer.from(new URLSearchParams(body.toString()).get('RawMessage.Data') ?? '', 'base64').toString();
  return /^X-Nuanliu-Id: (.*)\r$/m.exec(raw)?.[1] ?? '';
};

/**
 * One call, however often it is attempted: by the SDK, or by our own code, which repeats a transaction with its token, and
 * a mail within the same moment.
 */
const callOf = ({ operation, call, body, at }: Sent): string => {
  if (operation === 'SendRawEmail') return `${mailIn(body)} ${at}`;
  if (operation !== 'TransactWriteItems') return call;
  return z.parse(Transaction, JSON.parse(body.toString())).ClientRequestToken;
};

/** What a call asks for, whoever asks again. */
const matterOf = (sent: Sent): string => {
  if (sent.operation === 'SendRawEmail') return mailIn(sent.body);
  return [sent.role, sent.operation, sent.path, sent.body.toString('latin1')].join(' ');
};

/**
 * Whether this is a call's first attempt. A call that nobody attempted again after its first, because its fault is not
 * repeated or its client had no retries left to spend, is attempted again by whoever makes it anew: the outbox, a state's
 * Retry, a person who reloads a page.
 */
const firsts = (): ((sent: Sent) => boolean) => {
  const failed = new Set<string>();
  return (sent) => {
    const matter = matterOf(sent);
    if (failed.delete(matter) || sent.attempt > 1) return false;
    failed.add(matter);
    return true;
  };
};

/** @param calls how many calls of this operation there are in peace */
const chosen = (when: When, calls: number): ((sent: Sent) => boolean) => {
  const [order, isFirst] = [new Map<string, number>(), firsts()];
  let until: number | undefined;
  return (sent) => {
    const nth = order.get(callOf(sent)) ?? order.size + 1;
    order.set(callOf(sent), nth);
    if (when === 'each at first') return isFirst(sent);
    if (when === 'the first') return nth === 1;
    if (when === 'the last') return nth === calls;
    const each = Math.max(2, Math.ceil(calls / TEN));
    if (when === 'ten of them') return nth % each === 0 && nth <= TEN * each;
    if (until === undefined && nth >= calls / 2) until = sent.at + FIVE_MINUTES_MS;
    return until !== undefined && sent.at < until;
  };
};

/** Of a single call the last is the first, and none is in between. */
const isAnother = (when: When, calls: number): boolean => calls > 1 || (when !== 'the last' && when !== 'ten of them');

const trouble = ({ service, operation, fate }: Fault, when: When, calls: number): Trouble => {
  const hits = chosen(when, calls);
  const count = { met: 0, again: 0 };
  return {
    count,
    weather: {
      fate: (sent) => {
        if (sent.service !== service || sent.operation !== operation || !hits(sent)) return undefined;
        count.met += 1;
        // Only a mail whose answer got lost may come again: SES has no token by which it could tell.
        if (service === 'ses' && fate.kind === 'lost') count.again += 1;
        return fate;
      },
    },
  };
};

export const callCells: readonly Cell[] = FAULTS.flatMap((fault) =>
  WHENS.map((when) => ({
    name: `${fault.name}, ${when}`,
    subject: operationOf(fault),
    begin: ({ calls: all }) => {
      const calls = all.get(operationOf(fault));
      return calls !== undefined && isAnother(when, calls) ? trouble(fault, when, calls) : undefined;
    },
  })),
);
