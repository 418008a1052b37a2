import { appendFileSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFolder } from '#infra/embedded/folder';
import { virtualClock } from '#infra/embedded/clock';
import { keyFileOf } from '#infra/move/archive';
import { importFrom } from '#infra/move/archiving';
import { embeddedTarget } from '#infra/move/embedded';
import { walkTo } from '#test/e2e/case';
import { startEmbedded } from '#test/fakes';
import { exported, faults, imported, lived, showsCase, standsAt, temporary } from './moving.ts';

describe('a data folder that moves to another machine', () => {
  it('keeps its cases, their chains, sealed fields, files and open links, and goes on', async () => {
    using place = temporary();
    const { a, archive, b } = place;
    const { ids, link } = await lived(a, 'townshipReview', 'publicNotice', 'unionReview');
    mkdirSync(join(a, 'calendars'));
    copyFileSync('shared/time/calendars/2026.json', join(a, 'calendars/2027.json'));
    const { parts } = await exported(a, archive);
    expect(parts).toMatchObject({ files: { lines: 1 }, executions: { lines: 3 } });
    await imported(archive, b);
    expect(readdirSync(join(b, 'calendars'))).toEqual(['2027.json']);
    expect(readFileSync(join(b, 'keys.json'), 'utf8')).not.toBe(readFileSync(join(a, 'keys.json'), 'utf8'));
    await using site = await startEmbedded({ folder: b });
    expect(await faults(site.host, ids)).toEqual([undefined, undefined, undefined]);
    expect(await showsCase(site, link)).toEqual([200, true]);
    expect(await site.files.stat('case/a1')).toMatchObject({ name: '发票 1.png', type: 'image/png', bytes: 8 });
    for (const id of ids) await walkTo(site, id, 'payment');
    expect(await faults(site.host, ids)).toEqual([undefined, undefined, undefined]);
  });

  it('does so as well without the rows of its engine: machines are entered where they stood', async () => {
    using place = temporary();
    const { a, archive, b } = place;
    const { ids, link } = await lived(a, 'townshipReview', 'unionReview');
    await exported(a, archive);
    const { store, close } = openFolder(b);
    const clock = virtualClock(Date.parse('2019-03-20T09:00:00+08:00'));
    const target = embeddedTarget({ folder: b, store, clock, archive });
    await importFrom(archive, { ...target, takeRows: () => Promise.resolve(false) });
    close();
    await using site = await startEmbedded({ folder: b, at: '2019-03-20T09:00:00+08:00' });
    await site.idle();
    expect(await Promise.all(ids.map((id) => standsAt(site.host, id)))).toMatchObject([
      { stage: 'townshipReview' },
      { stage: 'unionReview' },
    ]);
    expect(await showsCase(site, link)).toEqual([200, true]);
    for (const id of ids) await walkTo(site, id, 'payment');
    expect(await faults(site.host, ids)).toEqual([undefined, undefined]);
  });
});

describe('an archive', () => {
  it('is its owner’s alone, holds no key, and is taken whole or not at all', async () => {
    using place = temporary();
    const { a, archive, b } = place;
    await lived(a, 'unionReview');
    await exported(a, archive);
    expect(statSync(archive).mode & 0o777).toBe(0o700);
    expect(statSync(keyFileOf(archive)).mode & 0o777).toBe(0o600);
    expect(existsSync(join(archive, 'keys.json'))).toBe(false);
    const text = readFileSync(join(archive, 'items.jsonl'), 'utf8');
    for (const secret of ['429900197001010014', '6222021234567890128']) expect(text).not.toContain(secret);
    await expect(exported(a, archive)).rejects.toThrow('exists already');
    await expect(imported(archive, a)).rejects.toThrow('in use');
    appendFileSync(join(archive, 'items.jsonl'), '{"pk":"CASE#1","sk":"CASE"}\n');
    await expect(imported(archive, b)).rejects.toThrow('items.jsonl was changed');
  });
});
