import { describe, expect, it, vi } from 'vitest';
import { pages, type Route } from '#functions/page';
import { cookie, redirect, show } from '#functions/web/respond';
import { routes as statics } from '#functions/web/static';
import { Forbidden, Outage, Stale } from '#shared/faults';
import { html } from '#shared/html/html';
import { cssPath } from '#shared/html/style.css';
import { pageHost, send } from './pageHost.ts';

const SECRET = '429900199001011234';
const routes: readonly Route[] = [
  ...statics,
  {
    method: 'GET',
    path: '/things/{name}',
    page: (request, host) =>
      show(request, host, { title: '东西', audience: 'applicant', body: html`<h1>${request.params['name']}</h1>` }),
  },
  {
    method: 'POST',
    path: '/things',
    page: ({ form }, { site }) =>
      Promise.resolve(redirect(site, '/things/1', [cookie(site, 'seen', form.get('name') ?? '')])),
  },
  { method: 'GET', path: '/forbidden', page: () => Promise.reject(new Forbidden(SECRET)) },
  { method: 'GET', path: '/stale', page: () => Promise.reject(new Stale(SECRET)) },
  { method: 'GET', path: '/outage', page: () => Promise.reject(new Outage(SECRET)) },
  { method: 'GET', path: '/broken', page: () => Promise.reject(new Error(SECRET)) },
];
const site = (url?: string) => {
  const host = pageHost(url);
  return pages(routes)(() => Promise.resolve(host));
};
const post = (more: { body?: string | Uint8Array; headers?: Record<string, string>; path?: string }) =>
  send(site(), { method: 'POST', path: '/things', body: 'name=a', ...more });

describe('what a page refuses to read', () => {
  it.each([
    { what: 'a body over 64 KB', body: `name=${'a'.repeat(65_536)}`, status: 413 },
    { what: 'JSON', body: '{}', headers: { 'content-type': 'application/json' }, status: 415 },
    { what: 'no content type', body: 'name=a', headers: { 'content-type': '' }, status: 415 },
    { what: 'broken UTF-8 behind percent signs', body: 'name=%ff%fe', status: 400 },
    { what: 'broken UTF-8 as it is', body: new Uint8Array([110, 61, 255]), status: 400 },
    { what: 'a null character', body: 'name=a%00b', status: 400 },
    { what: 'a lone percent sign', body: 'name=100%', status: 400 },
    { what: 'a form from another site', headers: { 'sec-fetch-site': 'cross-site' }, status: 403 },
    { what: 'a form from a neighbour', headers: { 'sec-fetch-site': 'same-site' }, status: 403 },
    { what: 'a foreign origin', headers: { origin: 'https://evil.example' }, status: 403 },
    { what: 'a path without a page', path: '/nothing', status: 404 },
    { what: 'a path that is not UTF-8', path: '/things/%ff', status: 404 },
    { what: 'a control character in the query', path: '/things?a=%07', status: 400 },
  ])('$what: $status, in plain words', async ({ status, body, headers, path }) => {
    const answer = await post({
      ...(body !== undefined && { body }),
      ...(headers && { headers }),
      ...(path && { path }),
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain('<h1>');
    expect(answer.body).not.toMatch(/\bat .*\.ts/);
  });

  it.each(['PUT', 'DELETE', 'OPTIONS', 'TRACE'])('%s: 404', async (method) => {
    expect((await send(site(), { method, path: '/things/1' })).statusCode).toBe(404);
  });
});

describe('what a page takes', () => {
  it.each([
    { what: 'a post from this site', headers: { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:8080' } },
    { what: 'a post of a browser that hides where it comes from', headers: { origin: 'null' } },
    { what: 'a post of no browser', headers: {} },
    {
      what: 'a charset after the type',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' },
    },
  ])('$what', async ({ headers }) => {
    expect(await post({ headers })).toMatchObject({ statusCode: 303, headers: { location: '/things/1' } });
  });

  it('answers HEAD as GET without a body', async () => {
    const answer = await send(site(), { method: 'HEAD', path: '/things/1' });
    expect(answer).toMatchObject({ statusCode: 200, body: '' });
  });

  it('decodes names in the path and escapes them in the page', async () => {
    const answer = await send(site(), { path: '/things/%3Cb%3E%E6%9A%96' });
    expect(answer.body).toContain('<h1>&lt;b&gt;暖</h1>');
  });
});

describe('what goes wrong inside', () => {
  it.each([
    ['/forbidden', 403],
    ['/stale', 409],
    ['/outage', 503],
    ['/broken', 500],
  ])('%s: %i, and neither page nor log repeats what was typed', async (path, status) => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const answer = await send(site(), { path });
    const logged = log.mock.calls.flat().join('\n');
    log.mockRestore();
    expect(answer.statusCode).toBe(status);
    expect(answer.body + logged).not.toContain(SECRET);
    expect(logged.includes('"code":"page.failed"')).toBe(status >= 500);
    expect(answer.body.includes('req-1')).toBe(status >= 500);
  });
});

describe('the headers of every answer', () => {
  it.each(['/things/1', '/nothing', '/broken', cssPath])('%s', async (path) => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const { headers } = await send(site('https://union.example/'), { path });
    log.mockRestore();
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
      'strict-transport-security': 'max-age=31536000',
      'cache-control': path === cssPath ? 'public, max-age=31536000, immutable' : 'no-store',
    });
  });

  it('says nothing of https where there is none', async () => {
    expect((await send(site(), { path: '/things/1' })).headers).not.toHaveProperty('strict-transport-security');
  });
});

describe('language', () => {
  it.each([
    { what: 'Chinese when nobody says', sent: {}, lang: 'zh-CN' },
    { what: 'what the browser prefers', sent: { headers: { 'accept-language': 'fr, en-GB;q=0.9' } }, lang: 'en' },
    {
      what: 'the cookie before the browser',
      sent: { headers: { 'accept-language': 'en' }, cookies: ['lang=zh'] },
      lang: 'zh-CN',
    },
    { what: 'the address before the cookie', sent: { path: '/things/1?lang=en', cookies: ['lang=zh'] }, lang: 'en' },
    { what: 'no other language', sent: { path: '/things/1?lang=xx' }, lang: 'zh-CN' },
  ])('$what: $lang', async ({ sent, lang }) => {
    expect((await send(site(), { path: '/things/1', ...sent })).body).toContain(`<html lang="${lang}">`);
  });

  it('remembers the language that was chosen', async () => {
    const { cookies } = await send(site(), { path: '/things/1?lang=en' });
    expect(cookies).toEqual(['lang=en; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000']);
  });
});

describe('a site under a path of its own', () => {
  it.each(['/nl/things/7', '/things/7'])('answers %s, whether or not the proxy cuts the path off', async (path) => {
    const answer = await send(site('https://union.example/nl/'), { path });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain(`href="/nl${cssPath}"`);
    expect(answer.body).toContain('href="/nl/things/7?lang=en"');
  });

  it('keeps cookies and redirects within it', async () => {
    const answer = await send(site('https://union.example/nl'), { method: 'POST', path: '/nl/things', body: 'name=a' });
    expect(answer.headers).toMatchObject({ location: '/nl/things/1' });
    expect(answer.cookies).toEqual(['seen=a; Path=/nl; HttpOnly; SameSite=Lax; Secure']);
  });

  it('binds cookies to the host where there is https and no path', async () => {
    const answer = await send(site('https://union.example'), { method: 'POST', path: '/things', body: 'name=a' });
    expect(answer.cookies).toEqual(['__Host-seen=a; Path=/; HttpOnly; SameSite=Lax; Secure']);
  });
});
