import { createHash } from 'node:crypto';
import jsonata from 'jsonata';
import type { Surroundings } from './expressions.ts';

const MOST_ITEMS = 1_000;

const partition = (list: unknown[] | undefined, size: number) => {
  if (!list) return undefined;
  if (!Number.isInteger(size) || size < 1) throw new Error('The partition size must be a positive integer.');
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
};

/** From `first` to `last`, both included. */
const range = (first: number, last: number, step: number) => {
  if (step === 0) throw new Error('The range step must not be zero.');
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  if (count > MOST_ITEMS) throw new Error(`A range holds at most ${MOST_ITEMS} items.`);
  // A sequence, as the range operator of JSONata gives: one of a single number is that number.
  return Object.defineProperty(
    Array.from({ length: count }, (_, i) => first + i * step),
    'sequence',
    { value: true },
  );
};

const algorithms: Record<string, string> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

const hash = (text: string | undefined, algorithm = 'SHA-256') => {
  const known = algorithms[algorithm];
  if (!known) throw new Error(`Unknown hash algorithm ${algorithm}.`);
  return text === undefined ? undefined : createHash(known).update(text).digest('hex');
};

const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

/** The first number that java.util.Random gives for this seed, as on AWS: the same seed, the same number. */
const seeded = (seed: number) => {
  let state = (BigInt(Math.trunc(seed)) ^ MULTIPLIER) & MASK;
  const bits = (count: bigint) => {
    state = (state * MULTIPLIER + 0xbn) & MASK;
    return Number(state >> (48n - count));
  };
  return (bits(26n) * 2 ** 27 + bits(27n)) / 2 ** 53;
};

const uuid = (random: () => number) =>
  'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replaceAll(/[xy]/g, (letter) => {
    const digit = Math.floor(random() * 16);
    return (letter === 'y' ? (digit & 3) | 8 : digit).toString(16);
  });

const parse = (text: string | undefined): unknown => {
  if (text === undefined) return undefined;
  const value: unknown = JSON.parse(text);
  return Object.is(value, -0) ? 0 : value;
};

const fromMillis = jsonata('$fromMillis(millis, picture, zone)');

/**
 * What Step Functions adds to JSONata, and what it takes away.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided
 */
export const stepFunctions = (expression: jsonata.Expression, { now, random }: Surroundings) => {
  expression.registerFunction('partition', partition, '<an:a>');
  expression.registerFunction('range', range, '<nnn:a<n>>');
  expression.registerFunction('hash', hash, '<ss?:s>');
  expression.registerFunction('random', (seed?: number) => (seed === undefined ? random() : seeded(seed)), '<n?:n>');
  expression.registerFunction('uuid', () => uuid(random), '<:s>');
  expression.registerFunction('parse', parse, '<s:x>');
  expression.registerFunction('millis', () => now(), '<:n>');
  expression.registerFunction(
    'now',
    (picture?: string, zone?: string) => fromMillis.evaluate({ millis: now(), picture, zone }),
    '<s?s?:s>',
  );
  // As on AWS, where it does not exist: to call it is to invoke a non-function.
  expression.assign('eval', undefined);
};
