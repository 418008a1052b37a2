import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { getCase } from '#shared/cases/change';
import { executionsOf } from '#shared/executions/executions';
import { CaseId } from '#shared/ids';
import { faults } from '#test/contract/moving';
import { startEmbedded } from '#test/fakes';
import { answer, walkTo } from './case.ts';
import { bankSays } from './console/bank.ts';
import { browse } from './console/browser.ts';
import { apply, walkTo as walkAlong } from './console/walk.ts';

/**
 * A data folder as an early program left it (layout 1 of the table, schema 2 of the engine), with three cases open: one
 * waits for its acceptance, one for the union, one for the end of its notice. `sqlite3 nuanliu.sqlite .dump`, zipped.
 */
const DUMP = new URL('older/layout-1.sql.gz', import.meta.url);
const KEYS = { version: 1, secret: '4mmBN7pBh2AeQBwrMz4Uw_tHmxA-HY0P_wu4M7En5Uw' };
const ids = ['HA-2019-398640', 'HA-2019-697222', 'HA-2019-251769'].map((id) => CaseId.parse(id));
const STANDS = ['acceptance', 'unionReview', 'publicNotice'];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nuanliu-older-'));
  writeFileSync(join(folder, 'keys.json'), JSON.stringify(KEYS), { mode: 0o600 });
  const db = new DatabaseSync(join(folder, 'nuanliu.sqlite'));
  db.exec(gunzipSync(readFileSync(DUMP)).toString());
  db.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const layoutOf = () => {
  const db = new DatabaseSync(join(folder, 'nuanliu.sqlite'), { readOnly: true });
  const read = (sql: string) => Object.values(db.prepare(sql).get() ?? {})[0];
  const layout = [read('PRAGMA user_version'), read("SELECT value FROM sfn_meta WHERE key = 'schema'")];
  db.close();
  return layout;
};

describe('a data folder of an older program', () => {
  it('is brought forward with its executions open: each goes on, in the version that it started with', async () => {
    expect(layoutOf()).toEqual([1, '2']);
    {
      await using site = await startEmbedded({ folder });
      await site.idle();
      expect(await Promise.all(ids.map(async (id) => (await getCase(site.table, id)).stage))).toEqual(STANDS);
      expect(await faults(site.host, ids)).toEqual([undefined, undefined, undefined]);
      for (const id of ids) {
        const [only, ...others] = await executionsOf(site.table, id);
        expect(others).toEqual([]);
        expect(await site.engine.describeExecution({ machine: 'hardshipAid', name: id })).toMatchObject({
          status: 'RUNNING',
          version: only?.version,
        });
        expect(only?.version).not.toBe(site.host.versions['hardshipAid']);
      }
      const admin = await browse(site, 'guan-li');
      expect((await admin.get(`/admin/cases/${ids[0]}`)).text).toContain('用的是开始时的流程版本');
      for (const id of ids) await walkTo(site, id, 'districtReview');
    }
    expect(layoutOf()).toEqual([3, '4']);
    await using site = await startEmbedded({ folder });
    for (const id of ids) expect(await executionsOf(site.table, id)).toHaveLength(1);
  });

  it('hands over what was started under it, in the newest version', async () => {
    await using site = await startEmbedded({ folder });
    await site.moveTo('2020-02-20T09:00:00+08:00');
    for (const id of ids.slice(0, 2)) {
      const [, last] = await executionsOf(site.table, id);
      expect(last).toMatchObject({ n: 2, version: site.host.versions['hardshipAid-resumed'] });
      await walkTo(site, id, 'homeSurvey');
    }
    const admin = await browse(site, 'guan-li');
    const { text } = await admin.get(`/admin/cases/${ids[0]}`);
    expect(text).toContain('第 2 次执行，用的是最新版流程');
    expect(text).toContain('由第 2 次接续');
    expect(text).toContain(`${ids[0]}-2`);
  });
});

it('an execution of that program pays after a payment that failed to what was given, as soon as it is given', async () => {
  const db = new DatabaseSync(join(folder, 'nuanliu.sqlite'), { readOnly: true });
  const row = db.prepare("SELECT definition FROM sfn_versions WHERE machine = 'hardshipAid'").get();
  const { definition } = z.object({ definition: z.string() }).parse(row);
  db.close();
  await using site = await startEmbedded();
  await site.engine.machines.update('hardshipAid', definition);
  const id = await apply(site, { name: '陈明', card: '6222021234567890001' });
  const stage = async () => (await getCase(site.table, id)).stage;
  // It tells the entries of a state apart by when they were.
  const later = () => site.moveTo(new Date(site.clock.now() + 3_600_000).toISOString());
  await walkAlong(site, 'payment', [{ id }]);
  await later();
  expect(await bankSays(site, '失败')).toEqual([['陈明', '6222021234567890001']]);
  expect(await stage()).toBe('otherCard');
  const given = { holder: '陈明', cardNo: '6222021234569999012', bankName: '江东农商行' };
  await later();
  await answer(site, id, ['applicant', 'otherCard', 'given', given]);
  // It knows neither a second person who confirms the account nor a day of rest.
  expect(await stage()).toBe('payment');
  expect(await bankSays(site, '成功')).toEqual([[given.holder, given.cardNo]]);
  expect(await getCase(site.table, id)).toMatchObject({ stage: 'followUp', paidFen: 430_000 });
});
