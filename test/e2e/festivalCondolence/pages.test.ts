import { describe, expect, it } from 'vitest';
import { caseKey } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { dayLists } from '#shared/coverage/lists';
import { proofOf } from '#shared/coverage/proof';
import type { CaseId } from '#shared/ids';
import { verifyPacket } from '#shared/packets/packet';
import { writeXlsx } from '#shared/sheets/write';
import { browse } from '#test/e2e/console/browser';
import { type Site, startEmbedded } from '#test/fakes';
import { answer, BUY, decide, deliverAll, importFor, invoice, parts, personOf, registerOf, start } from './campaign.ts';

const six = Array.from({ length: 6 }, (_, i) => personOf(i + 1));
const linkOf = (site: Site, to: string): string => /\/t\/[\w-]+/.exec(site.mailTo(to).at(-1)?.text ?? '')?.[0] ?? '';
const sheet = (people: readonly { name: string; idNumber: string }[]) =>
  writeXlsx('名单', [
    ['姓名', '身份证号', '荣誉称号'],
    ...people.map(({ name, idNumber }) => [name, idNumber, '市劳动模范']),
  ]);

const called = async (site: Site, people = six) => {
  const id = await start(site, { registers: [await registerOf(site, people)] });
  await answer(site, id, 'zhou-wei', 'planApproval', 'approve');
  return id;
};

const toVisits = async (site: Site, id: CaseId, people = six, leaders = ['wang-hong']) => {
  await importFor(site, id, 'hongxing', people);
  for (const part of await parts(site, id, 'rosters'))
    await decide(site, part, part.asked[0] ?? '', part.unit === 'hongxing' ? 'sent' : 'none');
  await answer(site, id, 'li-min', 'rosterCheck', 'confirm');
  for (const [who, name, outcome, values] of BUY) await answer(site, id, who, name, outcome, values);
  await answer(site, id, 'qian-hui', 'acceptance', 'accepted', invoice(people.length, 150_000));
  await answer(site, id, 'li-min', 'visitPlan', 'shared', { leaders });
};

const handedBack = async (site: Site, id: CaseId, out: number, returned: number) => {
  for (const team of await parts(site, id, 'visits')) await decide(site, team, 'wang-hong', 'back');
  await answer(site, id, 'qian-hui', 'reconcile', 'balanced', { out, returned, loss: 0, voucherNo: '记-1' });
};

const sheetsOf = (site: Site, id: CaseId) =>
  site.store.db.prepare('SELECT body FROM item WHERE pk LIKE ? ORDER BY pk, sk').all(`SHEETS#${id}#%`);

/** Everything that the table holds of a case, as a scanner must leave it. */
const imageOf = async (site: Site, id: CaseId) =>
  JSON.stringify([
    await site.table.get(caseKey(id)),
    await site.table.query({ pk: `LISTS#${id}` }),
    await site.table.query({ pk: `PEOPLE#${id}#000` }),
    sheetsOf(site, id),
  ]);

describe('a union’s roster page', () => {
  it('names every fault by its cell and imports nothing; a good list is imported, undone and imported again', async () => {
    await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
    const id = await called(site);
    const link = linkOf(site, 'wanghong@example.org');
    const chair = await browse(site);
    expect((await chair.get(link)).location).toContain(`${link}/roster`);
    const page = await chair.get(`${link}/roster`);
    const bad = await chair.upload(page.text, await sheet([...six.slice(0, 2), { name: '', idNumber: '123' }]));
    const faults = await chair.get(bad.location ?? '');
    expect(faults.status).toBe(422);
    expect(faults.text).toContain('A4');
    expect(faults.text).toContain('B4');
    expect((await chair.post(bad.location ?? '', {})).status).toBe(303);
    expect((await chair.get(`${link}/roster`)).text).not.toContain('已导入的名单');

    const good = await chair.upload((await chair.get(`${link}/roster`)).text, await sheet(six));
    expect((await chair.get(good.location ?? '')).text).toContain('检查通过：6 人');
    await chair.post(good.location ?? '', {});
    expect((await chair.get(`${link}/roster`)).text).toContain('确认上报 6 人');
    await chair.post(`${link}/roster`, { action: 'undo' });
    expect((await chair.post(`${link}/roster`, { action: 'sent' })).status).toBe(303);
    expect((await getCase(site.table, id)).stage).toBe('rosters');
    const again = await chair.upload((await chair.get(`${link}/roster`)).text, await sheet(six));
    await chair.post(again.location ?? '', {});
    expect((await chair.post(`${link}/roster`, { action: 'sent' })).text).toContain('已收到您的决定');
    expect((await parts(site, id, 'rosters')).map(({ unit }) => unit)).toEqual(['donghu-fangzhi']);
  });

  it('keeps to its own task: another link, and a link that is used up, show no list', async () => {
    await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
    const id = await called(site);
    const link = linkOf(site, 'wanghong@example.org');
    const chair = await browse(site);
    expect((await chair.get(`${link}/visits`)).status).toBe(404);
    expect((await chair.get(`${link}/teams`)).status).toBe(404);
    await site.moveTo('2019-01-12T09:00:00+08:00');
    await answer(site, id, 'li-min', 'rosterCheck', 'cancel');
    expect((await chair.get(`${link}/roster`)).status).toBeGreaterThanOrEqual(400);
  });
});

describe('a team leader’s list', () => {
  it('is not changed by a mail scanner that opens every page of it', async () => {
    await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
    const id = await called(site);
    await toVisits(site, id);
    const link = linkOf(site, 'wanghong@example.org');
    const before = await imageOf(site, id);
    const scanner = await browse(site);
    for (const path of ['', '/visits', '/visits?from=0', '/roster', '/recuse', '/visits?outcome=signed&person=x'])
      await scanner.get(`${link}${path}`);
    expect(await imageOf(site, id)).toBe(before);
  });

  it('takes a receipt once, asks a proxy for relation and letter, and is not handed back while somebody is left', async () => {
    await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
    const id = await called(site);
    await toVisits(site, id, six.slice(0, 3));
    const path = `${linkOf(site, 'wanghong@example.org')}/visits`;
    const leader = await browse(site);
    const [one = '', two = '', three = ''] = [
      ...(await leader.get(path)).text.matchAll(/name="person" value="([^"]+)"/g),
    ].map(([, person]) => person ?? '');
    expect((await leader.post(path, { person: one, outcome: 'signed' })).status).toBe(422);
    expect((await leader.post(path, { person: one, outcome: 'signed', witness: '证明人' })).status).toBe(303);
    await leader.post(path, { person: one, outcome: 'refused', reason: '后来改口' });
    expect((await leader.get(path)).text).not.toContain(`value="${one}"`);
    const proxy = await leader.post(path, { person: two, outcome: 'proxy', witness: '证明人' });
    expect(proxy.status).toBe(422);
    expect(proxy.text).toContain('委托书或代领原因');
    const letter = { relation: 'spouse', proxyName: '李某', proxyId: six[5]?.idNumber ?? '', letter: '住院，有委托书' };
    expect((await leader.post(path, { person: two, outcome: 'proxy', witness: '证明人', ...letter })).status).toBe(303);
    expect((await leader.post(path, { action: 'back' })).text).toContain('还有 1 人没有登记');
    await leader.post(path, { person: three, outcome: 'absent' });
    expect((await leader.post(path, { action: 'back' })).text).toContain('已收到您的决定');
    const { facts } = await getCase(site.table, id);
    expect(facts['counts']).toEqual({ delivered: 2, absent: 1, listed: 0 });
    const sheets = JSON.stringify(sheetsOf(site, id));
    expect(sheets).toContain('住院，有委托书');
    expect(sheets).not.toContain('李某');
  });
});

describe('two teams', () => {
  it('pass a stretch of their lists on, and nobody is on both or on neither', async () => {
    await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
    const id = await called(site);
    await toVisits(site, id, six, ['wang-hong', 'zhang-qiang']);
    const officer = await browse(site, 'li-min');
    const page = await officer.get(`/admin/campaigns/${id}`);
    expect(page.text).toContain('value="team-1.0"');
    await officer.post(`/admin/campaigns/${id}/swap`, { stretch: 'team-1.0', team: 'team-2' });
    const lists = await dayLists(site.table, id);
    expect(lists.map(({ people, segments }) => [people, segments.length])).toEqual([
      [0, 0],
      [6, 2],
    ]);
    expect((await officer.post(`/admin/campaigns/${id}/swap`, { stretch: 'team-9.0', team: 'team-2' })).status).toBe(
      400,
    );
  });
});

describe('unions that hand out themselves', () => {
  it('are asked for a list of their own people each', async () => {
    await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
    const id = await called(site);
    await importFor(site, id, 'hongxing', six.slice(0, 4));
    await importFor(site, id, 'donghu-fangzhi', six.slice(3));
    for (const part of await parts(site, id, 'rosters')) await decide(site, part, part.asked[0] ?? '', 'sent');
    await answer(site, id, 'li-min', 'rosterCheck', 'confirm');
    for (const [who, name, outcome, values] of BUY) await answer(site, id, who, name, outcome, values);
    await answer(site, id, 'qian-hui', 'acceptance', 'accepted', invoice(6, 150_000));
    await site.idle();
    const officer = await browse(site, 'li-min');
    const plan = `/tasks/${id}/${(await getCase(site.table, id)).task}`;
    expect((await officer.get(`${plan}/teams`)).text).toContain('由各工会发放');
    await officer.post(`${plan}/teams`, { action: 'byUnion' });
    const teams = await parts(site, id, 'visits');
    expect(teams.map(({ unit, asked }) => [unit, asked])).toEqual([
      ['donghu-fangzhi', ['zhang-qiang']],
      ['hongxing', ['wang-hong']],
    ]);
    const lists = await dayLists(site.table, id);
    expect(lists.map(({ people, segments }) => [people, segments])).toEqual([
      [2, [{ unit: 'donghu-fangzhi', from: 3, to: 4 }]],
      [4, [{ unit: 'hongxing', from: 2, to: 5 }]],
    ]);
    const chair = await browse(site);
    expect((await chair.get(`${linkOf(site, 'wanghong@example.org')}/visits`)).text).toContain(
      '共 4 人，还有 4 人未走访',
    );
    expect(await deliverAll(site, id)).toBe(6);
    expect((await officer.get(`/admin/campaigns/${id}`)).text).toMatch(/已签领<\/dt>\s*<dd>6</);
  });
});

describe('the proof of coverage', () => {
  it('names who is missing from the rosters, refuses full coverage, and holds once a reason is given', async () => {
    await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
    const id = await called(site);
    await toVisits(site, id, six.slice(0, 5));
    await deliverAll(site, id);
    await handedBack(site, id, 5, 0);
    expect((await getCase(site.table, id)).stage).toBe('gapExplanation');
    const officer = await browse(site, 'li-min');
    const path = `/admin/campaigns/${id}/proof`;
    const page = await officer.get(path);
    expect(page.text).toContain('还有 1 人没有落实');
    expect(page.text).toContain('王*');
    const person = /name="person" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    expect((await officer.post(path, { person, [`reason-${person}`]: '' })).status).toBe(400);
    await officer.post(path, { person, [`reason-${person}`]: '已随子女迁居外地' });
    await answer(site, id, 'li-min', 'gapExplanation', 'proveAgain');
    expect(await getCase(site.table, id)).toMatchObject({ stage: 'closing' });
    expect(await proofOf(site.table, id)).toMatchObject({ served: 5, excluded: 1, unresolved: 0 });
    const file = await officer.get(`${path}/file`);
    const { createHash } = await import('node:crypto');
    const hash = createHash('sha256').update(file.text).digest('hex');
    expect((await proofOf(site.table, id))?.hash).toBe(hash);
    await answer(site, id, 'zhou-wei', 'closing', 'close');

    const sample = `/admin/campaigns/${id}/sample`;
    const drawn = [...(await officer.get(sample)).text.matchAll(/name="person" value="([^"]+)"/g)].map(
      ([, one]) => one ?? '',
    );
    expect(drawn).toHaveLength(5); // of five, all are asked
    expect((await officer.post(sample, { person, answer: 'yes' })).status).toBe(400);
    for (const one of drawn) await officer.post(sample, { person: one, answer: 'yes' });
    expect((await officer.get(sample)).text).toContain('已答复 5 人，其中 100.0% 收到，误差 ±0.0');

    expect((await officer.post(`/admin/campaigns/${id}/packet`, {})).status).toBe(303);
    const { facts } = await getCase(site.table, id);
    const packet = await site.host.files.read(`packets/${id}.zip`);
    expect(packet && verifyPacket(packet, String(facts['packet']))).toEqual([]);
    const flipped = Buffer.from(packet ?? []);
    flipped[200] = (flipped[200] ?? 0) ^ 1;
    expect(verifyPacket(flipped, String(facts['packet']))).not.toEqual([]);
  });
});
