import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import { type CaseId, PersonId } from '#shared/ids';
import { openTaskOf } from '#shared/tasks/decide';
import { listSessions } from '#shared/people/sessions';
import { ownPath } from '#shared/people/signIn';
import { type Browser, browse } from '#test/e2e/applicant';
import { application, submit, walkTo } from '#test/e2e/case';
import { type Site, startEmbedded } from '#test/fakes';

/** Signing in by mail, what only a session may do, and what it may see. */
let site: Site;
beforeAll(async () => {
  site = await startEmbedded();
});
afterAll(async () => site[Symbol.asyncDispose]());

const linkIn = (email: string, kind: 'sign-in' | 't'): string => {
  const link = new RegExp(`https?:\\S+/${kind}/[\\w-]+`).exec(site.mailTo(email).at(-1)?.text ?? '')?.[0];
  return new URL(link ?? expect.unreachable()).pathname;
};
const later = (minutes: number) => site.moveTo(new Date(site.clock.now() + minutes * 60_000).toISOString());
const enter = async (email: string, browser: Browser = browse(site.url)) => {
  await browser.post('/sign-in', { email });
  await site.idle();
  return { browser, landed: await browser.post(linkIn(email, 'sign-in')) };
};
const at = async (task: string): Promise<CaseId> => {
  const id = await submit(site);
  await walkTo(site, id, task);
  await site.idle();
  return id;
};

describe('signing in', () => {
  it('takes a mailed link and a button; fetching the link signs nobody in', async () => {
    const chair = browse(site.url);
    const sent = await chair.post('/sign-in', { email: 'WangHong@example.org' });
    await site.idle();
    const link = linkIn('wanghong@example.org', 'sign-in');
    for (let visit = 0; visit < 10; visit += 1) {
      const page = await fetch(new URL(link, site.url));
      expect(page.headers.getSetCookie().join()).not.toContain('session');
      expect(await page.text()).toContain('王红，请确认登录');
    }
    const response = await chair.postOnly(link, {});
    expect(response.status).toBe(303);
    expect(response.headers.getSetCookie().join()).toMatch(
      /session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200/,
    );
    expect((await chair.get('/tasks')).text).toContain('我的待办');
    const again = await browse(site.url).post(link);
    expect([again.status, again.text]).toEqual([410, expect.stringContaining('已经用过')]);
    const unknown = await browse(site.url).post('/sign-in', { email: 'nobody@example.org' });
    expect(unknown.text).toBe(sent.text);
    await site.idle();
    expect(site.mailTo('nobody@example.org')).toEqual([]);
  });

  it('lasts fifteen minutes for the link and twelve hours for the session', async () => {
    const officer = browse(site.url);
    await officer.post('/sign-in', { email: 'limin@example.org' });
    await site.idle();
    await later(16);
    expect((await officer.post(linkIn('limin@example.org', 'sign-in'))).text).toContain('已过期');
    await enter('limin@example.org', officer);
    await later(11 * 60);
    expect((await officer.get('/tasks')).path).toBe('/tasks');
    await later(61);
    expect((await officer.get('/tasks')).path).toBe('/sign-in?back=%2Ftasks');
  });

  it('floods nobody: one mail in half a minute, five in an hour', async () => {
    const anybody = browse(site.url);
    const before = site.mailTo('xufang@example.org').length;
    for (let tries = 0; tries < 12; tries += 1) {
      await anybody.post('/sign-in', { email: 'xufang@example.org' });
      if (tries % 2 === 1) await later(1);
    }
    await site.idle();
    expect(site.mailTo('xufang@example.org').length - before).toBe(5);
  });

  it('goes back only to pages of ours', () => {
    for (const bad of ['//evil.example', 'https://evil.example', '/\\evil', '/t/secret', '', null, '/a\r\nb']) {
      expect(ownPath(bad)).toBe('/tasks');
    }
    expect(ownPath('/tasks/HA-2019-000001/payment.1?lang=en')).toBe('/tasks/HA-2019-000001/payment.1?lang=en');
  });

  it('can be ended, here and elsewhere', async () => {
    const here = (await enter('heping@example.org')).browser;
    await later(1);
    const there = (await enter('heping@example.org')).browser;
    const id = /name="id" value="([^"]+)"/.exec((await here.get('/sessions')).text)?.[1] ?? expect.unreachable();
    await here.post('/sessions', { id });
    expect((await there.get('/tasks')).path).toContain('/sign-in');
    expect((await here.post('/sign-out')).text).toContain('已退出');
    expect((await here.get('/tasks')).path).toContain('/sign-in');
    expect(await listSessions(site.host, PersonId.parse('he-ping'))).toEqual([]);
  });

  it('ends no session of somebody else', async () => {
    const one = (await enter('linyan@example.org')).browser;
    const [session] = await listSessions(site.host, PersonId.parse('lin-yan'));
    const other = (await enter('majun@example.org')).browser;
    await other.post('/sessions', { id: session?.id ?? '' });
    expect((await one.get('/tasks')).path).toBe('/tasks');
  });
});

describe('a task that moves money', () => {
  it('is shown by its link, and decided only by its person signed in', async () => {
    const id = await at('districtReview');
    const link = linkIn('zhouwei@example.org', 't');
    const vice = browse(site.url);
    expect((await vice.get(link)).text).toContain('登录后决定');
    expect((await vice.post(link, { outcome: 'approve' })).status).toBe(403);
    const stranger = (await enter('gaofeng@example.org')).browser;
    expect((await stranger.post(link, { outcome: 'approve' })).status).toBe(403);
    expect((await openTaskOf(site.host, id))?.name).toBe('districtReview');

    await vice.post(`${link}/sign-in`);
    await site.idle();
    const landed = await vice.post(linkIn('zhouwei@example.org', 'sign-in'));
    expect(landed.path).toBe(`/tasks/${id}/districtReview.1`);
    expect(landed.text).toContain('认定是怎样算出的');
    expect((await vice.post(landed.path, { outcome: 'approve' })).text).toContain('已收到您的决定');
    await site.idle();
    expect((await getCase(site.table, id)).stage).toBe('meetingDecision');
    expect((await vice.get(link)).text).toContain('已收到您的决定');
  });

  it('is hidden from a session that has nothing to do with it', async () => {
    const id = await at('unionReview');
    const { browser } = await enter('tangbo@example.org');
    const page = await browser.get(`/tasks/${id}/unionReview.1`);
    expect([page.status, page.text]).toEqual([404, expect.stringContaining('这个链接无效')]);
    expect((await browser.post(`/tasks/${id}/unionReview.1`, { outcome: 'approve' })).status).toBe(404);
  });
});

describe('the whole application', () => {
  it('is shown to a signed-in person with a reason, which is recorded', async () => {
    const id = await at('unionReview');
    const path = `/tasks/${id}/unionReview.1`;
    const link = linkIn('wanghong@example.org', 't');
    expect((await browse(site.url).post(`${link}/reveal`, { why: '核对' })).text).not.toContain(application.idNumber);
    await later(1);
    const { browser } = await enter('wanghong@example.org');
    const masked = await browser.get(path);
    expect(masked.text).toContain('查看完整信息的理由');
    expect(masked.text).not.toContain(application.idNumber);
    expect((await browser.post(`${path}/reveal`, { why: '' })).status).toBe(422);
    expect((await browser.post(`${path}/reveal`, { why: '核对身份证号码' })).text).toContain(application.idNumber);
    const events = await site.table.query({
      pk: `CASE#${id}`,
      from: 'EVENT#',
      to: 'EVENT#~',
      descending: true,
      limit: 1,
    });
    expect(events.items[0]).toMatchObject({ type: 'revealed', by: { person: 'wang-hong' } });
    expect(JSON.stringify(events.items)).not.toContain('核对身份证号码');
    expect((await browse(site.url).get(link)).text).not.toContain(application.idNumber);
    await later(31);
    expect((await browser.get(path)).text).not.toContain(application.idNumber);
  });
});

describe('my tasks', () => {
  it('lists what waits for the positions that I hold, soonest first, and nothing of others', async () => {
    const { browser } = await enter('zhangqiang@example.org');
    expect((await browser.get('/tasks')).text).toContain('现在没有等您办理的事');
    const id = await submit(site, application, 'donghu-fangzhi');
    await walkTo(site, id, 'unionReview').catch(() => undefined);
    await site.idle();
    const page = await browser.get('/tasks');
    expect(page.text).toContain(`困${id.slice(2)}`);
    expect(page.text).toContain('我的待办 1 件');
  });
});
