import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import type { CaseId } from '#shared/ids';
import { Fen } from '#shared/money';
import { browse } from '#test/e2e/console/browser';
import {
  answer,
  BUY,
  decide,
  deliverAll,
  invoice,
  parts,
  personOf,
  registerOf,
  start,
} from '#test/e2e/festivalCondolence/campaign';
import { bankSays, build, toPosting } from '#test/e2e/festivalCondolence/children';
import { writeXlsx } from '#shared/sheets/write';
import { type Site, startEmbedded } from '#test/fakes';
import { missing, type OpenBrowser, openBrowser } from './browser.ts';
import { looking } from './looking.ts';

const people = Array.from({ length: 8 }, (_, i) => ({
  ...personOf(i + 1),
  group: i < 5 ? '江东机械公司' : '东湖纺织公司',
}));
const HEADS = ['姓名', '身份证号码', '所在企业', '荣誉称号'];
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const linkOf = (site: Site, to: string): string =>
  site
    .mailTo(to)
    .map(({ text }) => /\/t\/[\w-]+/.exec(text)?.[0])
    .findLast((link) => link !== undefined) ?? '';

describe.skipIf(missing)('a campaign in a browser', { timeout: 240_000 }, () => {
  let browser: OpenBrowser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser[Symbol.asyncDispose]());

  it('is accessible and whole on every page from its plan to its packet', async () => {
    await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
    const look = await looking(browser, site);
    const link = (to: string) => linkOf(site, `${to}@example.org`);
    await look.as('li-min');
    await look.at('/admin/campaigns', 'c01-none');
    await look.at('/admin/campaigns/new', 'c02-plan');
    await look.at('/admin/registers', 'c03-registers');
    const register = await registerOf(site, people);
    await look.at(`/admin/registers/${register}`, 'c04-register');
    const id: CaseId = await start(site, { registers: [register], headcount: 8, budgetFen: Fen.parse(204_000) });
    await look.as(undefined);
    await look.at(link('zhouwei'), 'c05-approval');
    await answer(site, id, 'zhou-wei', 'planApproval', 'approve');

    const chair = await browse(site);
    const roster = `${link('wanghong')}/roster`;
    await look.at(roster, 'c06-roster');
    const faulty = await writeXlsx('名单', [HEADS, ['', '123', '江东机械公司', '市劳动模范']]);
    const bad = await chair.upload((await chair.get(roster)).text, faulty);
    await look.at(bad.location ?? '', 'c07-faults');
    const rows = people.map(({ name, idNumber, group }) => [name, idNumber, group, '市劳动模范']);
    const good = await chair.upload((await chair.get(roster)).text, await writeXlsx('名单', [HEADS, ...rows]));
    await look.at(good.location ?? '', 'c08-checked');
    await chair.post(good.location ?? '', {});
    await look.at(roster, 'c09-imported');
    await chair.post(roster, { action: 'sent' });
    await look.at(roster, 'c10-sent');
    for (const part of await parts(site, id, 'rosters')) await decide(site, part, part.asked[0] ?? '', 'none');
    await site.idle();
    await look.as('li-min');
    await look.at(`/admin/campaigns/${id}`, 'c11-campaign');
    await look.as(undefined);
    await look.at(link('limin'), 'c12-differences');
    await answer(site, id, 'li-min', 'rosterCheck', 'confirm');
    await look.at(link('limin'), 'c13-buy');
    for (const [who, name, outcome, values] of BUY) await answer(site, id, who, name, outcome, values);
    await look.as('qian-hui');
    await look.at(link('qianhui'), 'c14-accept');
    await answer(site, id, 'qian-hui', 'acceptance', 'accepted', invoice(8, 200_000));
    await look.as(undefined);
    await look.at(`${link('limin')}/teams`, 'c15-teams');
    await answer(site, id, 'li-min', 'visitPlan', 'shared', { leaders: ['wang-hong', 'zhang-qiang'] });

    const visits = `${link('wanghong')}/visits`;
    await look.at(visits, 'c16-visits');
    const sent = await chair.upload((await chair.get(visits)).text, PNG);
    await look.at(sent.location ?? '', 'c17-photo');
    const page = (await chair.get(sent.location ?? '')).text;
    const [one = ''] = [...page.matchAll(/name="person" value="([^"]+)"/g)].map(([, found]) => found ?? '');
    const set = /name="set" value="(\w+)"/.exec(page)?.[1] ?? '';
    await chair.post(visits, { person: one, outcome: 'photo', witness: '陈组长', set });
    await look.at(visits, 'c18-recorded');
    await look.as('li-min');
    await look.at(`/admin/campaigns/${id}`, 'c19-visiting');
    await deliverAll(site, id, [people[6]?.idNumber ?? '']);
    for (const team of await parts(site, id, 'visits')) await decide(site, team, team.asked[0] ?? '', 'back');
    await look.as('qian-hui');
    await look.at(link('qianhui'), 'c20-reconcile');
    await answer(site, id, 'qian-hui', 'reconcile', 'balanced', { out: 7, returned: 1, loss: 0, voucherNo: '记-1' });
    await look.as('li-min');
    await look.at(`/admin/campaigns/${id}/proof`, 'c21-gap');
    await look.at(link('limin'), 'c22-explain');
    await answer(site, id, 'li-min', 'gapExplanation', 'explain', {});
    await look.as('zhou-wei');
    await look.at(link('zhouwei'), 'c23-sign');
    await answer(site, id, 'zhou-wei', 'gapSigning', 'sign', {});
    expect((await getCase(site.table, id)).stage).toBe('CLOSED_WITH_GAP');
    await look.as('li-min');
    await (await browse(site, 'li-min')).post(`/admin/campaigns/${id}/packet`, {});
    await look.at(`/admin/campaigns/${id}`, 'c24-closed');
    await look.at(`/admin/campaigns/${id}/sample`, 'c25-sample');
    await look.at('/admin/campaigns', 'c26-list');
    expect(look.faults).toEqual([]);
  });

  it('is accessible and whole where children are paid through the bank', async () => {
    await using site = await startEmbedded({ at: '2019-05-06T09:00:00+08:00' });
    const look = await looking(browser, site);
    const link = (to: string) => linkOf(site, `${to}@example.org`);
    const id = await toPosting(site);
    await look.as(undefined);
    await look.at(link('fenglan'), 'm01-post');
    await look.at(`${link('fenglan')}/posting`, 'm02-posting');
    await answer(site, id, 'feng-lan', 'internalPosting', 'posted', { place: '工会公告栏' });
    await look.at(link('fenglan'), 'm03-notice');
    await site.moveTo('2019-05-14T09:00:00+08:00');
    await answer(site, id, 'feng-lan', 'internalNotice', 'clear');
    await look.as('qian-hui');
    await look.at('/admin/payments', 'm04-payments');
    const batch = await build(site, id, 'the-first-batch');
    await bankSays(site, batch, [2]);
    await look.at(`/admin/payments/${batch.id}`, 'm05-batch');
    await look.as('wang-hong');
    const list = `${link('wanghong')}/accounts`;
    await look.at(list, 'm06-accounts');
    const chair = await browse(site, 'wang-hong');
    const row = /accounts\/(\d+)\?/.exec((await chair.get(list)).text)?.[1] ?? '';
    for (const kind of ['changed', 'same', 'none']) await look.at(`${list}/${row}?kind=${kind}`, `m07-${kind}`);
    await chair.post(`${list}/${row}`, {
      kind: 'changed',
      holder: '李家长',
      cardNo: '6222021234569999012',
      'cardNo-sure': 'yes',
      bankName: '江东农商行',
    });
    await look.at(list, 'm08-corrected');
    await chair.post(list, { action: 'given' });
    await look.as('li-min');
    await look.at(link('limin'), 'm09-check');
    await look.at(`${link('limin')}/account-check`, 'm10-accounts');
    await look.at(`/admin/cases/${id}`, 'm11-case');
    expect(look.faults).toEqual([]);
  });
});
