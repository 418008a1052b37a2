import * as z from 'zod/mini';
import type { Store } from '#infra/embedded/sqlite';
import { storedClock } from '#infra/embedded/timekeeper';
import { BadInput } from '#shared/faults';
import type { Row } from '#shared/move/place';

/** Tables beside the document store: executions with their histories, and the mailbox. */
const OWN_TABLES = /^(sfn_\w+|mailbox|virtual_time)$/;

const tablesOf = ({ db }: Store): string[] =>
  db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .all()
    .map(({ name }) => String(name))
    .filter((name) => OWN_TABLES.test(name));

const Values = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** Every row of them, as the archive carries it. */
export function* ownRows(store: Store): Generator<Row> {
  for (const table of tablesOf(store)) {
    for (const row of store.db.prepare(`SELECT * FROM ${table}`).iterate()) yield { table, row: Values.parse(row) };
  }
}

/** Puts one in its place; its table must be there. @throws {BadInput} when it names what is no table or column */
export const keepOwnRow = (store: Store, table: string, row: Row['row']): void => {
  if (!OWN_TABLES.test(table)) throw new BadInput(`There is no table ${table}`);
  if (table === 'virtual_time') storedClock(store, 0); // makes the table
  // The layout is this program's; the key that signs task tokens is the archive's.
  if (table === 'sfn_meta' && row['key'] === 'schema') return;
  const names = Object.keys(row);
  if (names.some((name) => !/^\w+$/.test(name))) throw new BadInput(`${table} has no such columns`);
  const marks = names.map(() => '?').join(', ');
  store.db
    .prepare(`INSERT OR REPLACE INTO ${table} (${names.join(', ')}) VALUES (${marks})`)
    .run(...Object.values(row));
};
