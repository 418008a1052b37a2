import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openFolder } from '#infra/embedded/folder';
import { boardPk, closedPk } from '#shared/cases/boards';
import { Case } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { faultOf } from '#shared/events/verify';
import type { CaseId } from '#shared/ids';
import type { Item } from '#shared/table/table';
import { answer, submit, walkTo } from '#test/e2e/case';
import { startEmbedded } from '#test/fakes';

/** The first layout: a case stood in the boards' indexes itself, and whole copies of it on the filtered ones. */
const asLayoutOne = (folder: string): void => {
  const db = new DatabaseSync(join(folder, 'nuanliu.sqlite'));
  const itemsOf = (sk: string): Item[] =>
    db
      .prepare('SELECT body FROM item WHERE sk LIKE ?')
      .all(sk)
      .map(({ body }) => JSON.parse(String(body)));
  const views = itemsOf('VIEW#%');
  const cases = itemsOf('CASE').map((item) => ({ item, each: Case.parse(item) }));
  db.exec("DELETE FROM item WHERE sk LIKE 'VIEW#%'; DELETE FROM entry WHERE sk LIKE 'VIEW#%'");
  const put = (item: Item, boards: Item) => {
    const whole: Record<string, Item[string]> = { ...item };
    for (const name of ['district', 'township', 'union', 'month']) {
      const [ipk, isk] = [boards[`${name}Pk`], boards[`${name}Sk`]];
      if (typeof ipk !== 'string' || typeof isk !== 'string') continue;
      Object.assign(whole, { [`${name}Pk`]: ipk, [`${name}Sk`]: isk });
      db.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?)').run(name, ipk, isk, item.pk, item.sk);
    }
    db.prepare('INSERT OR REPLACE INTO item VALUES (?, ?, ?, NULL)').run(item.pk, item.sk, JSON.stringify(whole));
  };
  for (const { item, each } of cases) {
    const old = { ...item, rounds: each.rounds };
    for (const view of views.filter(({ pk }) => pk === item.pk)) {
      if (view.sk === 'VIEW#board' && each.closedAt === undefined) put(old, view);
      else put({ ...old, sk: `VIEW#stage-${each.stage}` }, view);
    }
    if (each.closedAt !== undefined) put(old, old);
  }
  db.exec('PRAGMA user_version = 1');
  db.close();
};

const found = async (site: Awaited<ReturnType<typeof startEmbedded>>, view?: string) => {
  const boards = (['district', 'township', 'union'] as const).map(async (index) => {
    const unit = { district: 'jiangdong', township: 'donghu', union: 'hongxing' }[index];
    const { items } = await site.table.query({ index, pk: boardPk('hardshipAid', unit, view) });
    return items.map(({ id, sk }) => [id, sk]);
  });
  return Promise.all(boards);
};

describe('a data folder of an older layout', () => {
  it('is taken forward: each case is on its boards once, keeps its chain, and goes on', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nuanliu-layout-'));
    try {
      let open: CaseId;
      let closed: CaseId;
      {
        await using site = await startEmbedded({ folder });
        [open, closed] = [await submit(site), await submit(site)];
        await walkTo(site, open, 'unionReview');
        await answer(site, closed, ['li-min', 'acceptance', 'notOurs', { transferTo: '市总工会' }]);
        await site.idle();
      }
      asLayoutOne(folder);
      await using site = await startEmbedded({ folder });
      expect(await found(site)).toEqual(Array.from({ length: 3 }, () => [[open, 'VIEW#board']]));
      expect(await found(site, 'stage-unionReview')).toEqual([[[open, 'VIEW#stage']], [], []]);
      expect(await found(site, 'closed-2019-03')).toEqual(Array.from({ length: 3 }, () => [[closed, 'VIEW#board']]));
      const month = await site.table.query({ index: 'month', pk: closedPk('hardshipAid', '2019-03') });
      expect(month.items.map(({ sk }) => sk)).toEqual(['VIEW#board']);
      const kept = await site.table.get({ pk: `CASE#${open}`, sk: 'CASE' });
      expect(kept && (await faultOf(site.host, kept))).toBeUndefined();
      expect(kept?.['districtPk']).toBeUndefined();

      await walkTo(site, open, 'homeSurvey');
      expect((await getCase(site.table, open)).rounds['unionReview']).toEqual({ n: 1, entered: expect.any(String) });
      expect(await found(site, 'stage-unionReview')).toEqual([[], [], []]);
      expect(await found(site, 'stage-homeSurvey')).toEqual([[[open, 'VIEW#stage']], [], []]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('is left as it was where a case in it cannot be read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nuanliu-layout-'));
    try {
      {
        await using site = await startEmbedded({ folder });
        await submit(site);
        await site.idle();
      }
      asLayoutOne(folder);
      const db = new DatabaseSync(join(folder, 'nuanliu.sqlite'));
      db.exec("UPDATE item SET body = '{}' WHERE sk = 'CASE'");
      const count = () => db.prepare('SELECT count(*) AS n FROM entry').get()?.['n'];
      const before = count();
      expect(() => openFolder(folder)).toThrow(/cannot be opened/);
      expect(count()).toBe(before);
      expect(db.prepare('PRAGMA user_version').get()?.['user_version']).toBe(1);
      db.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
