import { Agent, createServer, get, type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { pages } from '#functions/page';
import { cookie } from '#functions/web/respond';
import { type FrontOptions, openFront } from '#infra/embedded/front';
import { pageHost } from './pageHost.ts';

const host = pageHost();
const echo = pages([
  {
    method: 'POST',
    path: '/echo',
    page: ({ form, cookies, ip, query }, { site }) =>
      Promise.resolve({
        status: 200,
        headers: { 'content-type': 'application/json' },
        cookies: [cookie(site, 'a', '1'), cookie(site, 'b', '2')],
        body: JSON.stringify({ name: form.getAll('name'), cookies, ip, q: query.get('q') }),
      }),
  },
  { method: 'GET', path: '/bytes', page: () => Promise.resolve({ status: 200, body: new Uint8Array([0, 255]) }) },
])(() => Promise.resolve(host));

const open = async (more: Partial<FrontOptions> = {}) => {
  const front = await openFront({ hostname: '127.0.0.1', port: 0, pages: echo, ...more });
  return { at: `http://127.0.0.1:${front.port}`, [Symbol.asyncDispose]: front.close };
};
const form = { 'content-type': 'application/x-www-form-urlencoded', connection: 'close' };

describe('the front', () => {
  it('hands over body, cookies, query and address, and gives back what the page says', async () => {
    await using front = await open();
    const headers = { ...form, cookie: 'x=1; y=2', 'x-forwarded-for': '198.51.100.7' };
    const answer = await fetch(`${front.at}/echo?q=%E6%9A%96`, {
      method: 'POST',
      headers,
      body: 'name=a&name=%E6%B5%81',
    });
    expect(await answer.json()).toEqual({ name: ['a', '流'], cookies: { x: '1', y: '2' }, ip: '127.0.0.1', q: '暖' });
    expect(answer.headers.getSetCookie()).toHaveLength(2);
  });

  it('believes a forwarded address only behind a proxy of ours', async () => {
    await using front = await open({ behindProxy: true });
    const headers = { ...form, 'x-forwarded-for': '203.0.113.5, 198.51.100.7' };
    const answer = await fetch(`${front.at}/echo`, { method: 'POST', headers, body: 'name=a' });
    expect(await answer.json()).toMatchObject({ ip: '198.51.100.7' });
  });

  it('closes although somebody keeps asking on the connection that they have', async () => {
    const begun: (() => void)[] = [];
    const slow = {
      path: '/slow' as const,
      answer: async (_: IncomingMessage, response: ServerResponse) => {
        begun.pop()?.();
        await new Promise((resolve) => setTimeout(resolve, 5));
        response.end();
      },
    };
    const front = await open({ direct: [slow] });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = () =>
      new Promise<void>((resolve) => {
        get(`${front.at}/slow`, { agent }, (answer) => answer.resume().on('end', resolve)).on('error', () => resolve());
      });
    const MOST = 200;
    const so = { asked: 0, closed: false };
    const arrived = new Promise<void>((resolve) => begun.push(resolve));
    const asking = ask();
    await arrived;
    const closing = front[Symbol.asyncDispose]().then(() => (so.closed = true));
    await asking;
    for (; !so.closed && so.asked < MOST; so.asked += 1) await ask();
    agent.destroy();
    await closing;
    expect(so.asked).toBeLessThan(MOST);
  });

  it('carries bytes', async () => {
    await using front = await open();
    const answer = await fetch(`${front.at}/bytes`, { headers: { connection: 'close' } });
    expect([...new Uint8Array(await answer.arrayBuffer())]).toEqual([0, 255]);
  });

  it.each([65_537, 5_000_000])('answers a body of %i bytes with 413', async (bytes) => {
    await using front = await open();
    const answer = await fetch(`${front.at}/echo`, { method: 'POST', headers: form, body: 'a'.repeat(bytes) });
    expect(answer.status).toBe(413);
  });

  it('gives its own places the request as it is', async () => {
    const answer: FrontOptions['direct'] = [
      {
        path: '/_own/',
        loopback: true,
        answer: ({ url }, response) => Promise.resolve(void response.setHeader('connection', 'close').end(url)),
      },
    ];
    await using front = await open({ direct: answer });
    expect(await (await fetch(`${front.at}/_own/x?y`)).text()).toBe('/_own/x?y');
  });

  it('answers what is not HTTP with 400 and lives on', async () => {
    await using front = await open();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = httpRequest(`${front.at}/echo`, { method: 'POST', headers: { 'transfer-encoding': 'nonsense' } });
      sent
        .on('response', ({ statusCode }) => resolve(statusCode))
        .on('error', reject)
        .end('x');
    });
    expect(status).toBe(400);
    expect((await fetch(`${front.at}/bytes`, { headers: { connection: 'close' } })).status).toBe(200);
  });

  it('says when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    await expect(open({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    other.close();
  });
});
