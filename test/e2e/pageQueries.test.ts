import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMeter } from '#test/cost/meter';
import { type Site, startEmbedded } from '#test/fakes';
import { pipelines } from '#workflows/index';
import { browse } from './console/browser.ts';
import { apply, idNumber } from './console/walk.ts';

/** What a page asks of the table, counted at the port: a list is one query, however many lines it has. */
const CASES = 30;
/** Of a board, how many cases are in its views: all, late and today together, and each of three flags. */
const COUNTS = 4;
const meter = openMeter();
let calls: string[] = [];
meter.onCall((what) => calls.push(what));

describe('what a page asks of the table', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startEmbedded({ watch: meter.watch });
    for (let nth = 0; nth < CASES; nth += 1) await apply(site, { id: 700 + nth });
    await site.idle();
  });
  afterAll(async () => site[Symbol.asyncDispose]());

  const asked = async (person: string, path: string, form?: Record<string, string>) => {
    const officer = await browse(site, person);
    calls = [];
    const { status } = await (form ? officer.post(path, form) : officer.get(path));
    expect([200, 303]).toContain(status);
    return { indexes: calls.filter((what) => what.startsWith('index ')), all: calls };
  };

  it.each(['', '?view=late', '?view=stuck', '?stage=acceptance', '?closed=2019-03'])(
    'is one query for the lines of a board%s, and a few for the counts above it',
    async (query) => {
      const { indexes, all } = await asked('li-min', `/admin/hardshipAid${query}`);
      expect(indexes).toEqual(Array.from({ length: 1 + COUNTS }, () => 'index district'));
      // Who is signed in, their unit, the units that cases wait for: nothing for each line.
      expect(all.length).toBeLessThan(CASES);
    },
  );

  it('is one query for each position on a desk, one glance at its cases and one at their units', async () => {
    const { indexes, all } = await asked('li-min', '/tasks');
    expect(indexes.length).toBeGreaterThan(0);
    expect(new Set(indexes)).toEqual(new Set(['index position']));
    expect(all.filter((what) => what === 'glance')).toHaveLength(2);
    expect(all.length).toBeLessThan(CASES);
  });

  it('is one query to find a person’s cases, and none to find a case by its number', async () => {
    expect((await asked('li-min', '/admin/search', { q: idNumber(703) })).indexes).toEqual(['index person']);
    const id = await apply(site, { id: 799 });
    await site.idle();
    expect((await asked('li-min', '/admin/search', { q: id })).indexes).toEqual([]);
  });

  it('is one query of each pipeline for what waits to be paid', async () => {
    const { indexes } = await asked('qian-hui', '/admin/funding');
    expect(indexes).toEqual(Object.keys(pipelines).map(() => 'index district'));
  });
});
