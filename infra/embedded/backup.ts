import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { called } from '#infra/usage';
import { readSettings } from './settings.ts';

const USAGE = `npm run backup -- /path/to/new-folder
A consistent copy of a running host: database, attachments, calendars and the key file. To restore, stop the host, put
the copy in place of the data folder, start it, and run npm run verify.`;

/**
 * The database goes first: attachments are written before the database names them and are never changed, so whatever
 * it names is there when the files are copied.
 */
const [target = ''] = called(USAGE, { least: 1 }).words;
const { folder } = readSettings(process.env);
const fail = (message: string): never => {
  console.error(message);
  process.exit(1);
};
const into = resolve(target);
if (existsSync(into))
  fail(`${into} exists already: name a folder that does not, so that no older copy is overwritten.`);
if (!existsSync(join(folder, 'nuanliu.sqlite')))
  fail(`There is no database in ${folder}: set NUANLIU_DATA to the data folder.`);

try {
  mkdirSync(into, { recursive: true, mode: 0o700 });
  const source = new DatabaseSync(join(folder, 'nuanliu.sqlite'), { readOnly: true });
  await backup(source, join(into, 'nuanliu.sqlite'));
  source.close();
  for (const name of ['files', 'calendars']) {
    if (existsSync(join(folder, name)))
      cpSync(join(folder, name), join(into, name), { recursive: true, filter: (path) => !path.endsWith('.part') });
  }
  copyFileSync(join(folder, 'keys.json'), join(into, 'keys.json'));
  console.log(`Copied to ${into}. It holds the key file: keep it as safe as the data folder itself.`);
} catch (error) {
  rmSync(into, { recursive: true, force: true });
  fail(
    `The copy could not be made (${error instanceof Error ? error.message : String(error)}). Nothing is left of it; the host is untouched.`,
  );
}
