import { describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import { casePk, eventSk } from '#shared/cases/case';
import type { CaseId } from '#shared/ids';
import { getNotice, noticesUp } from '#shared/notices/notice';
import { all } from '#shared/table/table';
import { CivilDate } from '#shared/time/civil';
import { type Site, startEmbedded } from '#test/fakes';
import { answer, submit, walkTo } from './case.ts';
import { browse } from './console/browser.ts';

const page = (site: Site, path: string) => fetch(new URL(path, site.url), { redirect: 'manual' });
const objectTo = (site: Site, id: CaseId, fields: Record<string, string>) =>
  fetch(new URL(`notices/${id}/objection`, site.url), { method: 'POST', body: new URLSearchParams(fields) });

describe('a public notice', () => {
  it('runs for five full working days, a make-up Sunday among them, and is taken down when it ends', async () => {
    // Labour Day 2019: 1 to 4 May are off, Sunday 28 April and Sunday 5 May are worked.
    await using site = await startEmbedded({ at: '2019-04-25T09:00:00+08:00' });
    const id = await submit(site);
    await walkTo(site, id, 'publicNotice');
    expect(await getNotice(site.table, id)).toMatchObject({
      since: '2019-04-25',
      lastDay: '2019-05-05',
      line: { name: '陈**' },
    });
    expect((await page(site, `notices/${id}`)).status).toBe(200);
    await site.moveTo('2019-05-05T23:59:00+08:00');
    expect((await getCase(site.table, id)).stage).toBe('publicNotice');
    await site.moveTo('2019-05-06T00:00:00+08:00');
    expect((await getCase(site.table, id)).stage).toBe('noticeRecord');
    expect((await page(site, `notices/${id}`)).status).toBe(410);
    expect((await objectTo(site, id, { reason: '情况不属实，请核实' })).status).toBe(410);
    expect((await noticesUp(site.table, CivilDate.parse('2019-05-06'))).notices).toEqual([]);
  });

  it('shows nothing but a masked line', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'publicNotice');
    const text = await (await page(site, `notices/${id}`)).text();
    expect(text).toContain('陈**');
    expect(text).toContain('红星机械厂工会');
    for (const secret of ['陈大明', '429900', '患病', '6222', '13800138000', '4,300'])
      expect(text).not.toContain(secret);
    expect((await page(site, 'notices')).headers.get('x-robots-tag')).toContain('noindex');
  });

  it('stops at an objection, and runs on for the days that were left when it is dismissed', async () => {
    await using site = await startEmbedded({ at: '2019-03-04T09:00:00+08:00' }); // a Monday: it would end on the 11th
    const id = await submit(site);
    await walkTo(site, id, 'publicNotice');
    await site.moveTo('2019-03-08T10:00:00+08:00'); // the fourth day
    const sent = await objectTo(site, id, { reason: '他家有两套房子', objector: '', contact: '' });
    expect(sent.status).toBe(200);
    expect(sent.url).toContain('received=1');
    await site.idle();
    expect((await getCase(site.table, id)).stage).toBe('objection');
    expect(await getNotice(site.table, id)).toMatchObject({ status: 'paused', daysLeft: 2 });
    await site.moveTo('2019-03-14T10:00:00+08:00');
    expect((await getCase(site.table, id)).stage).toBe('objection'); // the clock stands, however long it takes
    await answer(site, id, ['sun-tao', 'objection', 'dismiss', { finding: '经核实只有一套住房' }]);
    expect(await getNotice(site.table, id)).toMatchObject({
      status: 'up',
      since: '2019-03-14',
      lastDay: '2019-03-18',
      round: 1,
    });
    const told = site.mailTo('applicant@example.org').at(-1);
    expect(told?.subject).toMatch(/^继续公示 .*至 2019年3月18日$/);
    expect(told?.text).toContain('异议经核实不成立');
    await site.moveTo('2019-03-18T23:00:00+08:00');
    expect((await getCase(site.table, id)).stage).toBe('publicNotice');
    await site.moveTo('2019-03-19T00:00:00+08:00');
    expect((await getCase(site.table, id)).stage).toBe('noticeRecord');
  });

  it('starts anew when the objection leads to another classification', async () => {
    await using site = await startEmbedded({ at: '2019-03-04T09:00:00+08:00' });
    const id = await submit(site);
    await walkTo(site, id, 'publicNotice');
    await site.moveTo('2019-03-08T10:00:00+08:00');
    await objectTo(site, id, { reason: '收入没有报全' });
    await answer(site, id, ['sun-tao', 'objection', 'reclassify', { finding: '收入已更正' }]);
    expect(await getNotice(site.table, id)).toMatchObject({
      status: 'up',
      since: '2019-03-08',
      lastDay: '2019-03-15',
      round: 2,
    });
  });

  it('ends the case with a refusal when the objection is upheld', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'publicNotice');
    await objectTo(site, id, { reason: '他家有两套房子' });
    await answer(site, id, ['sun-tao', 'objection', 'reject', { finding: '属实' }]);
    expect((await getCase(site.table, id)).stage).toBe('appeal');
  });

  it('takes a second objection into the same investigation, and never one without a reason', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'publicNotice');
    expect((await objectTo(site, id, { reason: '' })).status).toBe(422);
    await objectTo(site, id, { reason: '他家有两套房子' });
    expect((await objectTo(site, id, { reason: '他还有一辆汽车' })).status).toBe(200);
    await site.idle();
    const each = await getCase(site.table, id);
    expect([each.stage, each.facts['objections'], each.rounds['objection']?.n]).toEqual(['objection', 2, 1]);
  });

  it('is stopped by the same change that keeps the first objection', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'publicNotice');
    const before = (await getCase(site.table, id)).seq;
    await objectTo(site, id, { reason: '他家有两套房子' });
    const [event] = await all(site.table, { pk: casePk(id), from: eventSk(before + 1), to: eventSk(before + 1) });
    expect(event).toMatchObject({
      type: 'decided',
      data: { outcome: 'objection', form: 'objectionOf', formVersion: 1 },
    });
  });

  it('tells whoever investigates what was said, and hides who said it', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'publicNotice');
    await objectTo(site, id, { reason: '他家有两套房子', objector: '赵立新', contact: '2345678' });
    await objectTo(site, id, { reason: '他还有一辆汽车' });
    await site.idle();
    const { text } = await (await browse(site, 'sun-tao')).get(`/tasks/${id}/objection.1`);
    for (const shown of ['收到的意见 2 份', '他家有两套房子', '他还有一辆汽车']) expect(text).toContain(shown);
    for (const hidden of ['赵立新', '2345678']) expect(text).not.toContain(hidden);
    await answer(site, id, ['sun-tao', 'objection', 'reject', { finding: '属实' }]);
    expect((await (await browse(site, 'li-min')).get(`/admin/cases/${id}`)).text).not.toContain('他家有两套房子');
  });

  it('is investigated by nobody who acted on the case', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'publicNotice');
    await objectTo(site, id, { reason: '工会主席偏袒亲戚' });
    expect(await answer(site, id, ['wang-hong', 'objection', 'dismiss'])).toEqual({
      kind: 'notApart',
      from: 'unionReview',
    });
  });
});
