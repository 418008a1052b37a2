import type { Instant } from './instant.ts';

/** Port: what time it is. */
export interface Clock {
  now(): Instant;
}
