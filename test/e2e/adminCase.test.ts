import { describe, expect, it, vi } from 'vitest';
import { getCase } from '#shared/cases/change';
import { flagFailing } from '#shared/cases/flags';
import { Undeliverable } from '#shared/mail/undeliverable';
import { openTaskOf } from '#shared/tasks/decide';
import { startEmbedded } from '#test/fakes';
import { browse } from './console/browser.ts';
import { apply, idNumber, walkTo } from './console/walk.ts';

describe('the board', () => {
  it('shows a case that is tried again as failing, not as running', async () => {
    await using site = await startEmbedded();
    const id = await apply(site);
    for (let n = 0; n < 3; n++) await flagFailing(site.host, id, { error: 'Outage', step: 'classify' });
    const admin = await browse(site, 'guan-li');
    const failing = await admin.get('/admin/hardshipAid?view=failing');
    expect(failing.text).toContain('出错重试中 1<');
    expect(failing.text).toContain(id);
    expect(failing.text).not.toContain('classify');
  });

  it('shows whom no mail reaches as such, and not as slow', async () => {
    await using site = await startEmbedded();
    vi.spyOn(site.host.mail, 'send').mockRejectedValue(new Undeliverable('no such address'));
    await apply(site);
    const id = await apply(site);
    const admin = await browse(site, 'guan-li');
    expect((await admin.get('/admin/hardshipAid?view=unreached')).text).toContain('邮件未送达 2<');
    const { text } = await admin.get(`/admin/cases/${id}`);
    expect(text).toContain('邮件没有送达');
    expect(text).toContain('2 封，其中 2 封没有送出');
  });

  it('turns pages by a cursor, counts no further than 99, and refuses a made-up cursor', async () => {
    await using site = await startEmbedded();
    for (let n = 0; n < 101; n++) await apply(site);
    const admin = await browse(site, 'guan-li');
    const seen = new Set<string>();
    let path = '/admin/hardshipAid';
    for (let pages = 1; ; pages++) {
      const { text } = await admin.get(path);
      expect(text).toContain('全部 99+<');
      for (const [, id = ''] of text.matchAll(/cases\/(HA-[\d-]+)"/g)) seen.add(id);
      const next = /href="([^"]+)"[^>]*>下一页/.exec(text)?.[1];
      if (!next) {
        expect(pages).toBe(3);
        break;
      }
      path = next.replaceAll('&amp;', '&');
    }
    expect(seen.size).toBe(101);
    for (const after of ['x', 'W10', Buffer.from('{"a":1}').toString('base64url')]) {
      expect((await admin.get(`/admin/hardshipAid?after=${after}`)).status).toBe(400);
    }
  }, 30_000); // a hundred applications through the real engine, on a machine that may be busy

  it('says what an empty board means', async () => {
    await using site = await startEmbedded();
    const { text } = await (await browse(site, 'guan-li')).get('/admin/hardshipAid');
    expect(text).toContain('现在没有进行中的申请');
  });
});

describe('a case', () => {
  it('tells its story in plain words, and its numbers only behind a reason that the log keeps', async () => {
    await using site = await startEmbedded();
    const id = await apply(site, { name: '陈明', card: '6222021234567890', id: 801 });
    await walkTo(site, 'meetingDecision', [{ id }]);
    const admin = await browse(site, 'guan-li');
    const hidden = await admin.get(`/admin/cases/${id}`);
    expect(hidden.text).toContain('入户调查：情况属实，符合条件');
    expect(hidden.text).toContain('流程位置：受理');
    expect(hidden.text).toContain('条记录首尾相连，没有改动');
    for (const secret of ['陈明', '6222021234567890', idNumber(801), '患病住院', '13800001234'])
      expect(hidden.text).not.toContain(secret);
    for (const inner of ['taskOpened', 'meetingDecision.1', 'Union reviews']) expect(hidden.text).not.toContain(inner);

    const before = (await getCase(site.table, id)).seq;
    await admin.post(`/admin/cases/${id}/reveal`, { revealReason: ' ' });
    expect((await getCase(site.table, id)).seq).toBe(before);
    await admin.post(`/admin/cases/${id}/reveal`, { revealReason: '核对银行账户' });
    const shown = await admin.get(`/admin/cases/${id}`);
    expect(shown.text).toContain(idNumber(801));
    expect(shown.text).toContain('查看了被隐去的个人信息');
    expect(shown.text).toContain('核对银行账户');
    expect(hidden.text).not.toContain('核对银行账户');
    expect((await (await browse(site, 'li-min')).get(`/admin/cases/${id}`)).text).not.toContain(idNumber(801));
  });

  it('is passed on, mailed again and asked again, each with a reason', async () => {
    await using site = await startEmbedded();
    const id = await apply(site);
    await site.moveTo('2019-03-20T10:00:00+08:00');
    expect((await getCase(site.table, id)).flags).toEqual(['stuck']);
    const admin = await browse(site, 'guan-li');
    expect((await admin.get('/admin/hardshipAid?view=stuck')).text).toContain(id);

    const nothing = await admin.post(`/admin/cases/${id}/reopen`, {});
    expect(nothing.location).toContain('missing=1');
    expect((await admin.get(nothing.location ?? '')).text).toContain('请写明理由');
    await admin.post(`/admin/cases/${id}/reopen`, { reopenReason: '李敏出差回来了' });
    const again = await openTaskOf(site.host, id);
    expect(again).toMatchObject({ asked: ['li-min'], climbed: 0 });
    expect((await getCase(site.table, id)).flags).toEqual([]);
    expect(again?.dueAt).toBeGreaterThan(site.clock.now());

    const mails = site.mailTo('limin@example.org').length;
    await admin.post(`/admin/cases/${id}/resend`, { resendReason: '说没有收到' });
    expect(site.mailTo('limin@example.org')).toHaveLength(mails + 1);

    expect(
      (await admin.post(`/admin/cases/${id}/reassign`, { to: 'xu-fang', reassignReason: '别的街道' })).location,
    ).toContain('missing');
    await admin.post(`/admin/cases/${id}/reassign`, { to: 'zhou-wei', reassignReason: '李敏请假' });
    expect((await openTaskOf(site.host, id))?.asked).toEqual(['zhou-wei']);
    const { text } = await admin.get(`/admin/cases/${id}`);
    for (const words of ['撤下无人处理的任务，重新请办', '重发邮件', '改由他人办理']) expect(text).toContain(words);
    expect(text).not.toContain('李敏请假');
  });

  it('says which entry of its log was changed', async () => {
    await using site = await startEmbedded();
    const id = await apply(site);
    await site.table.transact([
      { update: { pk: `CASE#${id}`, sk: 'EVENT#0000000002' }, set: { data: { forged: true } } },
    ]);
    const { text } = await (await browse(site, 'guan-li')).get(`/admin/cases/${id}`);
    expect(text).toContain('记录被改动过');
    expect(text).toContain('第一处：第 2 条');
  });
});

describe('a report', () => {
  it('has a sentence, and figures that name their rows', async () => {
    await using site = await startEmbedded();
    const [a, b] = [await apply(site), await apply(site)];
    await walkTo(site, 'payment', [{ id: a }, { id: b, fen: 1_200_000 }]);
    const officer = await browse(site, 'li-min');
    expect((await officer.get('/admin/reports')).text).toContain('帮扶困难职工2人，争取帮扶资金1.63万元');
    const json = JSON.parse((await officer.get('/admin/reports.json?from=2019-01-01&to=2019-03-31')).text);
    expect(json.sections[0].figures).toMatchObject([
      { id: 'hardship.helped', value: 2, rows: [a, b].toSorted().map((caseId) => ({ caseId })) },
      { id: 'hardship.received', value: 1_630_000 },
      { id: 'hardship.reached', value: 0 },
      { id: 'hardship.paid', value: 0, rows: [] },
    ]);
    expect((await officer.get('/admin/reports.json?from=2019-04-01&to=2019-06-30')).text).toContain('"value":0');
    expect((await officer.get('/admin/reports.json?from=bad')).status).toBe(400);
  });
});
