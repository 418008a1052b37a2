import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { caseItems } from '#shared/cases/boards';
import { Case } from '#shared/cases/case';
import { INDEXES, type Item } from '#shared/table/table';

/**
 * To layout 3, where boards find a case by small items beside it; before, by its own item and by whole copies. Whole or
 * not at all; done again it does nothing twice.
 */
export const moveBoards = (db: DatabaseSync): void => {
  if (db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'item'").get() === undefined) return;
  db.exec('BEGIN IMMEDIATE');
  try {
    rewrite(db);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
};

const rewrite = (db: DatabaseSync): void => {
  const ofBoards = "pk LIKE 'CASE#%' AND (sk = 'CASE' OR sk LIKE 'VIEW#%')";
  db.exec(`DELETE FROM entry WHERE ${ofBoards}`);
  db.exec("DELETE FROM item WHERE pk LIKE 'CASE#%' AND sk LIKE 'VIEW#%'");
  const write = db.prepare('INSERT OR REPLACE INTO item VALUES (?, ?, ?, NULL)');
  const enter = db.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?)');
  const put = (item: Item) => {
    write.run(item.pk, item.sk, JSON.stringify(item));
    for (const name of INDEXES) {
      const [ipk, isk] = [item[`${name}Pk`], item[`${name}Sk`]];
      if (typeof ipk === 'string' && typeof isk === 'string') enter.run(name, ipk, isk, item.pk, item.sk);
    }
  };
  const keys = z.array(z.object({ pk: z.string() })).parse(db.prepare("SELECT pk FROM item WHERE sk = 'CASE'").all());
  const read = db.prepare("SELECT body FROM item WHERE pk = ? AND sk = 'CASE'");
  for (const { pk } of keys) caseItems(Case.parse(JSON.parse(String(read.get(pk)?.['body'])))).forEach(put);
};
