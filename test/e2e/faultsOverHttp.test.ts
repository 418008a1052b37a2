import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Child, startChild } from '#test/scenarios/driver/child';

const forgedUpload = (): FormData => {
  const form = new FormData();
  form.set(
    'policy',
    Buffer.from(
      JSON.stringify({ key: '../../etc/x', maxBytes: 9, back: 'https://evil.example/', until: 9e12 }),
    ).toString('base64url'),
  );
  form.set('signature', 'AAAA');
  form.set('file', new File(['x'], 'x.txt'));
  return form;
};

describe('what arrives over HTTP', { timeout: 120_000 }, () => {
  let child: Child;
  beforeAll(async () => {
    child = await startChild({ at: '2019-03-01T09:00:00+08:00' });
  });
  afterAll(() => child.stop());

  const places = [
    'uploads',
    '_clock',
    '_mail',
    '_mail/messages',
    '_mail/message',
    'healthz',
    'apply/consent',
    't/x',
    'sign-in',
  ];
  const bodies: [what: string, init: RequestInit][] = [
    ['nothing', {}],
    ['a type of nobody', { body: 'x', headers: { 'content-type': 'application/x-nobody' } }],
    ['broken JSON', { body: '{"to":', headers: { 'content-type': 'application/json' } }],
    ['JSON of the wrong kind', { body: '[1,null]', headers: { 'content-type': 'application/json' } }],
    [
      'a multipart without end',
      {
        body: '--x\r\ncontent-disposition: form-data; name="policy"\r\n\r\n',
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      },
    ],
    ['a multipart without boundary', { body: 'x', headers: { 'content-type': 'multipart/form-data' } }],
    [
      'control characters',
      {
        body: 'email=%00%07&back=%0d%0aSet-Cookie:x=1',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
    ],
    [
      'broken UTF-8',
      {
        body: new Uint8Array([0x61, 0x3d, 0xff, 0xfe]),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
    ],
    [
      'two megabytes',
      { body: `a=${'x'.repeat(2 * 1024 * 1024)}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    ['a forged upload', { body: forgedUpload() }],
  ];

  it.each(places)('POST /%s answers 4xx to whatever it is not meant for, without a stack trace', async (place) => {
    for (const [what, init] of bodies) {
      const answer = await fetch(new URL(place, child.url), { method: 'POST', redirect: 'manual', ...init });
      const harmless = place === 'healthz' || (place === '_clock' && what === 'nothing');
      expect(
        { what, ok: harmless || (answer.status >= 400 && answer.status < 500) },
        `${what}: ${answer.status}`,
      ).toEqual({ what, ok: true });
      expect(await answer.text()).not.toMatch(/\n\s+at |\.ts:\d|ZodError|SQLITE/);
    }
    expect((await fetch(new URL('healthz', child.url))).status).toBe(200);
  });

  it.each([
    '%',
    '%ff',
    '%00',
    '..%2f..%2fetc%2fpasswd',
    `t/${'a'.repeat(4_000)}`,
    'admin/cases/%0a',
    't/AAAA',
    'sign-in/AAAA',
    'notices/HA-2019-000000',
  ])('GET /%s answers 4xx or a sign-in page, and says nothing of the inside', async (path) => {
    const answer = await fetch(`${child.url.href}${path}`);
    const signIn = new URL(answer.url).pathname === '/sign-in';
    expect(signIn || (answer.status >= 400 && answer.status < 500), `${answer.status}`).toBe(true);
    expect(await answer.text()).not.toMatch(/\n\s+at |\.ts:\d|ZodError|SQLITE/);
  });
});
