import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PagesHandler } from '#functions/page';
import { routes } from '#infra/embedded/routes';
import { startEmbedded } from '#test/fakes';
import { type Sent, send } from './pageHost.ts';

/** What every route of every audience must withstand, whatever it is for. */
const NONSENSE = ['x', '0', '../etc', '<script>', 'a'.repeat(500), '__proto__', 'HA-2019-000000', '暖流'];
const FORGED = ['application=forged', 'session=forged', 'lang=xx', '__proto__=1', '=', 'application=', ';;;'];
const JUNK = 'token=x&task=unionReview.1&outcome=approve&code=%F0%9F%98%80&__proto__=1&id=1&id=2&file=&amount=-1e309';

const filled = (path: string, value: string): string => path.replaceAll(/\{\w+\}/g, encodeURIComponent(value));

describe('every route', () => {
  let site: Awaited<ReturnType<typeof startEmbedded>>;
  let handler: PagesHandler;
  beforeAll(async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    site = await startEmbedded();
    handler = site.pages;
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await site[Symbol.asyncDispose]();
  });

  const refusal = async (sent: Sent): Promise<number> => {
    const answer = await send(handler, sent);
    expect(answer.statusCode, `${sent.method ?? 'GET'} ${sent.path}`).toBeLessThan(500);
    expect(answer.body).not.toMatch(/\n\s+at .*(?:\.ts|\.js|node:)|ZodError|SQLITE/);
    expect(answer.headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
    });
    expect(answer.headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    if (!/\.(css|js)/.test(sent.path)) expect(answer.headers['cache-control']).toBe('no-store');
    return answer.statusCode;
  };

  const table = routes.map(({ method, path }) => ({ method, path }));
  const posts = table.filter(({ method }) => method === 'POST');

  it.each(table)('$method $path answers nonsense without breaking', async ({ method, path }) => {
    for (const value of NONSENSE) {
      await refusal({ method, path: filled(path, value), ...(method === 'POST' && { body: JUNK }), cookies: FORGED });
    }
    await refusal({
      method,
      path: `${filled(path, 'x')}?page=-1&after=%7B&stage=%22&lang=%F0%9F%98%80`,
      ...(method === 'POST' && { body: '' }),
    });
  });

  it.each(posts)('POST $path refuses what is no form of ours', async ({ path }) => {
    const to = { method: 'POST', path: filled(path, 'x') };
    expect(await refusal({ ...to, body: `a=${'x'.repeat(70_000)}` })).toBe(413);
    expect(await refusal({ ...to, body: '{}', headers: { 'content-type': 'application/json' } })).toBe(415);
    expect(await refusal({ ...to, body: 'a=%00' })).toBe(400);
    expect(await refusal({ ...to, body: 'a=%ff' })).toBe(400);
    expect(await refusal({ ...to, body: 'a=1', headers: { 'sec-fetch-site': 'cross-site' } })).toBe(403);
    expect(await refusal({ ...to, body: 'a=1', headers: { origin: 'https://evil.example' } })).toBe(403);
  });

  it.each(table.filter(({ method }) => method === 'GET'))(
    'HEAD $path answers as GET does, without a body',
    async ({ path }) => {
      const to = filled(path, 'x');
      const [get, head] = await Promise.all([send(handler, { path: to }), send(handler, { method: 'HEAD', path: to })]);
      expect(head).toMatchObject({ statusCode: get.statusCode, body: '' });
    },
  );

  it('changes nothing by GET or HEAD', async () => {
    const rows = () => site.store.db.prepare('SELECT count(*) AS n, sum(length(body)) AS bytes FROM item').get();
    const before = rows();
    for (const { method, path } of table) {
      if (method !== 'GET') continue;
      for (const verb of ['GET', 'HEAD']) await send(handler, { method: verb, path: filled(path, 'x') });
    }
    expect(rows()).toEqual(before);
  });
});
