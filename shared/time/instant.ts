/** Points in time, the same on every host. What a calendar calls them is in `civil.ts`. */
import * as z from 'zod/mini';

const EARLIEST = Date.UTC(1900, 0, 1) - 8 * 3_600_000;
const LATEST = Date.UTC(10_000, 0, 1) - 8 * 3_600_000;

/**
 * Whole milliseconds since 1970, UTC, from the start of 1900 to the end of 9999 in Shanghai: all that a civil date
 * can name.
 */
export const Instant = z.int().check(z.gte(EARLIEST), z.lte(LATEST)).brand<'Instant'>();
export type Instant = z.infer<typeof Instant>;
