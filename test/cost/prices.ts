import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';

/** What AWS charges for, as the price file names it. */
export const PRICED = [
  'transitions',
  'expressRequests',
  'expressGbSeconds',
  'writeUnits',
  'readUnits',
  'functionRequests',
  'functionGbSeconds',
  'pageRequests',
  'filePuts',
  'fileGets',
  'keyCalls',
  'schedules',
  'queueRequests',
  'logKilobytes',
  'mails',
] as const;
export type Priced = (typeof PRICED)[number];

const Price = z.object({ usd: z.number(), what: z.string(), source: z.url(), read: z.string() });
const Ms = z.number();
const Prices = z.object({
  at: z.string(),
  region: z.string(),
  perMillion: z.record(z.enum(PRICED), Price),
  assumed: z.object({
    /** Milliseconds from a call to its answer, by port. */
    waits: z.object({ table: Ms, keys: Ms, files: Ms, workflows: Ms, mail: Ms }),
    /** Milliseconds that a function works by itself, an invocation. */
    works: Ms,
    coldShare: z.number(),
    coldMs: Ms,
    /** How often it reads again what it remembers for ten minutes. */
    againShare: z.number(),
    logKilobytes: z.object({ invocation: z.number(), page: z.number() }),
  }),
});
export type Prices = z.infer<typeof Prices>;
export type PortName = keyof Prices['assumed']['waits'];

/** The dated price file by which everything is reckoned. */
export const prices: Prices = Prices.parse(
  JSON.parse(readFileSync(new URL('prices-2026-11.json', import.meta.url), 'utf8')),
);
