import type { DatabaseSync } from 'node:sqlite';
import type { Item } from '#shared/table/table';

/** Every case of the data folder, one by one. Only this host can list a whole table, and only its tools need to. */
export const everyCase = function* (db: DatabaseSync): Generator<Item> {
  for (const row of db.prepare("SELECT body FROM item WHERE sk = 'CASE' ORDER BY pk").iterate()) {
    const item: Item = JSON.parse(String(row['body']));
    yield item;
  }
};
