import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import type { CaseId } from '#shared/ids';
import { compose } from '#functions/letters';
import { browse } from '#test/e2e/applicant';
import { submit, walkTo } from '#test/e2e/case';
import { type Site, startEmbedded } from '#test/fakes';

/** Photos and minutes that officers attach, and who may open them; the mails that the outbox asks for. */
let site: Site;
beforeAll(async () => {
  site = await startEmbedded();
});
afterAll(async () => {
  await site.idle();
  await site[Symbol.asyncDispose]();
});

const SURVEYOR = 'liuyang@example.org';
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const pathIn = (kind: string): string => {
  const link = new RegExp(`https?:\\S+/${kind}/[\\w-]+`).exec(site.mailTo(SURVEYOR).at(-1)?.text ?? '')?.[0];
  return new URL(link ?? expect.unreachable()).pathname;
};
const upload = async (page: string, name: string): Promise<Response> => {
  const form = new FormData();
  for (const field of ['policy', 'signature']) {
    form.set(field, new RegExp(`name="${field}" value="([^"]+)"`).exec(page)?.[1] ?? expect.unreachable());
  }
  form.set('file', new File([PNG], name, { type: 'image/png' }));
  return fetch(new URL('/uploads', site.url), { method: 'POST', body: form, redirect: 'manual' });
};
const survey = { visitAt: '2019-2-28', surveyors: '刘洋、王红', observations: '住房简陋，与申报一致' };
const surveyed = async (): Promise<{ id: CaseId; file: string }> => {
  const id = await submit(site);
  await walkTo(site, id, 'homeSurvey');
  await site.idle();
  const path = pathIn('t');
  const surveyor = browse(site.url);
  const second = await surveyor.post(path, { outcome: 'fit' });
  const back = await upload(second.text, '门口.png');
  expect(back.headers.get('location')).toContain(`${path}?outcome=fit`);
  const listed = await surveyor.get(`${path}?outcome=fit`);
  expect(listed.text).toContain('门口.png');
  expect((await surveyor.post(path, { outcome: 'fit', filled: 'yes', ...survey })).text).toContain('已收到您的决定');
  await site.idle();
  return { id, file: `${pathIn('t')}/files/homeSurvey/photos/1` };
};

describe('what officers attach', () => {
  it('goes with the answer, and is opened with a session and a reason only', async () => {
    const { id, file } = await surveyed();
    const shown = await browse(site.url).get(file.replace(/\/files.*/, ''));
    expect(shown.text).toContain('照片 1');
    expect(shown.text).not.toContain('住房简陋');
    expect((await browse(site.url).get(file)).status).toBe(403);

    const surveyor = browse(site.url);
    await surveyor.post('/sign-in', { email: SURVEYOR });
    await site.idle();
    await surveyor.post(pathIn('sign-in'));
    const task = `/tasks/${id}/democraticReview.1`;
    expect((await surveyor.get(`${task}/files/homeSurvey/photos/1`)).status).toBe(403);
    expect((await surveyor.post(`${task}/reveal`, { why: '评议需要' })).text).toContain('住房简陋');
    const cookie = [...surveyor.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const open = await fetch(new URL(`${task}/files/homeSurvey/photos/1`, site.url), { headers: { cookie } });
    expect([open.status, Buffer.from(await open.arrayBuffer())]).toEqual([200, PNG]);
    expect(open.headers.get('content-type')).toBe('image/png');
    expect(open.headers.get('content-security-policy')).toContain('sandbox');
    expect(open.headers.get('x-content-type-options')).toBe('nosniff');
    for (const other of ['homeSurvey/photos/2', 'homeSurvey/nothing/1', 'application/identityFiles/1', 'x/y/z']) {
      expect((await surveyor.get(`${task}/files/${other}`)).status).toBe(404);
    }
  });
});

describe('composing a mail', () => {
  const message = { kind: 'mail', letter: 'stuck', to: { kind: 'person', person: 'guan-li' } } as const;

  it('gives the same mail however often it is asked, under the id it is told', async () => {
    const id = await submit(site);
    const once = await compose(site.host, id, message, 'm-1');
    expect(once).toMatchObject({ id: 'm-1', to: 'admin@example.org' });
    expect(await compose(site.host, id, message, 'm-1')).toEqual(once);
    expect(once?.text).toContain(`/admin/cases/${id}`);
    expect(once?.text).toContain('示例数据');
  });

  it('gives nothing where there is no address, no such person and no such letter', async () => {
    const id = await submit(site);
    await site.table.transact([{ update: { pk: `CASE#${id}`, sk: 'CASE' }, remove: ['email'] }]);
    expect((await getCase(site.table, id)).email).toBeUndefined();
    const made = await Promise.all([
      compose(site.host, id, { ...message, letter: 'paid', to: { kind: 'applicant' } }, 'm-2'),
      compose(site.host, id, { ...message, to: { kind: 'person', person: 'nobody' } }, 'm-3'),
      compose(site.host, id, { ...message, letter: 'nothing' }, 'm-4'),
    ]);
    expect(made).toEqual([undefined, undefined, undefined]);
  });
});
