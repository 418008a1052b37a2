import { expect, it } from 'vitest';
import { readForm } from '#shared/cases/forms';
import { getCase } from '#shared/cases/change';
import type { CaseId } from '#shared/ids';
import { startEmbedded } from '#test/fakes';
import { browse, fieldsOf } from './console/browser.ts';
import { apply, walkTo } from './console/walk.ts';

it('one set of minutes decides twelve cases, and a meeting without its quorum none', async () => {
  await using site = await startEmbedded();
  const ids: CaseId[] = [];
  for (let n = 0; n < 12; n++) ids.push(await apply(site));
  await walkTo(
    site,
    'meetingDecision',
    ids.map((id) => ({ id })),
  );
  const officer = await browse(site, 'li-min');
  const page = await officer.get('/admin/meetings');
  const [first, second] = ids;
  if (!first || !second) throw new Error('twelve');
  const typed = (present: string): [string, string][] => [
    ...fieldsOf(page, '/admin/meetings').filter(([name]) => name === 'case'),
    ...ids.map((id): [string, string] => [
      `outcome-${id}`,
      id === first ? 'change' : id === second ? 'reject' : 'approve',
    ]),
    [`amount-${first}`, '4,000'],
    [`reason-${first}`, '按结算单核减'],
    [`reason-${second}`, '已享受同类救助'],
    ['minutesNo', '纪要〔2019〕3号'],
    ['metAt', '2019-3-8'],
    ['due', '9'],
    ['present', present],
    ['absentees', '周卫'],
  ];

  const short = await officer.post('/admin/meetings', typed('5'));
  expect(short.status).toBe(422);
  expect(short.text).toContain('不足应到人数的三分之二');
  for (const id of ids) expect((await getCase(site.table, id)).stage).toBe('meetingDecision');

  expect((await officer.post('/admin/meetings', typed('6'))).text).toContain('登记 12 件，共 12 件');
  for (const id of ids) {
    const decision = await readForm(site.host, await getCase(site.table, id), 'meetingDecision');
    expect(decision?.values).toMatchObject({ minutesNo: '纪要〔2019〕3号', due: 9, present: 6, absentees: '周卫' });
  }
  expect((await getCase(site.table, first)).approvedFen).toBe(400_000);
  expect((await getCase(site.table, second)).stage).toBe('appeal');
  expect((await getCase(site.table, ids[2] ?? first)).approvedFen).toBe(430_000);
  expect((await officer.post('/admin/meetings', typed('6'))).text).toContain('登记 0 件，共 12 件');
}, 30_000);

it('a decision that is not as proposed needs its amount and its reason, beside the case', async () => {
  await using site = await startEmbedded();
  const id = await apply(site);
  await walkTo(site, 'meetingDecision', [{ id }]);
  const officer = await browse(site, 'li-min');
  const fields = fieldsOf(await officer.get('/admin/meetings'), '/admin/meetings').filter(([name]) => name === 'case');
  const minutes: [string, string][] = [
    ['minutesNo', '纪要-3'],
    ['metAt', '2019-3-8'],
    ['due', '9'],
    ['present', '9'],
  ];
  const reference = id.replace('HA', '困');
  const rejected = await officer.post('/admin/meetings', [...fields, ...minutes, [`outcome-${id}`, 'reject']]);
  expect(rejected.text).toContain(`${reference}：调整金额或不同意，要写明理由`);
  const changed: [string, string][] = [
    [`outcome-${id}`, 'change'],
    [`reason-${id}`, '核减'],
    [`amount-${id}`, '很多'],
  ];
  expect((await officer.post('/admin/meetings', [...fields, ...minutes, ...changed])).text).toContain(
    `${reference}：请填写批准金额`,
  );
  expect((await getCase(site.table, id)).stage).toBe('meetingDecision');
});
