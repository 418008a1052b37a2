import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { openFolder } from '#infra/embedded/folder';
import { freePort } from '#test/freePort';
import { startChild } from '#test/scenarios/driver/child';
import { startEmbedded } from '#test/fakes';
import { oneSentence, start } from './starting.ts';

describe('a start that cannot go on', { timeout: 120_000 }, () => {
  const folders: string[] = [];
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'nuanliu-faults-'));
    folders.push(made);
    return made;
  };
  afterEach(() => {
    for (const each of folders.splice(0)) rmSync(each, { recursive: true, force: true });
  });

  it('refuses a folder that another Nuanliu uses, and leaves that one alone', async () => {
    const running = await startChild({ at: '2019-03-01T09:00:00+08:00' });
    try {
      oneSentence(await start({ NUANLIU_DATA: running.folder }), /is in use by another Nuanliu: stop that one first/);
      expect((await fetch(new URL('healthz', running.url))).status).toBe(200);
    } finally {
      await running.stop();
    }
  });

  it('says which port is in use', async () => {
    const port = await freePort();
    const other = createServer();
    await new Promise<void>((resolve) => {
      other.listen(port, '127.0.0.1', resolve);
    });
    oneSentence(await start({ NUANLIU_DATA: folder(), PORT: String(port) }), new RegExp(`^Port ${port} is in use`));
    other.close();
  });

  it('says that a folder cannot be written', async () => {
    const file = join(folder(), 'a-file');
    writeFileSync(file, '');
    oneSentence(await start({ NUANLIU_DATA: file }), /^The data folder .* cannot be written: give its owner/);
    oneSentence(await start({ NUANLIU_DATA: join(file, 'below') }), /^The data folder .* cannot be written/);
  });

  it.each([
    ['PORT', 'eighty', /^PORT is "eighty": give a number/],
    ['NUANLIU_URL', 'example', /^NUANLIU_URL is "example": give the address/],
    ['NUANLIU_CLOCK', 'tomorrow', /^NUANLIU_CLOCK is "tomorrow": give virtual:/],
    ['HOST', '203.0.113.1', /^HOST=203\.0\.113\.1 is not an address of this machine/],
  ])('says what is wrong with %s', async (name, value, words) => {
    oneSentence(await start({ NUANLIU_DATA: folder(), [name]: value }), words);
  });

  /** A folder that has been used: a host has started and stopped in it, and somebody has begun to apply. */
  const used = async (): Promise<string> => {
    const path = folder();
    const site = await startEmbedded({ folder: path });
    const begun = await fetch(new URL('apply/consent', site.url), {
      method: 'POST',
      body: new URLSearchParams({ consent: 'yes' }),
      redirect: 'manual',
    });
    expect(begun.status).toBe(303);
    await site[Symbol.asyncDispose]();
    return path;
  };

  it('never replaces a key file that is damaged', async () => {
    const path = await used();
    const key = join(path, 'keys.json');
    for (const damage of ['', '{"version":1', '{"version":1,"secret":"short"}', '\0'.repeat(80)]) {
      writeFileSync(key, damage);
      oneSentence(await start({ NUANLIU_DATA: path }), /^The key file .* is damaged\. Put it back from a backup/);
      expect(statSync(key).size).toBe(Buffer.byteLength(damage));
    }
  });

  it('does not make a new key for a database that was written with another', async () => {
    const path = await used();
    rmSync(join(path, 'keys.json'));
    oneSentence(await start({ NUANLIU_DATA: path }), /^The key file .* is missing/);
    expect(existsSync(join(path, 'keys.json'))).toBe(false);
  });

  it('leaves a damaged database as it is', async () => {
    const path = await used();
    const database = join(path, 'nuanliu.sqlite');
    const kept = join(path, 'kept');
    copyFileSync(database, kept);
    const file = openSync(database, 'r+');
    for (let at = 4_096; at < statSync(database).size; at += 4_096)
      writeSync(file, Buffer.alloc(2_000, 0x5a), 0, 2_000, at);
    closeSync(file);
    oneSentence(await start({ NUANLIU_DATA: path }), /^The database .*nuanliu\.sqlite (?:is damaged|cannot be opened)/);
    writeFileSync(database, 'not a database at all, but long enough to look at '.repeat(100));
    oneSentence(await start({ NUANLIU_DATA: path }), /^The database .*nuanliu\.sqlite cannot be opened/);
    copyFileSync(kept, database);
    const again = await startEmbedded({ folder: path });
    expect((await fetch(new URL('healthz', again.url))).status).toBe(200);
    await again[Symbol.asyncDispose]();
  });

  it.each([
    ['layout', 'PRAGMA user_version = 99'],
    ['engine', "UPDATE sfn_meta SET value = '99' WHERE key = 'schema'"],
  ])('leaves a database of a newer program as it is (%s)', async (_, sql) => {
    const path = await used();
    const database = join(path, 'nuanliu.sqlite');
    const db = new DatabaseSync(database);
    db.exec(`${sql}; PRAGMA wal_checkpoint(TRUNCATE)`);
    db.close();
    const before = readFileSync(database);
    oneSentence(await start({ NUANLIU_DATA: path }), /^The database .* was written by a newer Nuanliu: install that/);
    expect(readFileSync(database).equals(before)).toBe(true);
  });

  it('reports a page of the database that is lost, whichever it is, and writes nothing over it', async () => {
    const path = await used();
    const database = join(path, 'nuanliu.sqlite');
    const whole = readFileSync(database);
    const PAGE = 4_096;
    /** Opens it and reads every row as the program does. */
    const read = (): string => {
      const { store, close } = openFolder(path);
      try {
        const tables = store.db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
        const rows = tables.flatMap(({ name }) => store.db.prepare(`SELECT * FROM "${String(name)}"`).all());
        for (const value of rows.flatMap((row) => Object.values(row)))
          if (typeof value === 'string' && value.startsWith('{')) JSON.parse(value);
        return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
      } finally {
        close();
      }
    };
    const healthy = read();
    let reported = 0;
    for (let at = 0; at < whole.length; at += PAGE) {
      const damaged = Buffer.from(whole);
      damaged.fill(0, at, at + PAGE);
      writeFileSync(database, damaged);
      let seen: string;
      try {
        seen = read();
      } catch (error) {
        expect(String(error)).toMatch(/is damaged|cannot be opened|malformed|^SyntaxError/);
        reported += 1;
        seen = healthy;
      }
      expect(seen, `page ${at / PAGE}`).toBe(healthy);
      expect(readFileSync(database).equals(damaged), `page ${at / PAGE}`).toBe(true);
    }
    expect(reported).toBeGreaterThan((whole.length / PAGE) * 0.8);
  });
});
