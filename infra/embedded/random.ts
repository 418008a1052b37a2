import { randomBytes } from 'node:crypto';
import type { Random } from '#shared/host';

const POOL_BYTES = 8_192;

/**
 * The operating system's randomness, drawn in pools: an application seals some forty fields, and a call for each costs
 * more than the sealing. No byte is given out twice.
 */
const pooled = (): Random => {
  let pool = randomBytes(POOL_BYTES);
  let used = 0;
  return {
    bytes: (count) => {
      if (count > POOL_BYTES) return randomBytes(count);
      if (used + count > POOL_BYTES) {
        pool = randomBytes(POOL_BYTES);
        used = 0;
      }
      used += count;
      return pool.subarray(used - count, used);
    },
  };
};

export const realRandom = pooled();
