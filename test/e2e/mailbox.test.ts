import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { getCase } from '#shared/cases/change';
import { browse } from '#test/e2e/applicant';
import { submit, walkTo } from '#test/e2e/case';
import { type Site, startEmbedded } from '#test/fakes';

/** The local mailbox over HTTP, on a site that lives below a path. */
let site: Site;
beforeAll(async () => {
  site = await startEmbedded({ path: '/nuanliu/' });
});
afterAll(async () => {
  await site.idle();
  await site[Symbol.asyncDispose]();
});

const Messages = z.array(
  z.object({ id: z.string(), to: z.string(), subject: z.string(), text: z.string(), html: z.string(), at: z.number() }),
);
const at = (path: string) => fetch(new URL(path, site.url));

describe.each(['/_mail', '/nuanliu/_mail'])('the mailbox at %s', (base) => {
  it('lists mails as a page, newest first, and as JSON, oldest first', async () => {
    const id = await submit(site);
    await site.idle();
    const messages = Messages.parse(await (await at(`${base}/messages`)).json());
    const subjects = messages.map(({ subject }) => subject);
    expect(subjects.slice(-2).join()).toContain(id.slice(3));
    const page = await (await at(base)).text();
    const [first = '', second = ''] = subjects.slice(-2);
    expect(page.indexOf(second)).toBeLessThan(page.indexOf(first));
    const officer = Messages.parse(await (await at(`${base}/messages?to=LiMin@example.org`)).json());
    expect(new Set(officer.map(({ to }) => to))).toEqual(new Set(['limin@example.org']));
    const later = new Date(site.clock.now() + 1).toISOString();
    expect(await (await at(`${base}/messages?since=${later}`)).json()).toEqual([]);
  });

  it('shows one mail, its HTML in a sandbox without scripts', async () => {
    const mail = site.mailTo('limin@example.org').at(-1) ?? expect.unreachable();
    const query = `id=${encodeURIComponent(mail.id)}`;
    const page = await at(`${base}/message?${query}`);
    const link = /https?:\S+/.exec(mail.text)?.[0] ?? expect.unreachable();
    expect(await page.text()).toContain(`<a href="${link}">${link}</a>`);
    const inner = await at(`${base}/message.html?${query}`);
    expect(inner.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(inner.headers.get('content-security-policy')).not.toContain('allow-scripts');
    expect((await at(`${base}/message?id=nothing`)).status).toBe(404);
    expect((await fetch(new URL(base, site.url), { method: 'POST' })).status).toBe(405);
  });
});

describe('a site below a path', () => {
  it('mails links that lead there, and keeps its cookies there', async () => {
    const id = await submit(site);
    await walkTo(site, id, 'unionReview');
    await site.idle();
    const link = /https?:\S+\/t\/[\w-]+/.exec(site.mailTo('wanghong@example.org').at(-1)?.text ?? '')?.[0] ?? '';
    expect(link).toContain('/nuanliu/t/');
    const inside = (address: string) => new URL(address).pathname.replace('/nuanliu', '');
    const chair = browse(site.url);
    expect((await chair.get(inside(link))).text).toContain(`action="${new URL(link).pathname}"`);
    await chair.post(`${inside(link)}/sign-in`);
    await site.idle();
    const signIn = /https?:\S+\/sign-in\/[\w-]+/.exec(site.mailTo('wanghong@example.org').at(-1)?.text ?? '')?.[0];
    const entered = await chair.postOnly(inside(signIn ?? expect.unreachable()), {});
    expect(entered.headers.getSetCookie().join()).toContain('Path=/nuanliu');
    const task = `/tasks/${id}/unionReview.1`;
    expect(entered.headers.get('location')).toBe(`/nuanliu${task}`);
    expect((await chair.post(task, { outcome: 'approve' })).text).toContain('已收到您的决定');
    await site.idle();
    expect((await getCase(site.table, id)).stage).toBe('homeSurvey');
  });
});
