import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import type { CaseId } from '#shared/ids';
import { verifyPacket } from '#shared/packets/packet';
import { readZip } from '#shared/packets/zip';
import { browse } from '#test/e2e/console/browser';
import { EICAR } from '#test/contract/clamd';
import { type Site, startEmbedded } from '#test/fakes';
import { answer, BUY, decide, importFor, invoice, parts, personOf, start } from './campaign.ts';

const three = Array.from({ length: 3 }, (_, i) => personOf(i + 1));
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const PHOTO = createHash('sha256').update(PNG).digest('hex');

const toVisits = async (site: Site): Promise<CaseId> => {
  const id = await start(site, { type: 'WINTER_WARMTH', fund: 'warmth', festival: 'NONE', headcount: 3 });
  await answer(site, id, 'zhou-wei', 'planApproval', 'approve');
  await importFor(site, id, 'hongxing', three, ['姓名', '身份证号码', '所在企业']);
  for (const part of await parts(site, id, 'rosters'))
    await decide(site, part, part.asked[0] ?? '', part.unit === 'hongxing' ? 'sent' : 'none');
  await answer(site, id, 'li-min', 'rosterCheck', 'confirm');
  for (const [who, name, outcome, values] of BUY) await answer(site, id, who, name, outcome, values);
  await answer(site, id, 'qian-hui', 'acceptance', 'accepted', invoice(3, 150_000));
  await answer(site, id, 'li-min', 'visitPlan', 'shared', { leaders: ['wang-hong'] });
  return id;
};
const listIn = (site: Site): string =>
  `${/\/t\/[\w-]+/.exec(site.mailTo('wanghong@example.org').at(-1)?.text ?? '')?.[0] ?? ''}/visits`;
const peopleOn = (text: string) => [...text.matchAll(/name="person" value="([^"]+)"/g)].map(([, one]) => one ?? '');
const setIn = (text: string) => /name="set" value="([0-9a-f]{24})"/.exec(text)?.[1] ?? '';

describe('a receipt with a photo', () => {
  it('asks for the photo first, keeps it under its hash, shows it to the team and puts it into the packet', async () => {
    await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
    const id = await toVisits(site);
    const path = listIn(site);
    const leader = await browse(site);
    const first = await leader.get(path);
    const [one = '', two = '', last = ''] = peopleOn(first.text);
    const none = await leader.post(path, { person: one, outcome: 'photo', witness: '证明人', set: setIn(first.text) });
    expect(none.status).toBe(422);
    expect(none.text).toContain('请先上传领取人的照片');

    const back = await leader.upload(first.text, PNG);
    const page = await leader.get(back.location ?? '');
    expect(page.text).toContain('return.csv'); // by the name that it came with
    expect(page.text).toContain('未做病毒检查');
    const set = setIn(page.text);
    expect(set).toBe(setIn(first.text));
    const recorded = await leader.post(path, [
      ['person', one],
      ['person', two],
      ['outcome', 'photo'],
      ['witness', '证明人'],
      ['set', set],
    ]);
    expect(recorded.status).toBe(303);
    await leader.post(path, { person: one, outcome: 'refused', reason: '后来改口', set }); // entered once
    const after = await leader.get(path);
    expect(setIn(after.text)).not.toBe(set);
    const photo = /href="([^"]+\/visits\/photo\?[^"]+)"/.exec(after.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const seen = await fetch(new URL(photo, site.url));
    expect(Buffer.from(await seen.arrayBuffer())).toEqual(PNG);
    expect(seen.headers.get('content-security-policy')).toContain('sandbox');
    expect((await leader.get(`${path}/photo?at=0.99&nth=1`)).status).toBe(404);

    await leader.post(path, { person: last, outcome: 'absent', set: setIn(after.text) });
    await leader.post(path, { action: 'back' });
    await answer(site, id, 'qian-hui', 'reconcile', 'balanced', { out: 2, returned: 1, loss: 0, voucherNo: '记-1' });
    await answer(site, id, 'li-min', 'gapExplanation', 'explain', { opinion: '一人长期外出' });
    await answer(site, id, 'zhou-wei', 'gapSigning', 'sign', { opinion: '同意' });
    await (await browse(site, 'li-min')).post(`/admin/campaigns/${id}/packet`, {});
    const packet = (await site.host.files.read(`packets/${id}.zip`)) ?? new Uint8Array();
    expect(verifyPacket(packet, String((await getCase(site.table, id)).facts['packet']))).toEqual([]);
    const entries = new Map(readZip(packet)?.map(({ name, body }) => [name, body]));
    expect(Buffer.from(entries.get(`photos/${PHOTO}.png`) ?? [])).toEqual(PNG);
    const csv = Buffer.from(entries.get('receipts.csv') ?? []).toString();
    expect(csv.split(PHOTO)).toHaveLength(3);
    expect(csv).toContain('拍照为证');
  });

  it('takes pictures alone, lets one be removed, and is changed by nobody who only opens its addresses', async () => {
    await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
    const id = await toVisits(site);
    const path = listIn(site);
    const leader = await browse(site);
    const first = await leader.get(path);
    const [one = ''] = peopleOn(first.text);
    const back = (await leader.upload(first.text, EICAR)).location ?? '';
    const page = await leader.get(back);
    expect(page.text).toContain('不能使用');
    const set = setIn(page.text);
    expect((await leader.post(path, { person: one, outcome: 'photo', witness: '证明人', set })).status).toBe(422);
    const key = /name="remove" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    await leader.post(path, { remove: 'visits/another/1', set });
    expect(await site.host.files.stat(key)).toBeDefined();
    expect((await leader.post(path, { remove: key, set })).location).toContain(set);
    expect(await site.host.files.stat(key)).toBeUndefined();

    const before = JSON.stringify(await getCase(site.table, id));
    const scanner = await browse(site);
    for (const address of [path, back, `${path}?set=${set}`, `${path}/photo?at=0.2&nth=1`]) await scanner.get(address);
    expect(JSON.stringify(await getCase(site.table, id))).toBe(before);
  });
});
