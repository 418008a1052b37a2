import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import { itemsOf } from '#shared/register/register';
import { browse } from '#test/e2e/console/browser';
import { answer, CHAIRS, determine, launch, partOf, payBack, rectify, report } from '#test/e2e/selfInspection/world';
import { type Site, startEmbedded } from '#test/fakes';
import { missing, type OpenBrowser, openBrowser } from './browser.ts';
import { looking } from './looking.ts';

const linkOf = (site: Site, to: string): string =>
  site
    .mailTo(to)
    .map(({ text }) => /\/t\/[\w-]+/.exec(text)?.[0])
    .findLast((link) => link !== undefined) ?? '';

describe.skipIf(missing)('an inspection in a browser', { timeout: 240_000 }, () => {
  let browser: OpenBrowser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser[Symbol.asyncDispose]());

  it('is accessible and whole on every page from its launch to its packet', async () => {
    await using site = await startEmbedded();
    const look = await looking(browser, site);
    const link = (to: string) => linkOf(site, `${to}@example.org`);
    await look.as('li-min');
    await look.at('/admin/selfInspection', 'i01-none');
    await look.at('/admin/selfInspection/new', 'i02-new');
    const programme = await launch(site, ['hongxing', 'xishan-yiyuan']);
    const [clean, wrong] = [await partOf(site, programme, 'hongxing'), await partOf(site, programme, 'xishan-yiyuan')];

    await look.as(undefined);
    const at = `${link('wanghong')}/inspection`;
    await look.at(at, 'i03-home');
    const chair = await browse(site);
    for (const page of ['about', 'spending', 'checks/festivals', 'checks/conduct', 'files', 'sign', 'handover'])
      await look.at(`${at}/${page}`, `i04-${page.replace('/', '-')}`);
    await chair.post(`${at}/about`, { members: '40', ampleEnterprise: 'no', budgetFen: '60000' });
    await chair.post(`${at}/checks/festivals`, {
      C01: 'PROBLEM',
      C02: 'OK',
      C03: 'OK',
      C04: 'OK',
      C09: 'OK',
      C22: 'OK',
    });
    await look.at(`${at}/problems/C01`, 'i05-problem');
    await look.at(at, 'i06-begun');

    await report(site, clean, 'hongxing');
    await report(site, wrong, 'xishan-yiyuan', [{ overFen: 400_000 }, { check: 'C23', overFen: 0 }]);
    await look.at(link('limin'), 'i07-desk');
    await answer(site, clean, 'li-min', 'deskReview', 'accept');
    await answer(site, wrong, 'li-min', 'deskReview', 'accept');
    await site.moveTo('2019-03-23T09:00:00+08:00');
    await look.at(link('suntao'), 'i08-draw');
    await answer(site, programme, 'sun-tao', 'sampling', 'draw', { percent: 20 });
    await look.at(link('suntao'), 'i09-spot');
    await answer(site, wrong, 'sun-tao', 'spotCheck', 'clear', {
      inspectors: '孙涛、冯兰',
      visitedOn: '2019-03-25',
      paperNo: '底-1',
    });
    await look.at(link('yangmei'), 'i10-reply');
    await answer(site, wrong, CHAIRS['xishan-yiyuan'] ?? '', 'unitReply', 'agree');
    await look.at(link('zhouwei'), 'i11-finding');
    await determine(site, wrong);

    const unit = `${link('yangmei')}/inspection`;
    await look.at(unit, 'i12-ledger');
    const [item] = await itemsOf(site.table, wrong);
    await look.at(`${unit}/items/${item?.no ?? ''}`, 'i13-item');
    await look.at(`${unit}/notices`, 'i14-notices');
    await rectify(site, wrong, 'yang-mei');
    await look.as('qian-hui');
    const money = `/tasks/${wrong}/${(await getCase(site.table, wrong)).task ?? ''}/inspection`;
    await look.at(money, 'i15-money');
    await payBack(site, wrong, '2019-04-20');
    await look.as('sun-tao');
    await look.at(`${link('suntao')}/inspection`, 'i16-verify');

    await look.as('li-min');
    await (await browse(site, 'li-min')).post(`/admin/selfInspection/${programme}/packet`, {});
    await look.at('/admin/selfInspection', 'i17-programmes');
    await look.at(`/admin/selfInspection/${programme}`, 'i18-board');
    await look.at(`/admin/selfInspection/${programme}/units/xishan-yiyuan`, 'i19-unit');
    await look.at(`/admin/selfInspection/${programme}/figures`, 'i20-figures');
    expect(look.faults).toEqual([]);
  });
});
