import type { StatementSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { refuseWhatDynamoRefuses } from '#shared/table/limits';
import { ConditionFailed, INDEXES, type Item, type Key, keyOf, type Query, type Table } from '#shared/table/table';
import { readCursor } from './cursor.ts';
import type { Store } from './sqlite.ts';
import { after, holds } from './tableWrites.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS item (pk TEXT NOT NULL, sk TEXT NOT NULL, body TEXT NOT NULL, ttl INTEGER,
    PRIMARY KEY (pk, sk)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS item_ttl ON item (ttl) WHERE ttl IS NOT NULL;
  CREATE TABLE IF NOT EXISTS entry (name TEXT NOT NULL, ipk TEXT NOT NULL, isk TEXT NOT NULL,
    pk TEXT NOT NULL, sk TEXT NOT NULL, PRIMARY KEY (name, ipk, isk, pk, sk)) WITHOUT ROWID;`;

export type EmbeddedTable = Table & {
  /** Tells what has just been put: the pump's wake-up, as the insertions of DynamoDB's stream are on AWS. */
  onPut(listener: (keys: readonly Key[]) => void): void;
  /** Removes items whose time to live has passed. @returns how many */
  expire(nowSeconds: number): Promise<number>;
};

/** The table port on SQLite. */
export const openTable = (store: Store): EmbeddedTable => {
  store.db.exec(SCHEMA);
  const sql = (text: string): StatementSync => store.db.prepare(text);
  const read = sql('SELECT body FROM item WHERE pk = ? AND sk = ?');
  const write = sql(
    'INSERT INTO item VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body, ttl = excluded.ttl',
  );
  const remove = sql('DELETE FROM item WHERE pk = ? AND sk = ?');
  const enter = sql('INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?, ?)');
  const leave = sql('DELETE FROM entry WHERE name = ? AND ipk = ? AND isk = ? AND pk = ? AND sk = ?');
  const expired = sql('SELECT pk, sk FROM item WHERE ttl IS NOT NULL AND ttl <= ? LIMIT 100');
  const bodyOf = (row: Record<string, unknown>): Item => JSON.parse(String(row['body'])); // only keep writes it
  const ascending = { table: partition('>', 'ASC'), index: indexed('>', 'ASC') };
  const descending = { table: partition('<', 'DESC'), index: indexed('<', 'DESC') };
  const listeners: ((keys: readonly Key[]) => void)[] = [];

  // A page begins at its cursor: without these bounds SQLite walks to it from the start of the range.
  function within(column: string, order: string, [from, to, cursor]: readonly [string, string, string]) {
    return order === 'ASC'
      ? `${column} >= max(${from}, ${cursor}) AND ${column} <= ${to}`
      : `${column} >= ${from} AND ${column} <= min(${to}, ${cursor})`;
  }
  function partition(beyond: string, order: string) {
    return sql(`SELECT sk AS isk, pk, sk, body FROM item
      WHERE pk = ?1 AND ${within('sk', order, ['?2', '?3', '?4'])} AND sk ${beyond} ?4 ORDER BY sk ${order} LIMIT ?5`);
  }
  function indexed(beyond: string, order: string) {
    return sql(`SELECT e.isk, e.pk, e.sk, i.body FROM entry e JOIN item i ON i.pk = e.pk AND i.sk = e.sk
      WHERE e.name = ?1 AND e.ipk = ?2 AND ${within('e.isk', order, ['?3', '?4', '?5'])}
        AND (e.isk, e.pk, e.sk) ${beyond} (?5, ?6, ?7)
      ORDER BY e.isk ${order}, e.pk ${order}, e.sk ${order} LIMIT ?8`);
  }

  const current = ({ pk, sk }: Key): Item | undefined => {
    const row = read.get(pk, sk);
    return row === undefined ? undefined : bodyOf(row);
  };

  const index = (item: Item | undefined, statement: StatementSync, other: Item | undefined) => {
    if (!item) return;
    for (const name of INDEXES) {
      const [ipk, isk] = [item[`${name}Pk`], item[`${name}Sk`]];
      if (typeof ipk !== 'string' || typeof isk !== 'string') continue;
      if (other?.[`${name}Pk`] === ipk && other[`${name}Sk`] === isk) continue;
      statement.run(name, ipk, isk, item.pk, item.sk);
    }
  };

  const keep = (key: Key, before: Item | undefined, next: Item | undefined, body = JSON.stringify(next)) => {
    index(before, leave, next);
    if (!next) {
      remove.run(key.pk, key.sk);
      return;
    }
    const ttl = next['ttl'];
    write.run(key.pk, key.sk, body, typeof ttl === 'number' ? ttl : null);
    index(next, enter, before);
  };

  /** @returns what is there already */
  const make = (item: Item): Item | undefined => {
    const before = current(item);
    if (!before) keep(item, undefined, item);
    return before;
  };

  return {
    get: (key) => Promise.resolve(current(key)),

    query: ({
      index: name,
      pk,
      from = '',
      to = '\u{10ffff}',
      descending: backwards = false,
      limit = 100,
      cursor,
    }: Query) => {
      const last = '\u{10ffff}';
      const start = backwards ? [last, last, last] : ['', '', ''];
      const [isk = '', ck = '', cs = ''] = cursor === undefined ? start : readCursor(cursor);
      const statements = backwards ? descending : ascending;
      const rows =
        name === undefined
          ? statements.table.all(pk, from, to, isk, limit + 1)
          : statements.index.all(name, pk, from, to, isk, ck, cs, limit + 1);
      const items = rows.slice(0, limit).map(bodyOf);
      const row = rows.length > limit ? rows[limit - 1] : undefined;
      return Promise.resolve(row ? { items, cursor: JSON.stringify([row['isk'], row['pk'], row['sk']]) } : { items });
    },

    glance: (keys) => Promise.resolve(keys.flatMap((key) => current(key) ?? [])),

    async claim(item) {
      refuseWhatDynamoRefuses([{ put: item }]);
      const before = current(item) ?? (await store.write(() => make(item)));
      if (before) return before;
      for (const listener of listeners) listener([item]);
      return item;
    },

    async transact(writes) {
      const bodies = refuseWhatDynamoRefuses(writes);
      await store.write(() => {
        const before = writes.map((each) => current(keyOf(each)));
        const failed = writes.flatMap((each, i) => (holds(before[i], each.if) ? [] : [i]));
        if (failed.length > 0) throw new ConditionFailed(failed);
        for (const [i, each] of writes.entries()) {
          if (!('check' in each)) keep(keyOf(each), before[i], after(each, before[i]), bodies.get(each));
        }
      });
      const keys = writes.flatMap((each) => ('put' in each ? keyOf(each) : []));
      for (const listener of listeners) listener(keys);
    },

    onPut: (listener) => {
      listeners.push(listener);
    },

    expire: (nowSeconds) =>
      store.write(() => {
        const keys = z.array(z.object({ pk: z.string(), sk: z.string() })).parse(expired.all(nowSeconds));
        for (const key of keys) keep(key, current(key), undefined);
        return keys.length;
      }),
  };
};
