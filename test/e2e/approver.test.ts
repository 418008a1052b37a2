import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import type { CaseId } from '#shared/ids';
import { openTaskOf } from '#shared/tasks/decide';
import { browse } from '#test/e2e/applicant';
import { submit, walkTo } from '#test/e2e/case';
import { type Site, startEmbedded } from '#test/fakes';

/** Approvers at work over HTTP: links of mails, robots that fetch them, answers that are given once. */
let site: Site;
beforeAll(async () => {
  site = await startEmbedded();
});
afterAll(async () => site[Symbol.asyncDispose]());

const CHAIR = 'wanghong@example.org';
const addressIn = (text: string): string => /https?:\S+\/t\/[\w-]+/.exec(text)?.[0] ?? expect.unreachable();
const linkTo = (email: string): string => addressIn(site.mailTo(email).at(-1)?.text ?? '');
const pathOf = (link: string): string => new URL(link).pathname;

/** A new case that waits for the union's chair, and the link in the chair's mail. */
const aCaseForTheChair = async (): Promise<{ id: CaseId; link: string }> => {
  const id = await submit(site);
  await walkTo(site, id, 'unionReview');
  await site.idle();
  return { id, link: linkTo(CHAIR) };
};
const eventsOf = async (id: CaseId) =>
  (await site.table.query({ pk: `CASE#${id}`, from: 'EVENT#', to: 'EVENT#~', limit: 1_000 })).items;

describe('a link in a mail', () => {
  it('decides nothing when robots fetch it and everything on its page fifty times; the human still can', async () => {
    const { id, link } = await aCaseForTheChair();
    const before = await eventsOf(id);
    for (let visit = 0; visit < 50; visit += 1) {
      const head = await fetch(link, { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([200, '']);
      const page = await (await fetch(link)).text();
      expect(page).not.toMatch(/<script|onload=|http-equiv="?refresh/i);
      if (visit > 4) continue;
      for (const [, href = ''] of page.matchAll(/<a [^>]*href="([^"#]+)"/g)) {
        await (await fetch(new URL(href.replaceAll('&amp;', '&'), link))).text();
      }
    }
    expect(await eventsOf(id)).toEqual(before);
    const receipt = await browse(site.url).post(pathOf(link), { outcome: 'approve' });
    expect(receipt.text).toContain('已收到您的决定');
    await site.idle();
    expect((await getCase(site.table, id)).stage).toBe('homeSurvey');
  });

  it('is never kept, never leaked and never indexed', async () => {
    const { link } = await aCaseForTheChair();
    const { headers } = await fetch(link);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toContain('noindex');
    expect(headers.get('content-security-policy')).not.toContain('script-src');
  });

  it('shows the application masked: no identity number, no full name, no illness beyond the cause, no income', async () => {
    const { link } = await aCaseForTheChair();
    const { text } = await browse(site.url).get(pathOf(link));
    expect(text).toContain('4,300.00');
    expect(text).toContain('医疗救助');
    expect(text).not.toContain('陈大明');
    expect(text).not.toContain('429900197001010014');
    expect(text).not.toContain('13800138000');
    expect(text).not.toContain('1,000.00');
    expect(text).not.toContain('患病住院，自付较多');
  });
});

describe('deciding', () => {
  it('keeps what was typed when an opinion is missing', async () => {
    const { id, link } = await aCaseForTheChair();
    const chair = browse(site.url);
    const wrong = await chair.post(pathOf(link), { outcome: 'reject', opinion: '  ' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('请写明意见');
    expect(wrong.text).toMatch(/value="reject"[^>]*checked/);
    const back = await chair.post(pathOf(link), { outcome: 'return', opinion: '缺收入证明', filled: 'yes' });
    expect(back.status).toBe(422);
    expect(back.text).toContain('缺收入证明</textarea>');
    expect((await openTaskOf(site.host, id))?.status).toBe('open');
  });

  it('asks for the fields of an answer on a page of its own, then takes it', async () => {
    const { id, link } = await aCaseForTheChair();
    const chair = browse(site.url);
    const second = await chair.post(pathOf(link), { outcome: 'return', opinion: '缺收入证明' });
    expect(second.status).toBe(200);
    expect(second.text).toContain('需要补正的部分');
    expect(second.text).toContain('缺收入证明</textarea>');
    const answer = { outcome: 'return', filled: 'yes', sections: ['money', 'files'], opinion: '缺收入证明' };
    expect((await chair.post(pathOf(link), answer)).text).toContain('退回补正');
    await site.idle();
    expect((await getCase(site.table, id)).stage).toBe('correction');
    const mail = site.mailTo('applicant@example.org').at(-1);
    expect(mail?.text).toContain('- 收入与支出\n- 证明材料');
    expect(mail?.text).not.toContain('缺收入证明');
  });

  it('gives the same receipt to whoever posts twice, also at once', async () => {
    const { id, link } = await aCaseForTheChair();
    const posts = await Promise.all(
      Array.from({ length: 5 }, () => browse(site.url).post(pathOf(link), { outcome: 'approve' })),
    );
    const again = await browse(site.url).get(pathOf(link));
    for (const { status, text } of posts) expect([status, text]).toEqual([200, again.text]);
    expect(
      (await eventsOf(id)).filter((event) => event['type'] === 'decided' && String(event['data']).length > 0),
    ).toHaveLength(2);
  });

  it.each([
    ['an answer that is not offered', { outcome: 'withdraw' }],
    ['an answer that does not exist', { outcome: '__proto__' }],
    ['an opinion that is too long', { outcome: 'reject', opinion: '长'.repeat(1_001) }],
    ['a body that is too large', { outcome: 'approve', opinion: 'x'.repeat(70_000) }],
    ['no answer', {}],
  ])('refuses %s with 4xx and decides nothing', async (_what, form) => {
    const { id, link } = await aCaseForTheChair();
    const { status, text } = await browse(site.url).post(pathOf(link), form);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(text).not.toMatch(/ at .*\.ts:\d+/);
    expect((await openTaskOf(site.host, id))?.status).toBe('open');
  });

  it('refuses a post that another site made', async () => {
    const { id, link } = await aCaseForTheChair();
    const headers = { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' };
    expect((await fetch(link, { method: 'POST', body: 'outcome=approve', headers })).status).toBe(403);
    expect((await openTaskOf(site.host, id))?.status).toBe('open');
  });
});
