import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { NewerSchema, schemaOf } from './engine/schema.ts';
import { moveBoards } from './moveBoards.ts';
import { BadSetting } from './settings.ts';
import { openStore, type Store } from './sqlite.ts';

export type DataFolder = {
  readonly store: Store;
  /** It was written by an older program: `brought` says that everything in it has been brought forward. */
  readonly isOlder: boolean;
  brought(): void;
  close(): void;
};

/** The tables' layout. A newer program migrates an older folder forward; an older program refuses a newer folder. */
const LAYOUT = 3;

/**
 * Opens the data folder for this process alone.
 *
 * @throws {BadSetting} with one sentence that says what to do: folder not writable, in use, database damaged or newer
 */
export const openFolder = (folder: string): DataFolder => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    if (isFull(error)) throw error;
    throw new BadSetting(
      `The data folder ${folder} cannot be written: give its owner write permission, or set NUANLIU_DATA to another folder.`,
    );
  }
  const lock = lockFolder(folder);
  const path = join(folder, 'nuanliu.sqlite');
  try {
    const store = openStore(path);
    const isOlder = checkVersion(store, path);
    return {
      store,
      isOlder,
      brought: () => store.db.exec(`PRAGMA user_version = ${LAYOUT}`),
      close: () => {
        store.close();
        lock.close();
      },
    };
  } catch (error) {
    lock.close();
    if (error instanceof BadSetting) throw error;
    throw new BadSetting(
      `The database ${path} cannot be opened (${said(error)}). Nothing was changed; free the disk, or put it back from a backup.`,
    );
  }
};

const isFull = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOSPC';
/** SQLITE_BUSY: somebody else holds it. */
const isBusy = (error: unknown): boolean => error instanceof Error && 'errcode' in error && error.errcode === 5;

const said = (error: unknown): string => (error instanceof Error ? error.message : 'unknown error');

/** Held by the operating system as long as this process lives, so that even a kill -9 leaves no stale lock. */
const lockFolder = (folder: string): DatabaseSync => {
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (!isBusy(error))
      throw new BadSetting(
        `The data folder ${folder} cannot be used (${said(error)}): free the disk or check its permissions, then start again.`,
      );
    throw new BadSetting(
      `The data folder ${folder} is in use by another Nuanliu: stop that one first, or set NUANLIU_DATA to another folder.`,
    );
  }
};

const hasNewerWorkflows = (db: DatabaseSync): boolean => {
  try {
    schemaOf({ db });
    return false;
  } catch (error) {
    if (error instanceof NewerSchema) return true;
    throw error;
  }
};

/** @returns whether it is older; one that is new is marked as of this layout */
const checkVersion = ({ db }: Store, path: string): boolean => {
  const check = db.prepare('PRAGMA quick_check(1)').get();
  if (check?.['quick_check'] !== 'ok')
    throw new BadSetting(`The database ${path} is damaged. Nothing was changed; put it back from a backup.`);
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version > LAYOUT || hasNewerWorkflows(db))
    throw new BadSetting(
      `The database ${path} was written by a newer Nuanliu: install that version. Nothing was changed.`,
    );
  if (version === 0) db.exec(`PRAGMA user_version = ${LAYOUT}`);
  const isOlder = version !== 0 && version < LAYOUT;
  if (isOlder) moveBoards(db);
  return isOlder;
};
