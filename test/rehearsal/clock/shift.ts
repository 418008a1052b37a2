import { readlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Moves what this process takes for the time by the milliseconds that a link says (move.ts), at every look anew.
 * Clocks that measure how long something takes stay real.
 *
 * The emulator moves with it (sitecustomize.py), so that signatures, expiries and TTL agree with what the functions
 * take for the time, and weeks of notices pass in seconds.
 *
 * @returns what puts it back
 */
export const shiftClock = (folder: string): (() => void) => {
  const file = join(folder, 'offset');
  const real = Date;
  const now = () => real.now() + Number(readlinkSync(file));
  globalThis.Date = new Proxy(real, {
    construct: (target, args, as) => Reflect.construct(target, args.length === 0 ? [now()] : args, as),
    apply: () => new real(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  return () => {
    globalThis.Date = real;
  };
};
