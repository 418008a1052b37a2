import { createHash, type KeyObject } from 'node:crypto';
import * as z from 'zod/mini';
import { Actor } from '#shared/events/chain';
import type { Answers } from '#shared/forms/fields';
import type { Host } from '#shared/host';
import { seal } from '#shared/keys/fields';
import { type Fields, type Item, type Json, NEW, type Table, type Write } from '#shared/table/table';
import { Instant } from '#shared/time/instant';
import { placePk, type RosterPlace, rowSk, rowsPk } from './rows.ts';
import type { RosterSpec } from './spec.ts';

/**
 * Rosters and registers as they were taken in. An import is written whole beside what is there, then one write points
 * to it: readers see the list before or the list after, never half of one. Undo points back; the same file again is
 * the same import.
 */
export const Standing = z.object({
  /** The import in force; nothing of this unit is in force where it is absent. */
  import: z.optional(z.string()),
  rows: z.number(),
  /** The last row of its sheet that holds somebody. */
  lastRow: z.optional(z.number()),
  /** Of the file, hex. */
  sha256: z.optional(z.string()),
  at: Instant,
  by: Actor,
  /** What undo goes back to, newest last. */
  before: z.readonly(
    z.array(z.object({ import: z.string(), rows: z.number(), lastRow: z.number(), sha256: z.string() })),
  ),
  version: z.number(),
});
export type Standing = z.infer<typeof Standing>;

const MOST_UNDO = 10;
const CHUNK = 100;

const standingKey = (place: RosterPlace) => ({ pk: placePk(place), sk: 'STANDING' });

export const standingOf = async (table: Table, place: RosterPlace): Promise<Standing | undefined> => {
  const item = await table.get(standingKey(place));
  return item ? Standing.parse(item) : undefined;
};

export type Importing = {
  readonly place: RosterPlace;
  readonly spec: RosterSpec;
  readonly rows: readonly { readonly row: number; readonly values: Answers }[];
  /** Of the file, hex. */
  readonly sha256: string;
  readonly by: Actor;
  /** The data key of whatever the roster belongs to. */
  readonly key: KeyObject;
};

/** @returns the roster as it stands now; `again` when this very file was in force already */
export const importRoster = async (
  host: Pick<Host, 'table' | 'keys' | 'random' | 'clock'>,
  importing: Importing,
): Promise<{ standing: Standing; again: boolean }> => {
  const { place, spec, rows, sha256, by, key } = importing;
  const now = await standingOf(host.table, place);
  const shape = JSON.stringify([sha256, spec.kind, rows.length, rows[0]?.values]);
  const id = createHash('sha256').update(shape).digest('hex').slice(0, 16);
  if (now?.import === id) return { standing: now, again: true };
  const sensitive = new Set(
    spec.columns.filter(({ field }) => field.pii === 'P2' || field.pii === 'P3').map(({ field }) => field.name),
  );
  for (let i = 0; i < rows.length; i += CHUNK) {
    const writes = rows.slice(i, i + CHUNK).map(async ({ row, values }): Promise<Write> => {
      const [plain, hidden] = divide(values, sensitive);
      const context = rowsPk(place, id);
      const { sealed } = seal(host.random, key, { context, field: rowSk(row), version: 1 }, hidden);
      const person = await host.keys.blind('person', String(values[spec.person]));
      return { put: { pk: context, sk: rowSk(row), row, person, ...plain, sealed } };
    });
    await host.table.transact(await Promise.all(writes));
  }
  const before =
    now?.import === undefined
      ? (now?.before ?? [])
      : [...now.before, { import: now.import, rows: now.rows, lastRow: now.lastRow ?? 0, sha256: now.sha256 ?? '' }];
  const lastRow = rows.at(-1)?.row ?? 0;
  const next = {
    import: id,
    rows: rows.length,
    lastRow,
    sha256,
    at: host.clock.now(),
    by,
    before: before.slice(-MOST_UNDO),
  };
  return { standing: await put(host.table, place, now, next), again: false };
};

/** Back to the roster before, or to none. @returns nothing when there was nothing to undo */
export const undoImport = async (
  host: Pick<Host, 'table' | 'clock'>,
  place: RosterPlace,
  by: Actor,
): Promise<Standing | undefined> => {
  const now = await standingOf(host.table, place);
  if (now?.import === undefined) return undefined;
  const last = now.before.at(-1);
  const next = { ...(last ?? { rows: 0 }), at: host.clock.now(), by, before: now.before.slice(0, -1) };
  return put(host.table, place, now, next);
};

/** @throws {ConditionFailed} when somebody else changed this roster meanwhile */
const put = async (
  table: Table,
  place: RosterPlace,
  now: Standing | undefined,
  next: Omit<Standing, 'version'>,
): Promise<Standing> => {
  const standing: Standing = { ...next, version: (now?.version ?? 0) + 1 };
  const item: Item = { ...standing, ...standingKey(place) };
  await table.transact([{ put: item, if: now ? { equal: { version: now.version } } : NEW }]);
  return standing;
};

const divide = (values: Answers, sensitive: ReadonlySet<string>): [plain: Fields, hidden: Fields] => {
  const [plain, hidden]: [Record<string, Json>, Record<string, Json>] = [{}, {}];
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) (sensitive.has(name) ? hidden : plain)[name] = JSON.parse(JSON.stringify(value));
  }
  return [plain, hidden];
};
