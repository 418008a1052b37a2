import { describe, expect, it } from 'vitest';
import { caseKey } from '#shared/cases/case';
import { getCase } from '#shared/cases/change';
import { proofOf } from '#shared/coverage/proof';
import { parseCsv } from '#shared/export/csv';
import type { CaseId } from '#shared/ids';
import { FundId, fundKey } from '#shared/ledger/budget';
import { readBankFile } from '#shared/payments/bankFile';
import { batches } from '#shared/payments/batches';
import { browse } from '#test/e2e/console/browser';
import { type Site, startEmbedded } from '#test/fakes';
import { answer, parts } from './campaign.ts';
import { bankSays, build, toPayment } from './children.ts';

const CHAIR = 'wanghong@example.org';
const linkOf = (site: Site, to: string): string =>
  site
    .mailTo(to)
    .map(({ text }) => /\/t\/[\w-]+/.exec(text)?.[0])
    .findLast((link) => link !== undefined) ?? '';
const other = { holder: '李家长', cardNo: '6222021234569999012', 'cardNo-sure': 'yes', bankName: '江东农商行' };
const fund = (site: Site) => site.table.get(fundKey(FundId.parse('women-children'), 2019));

/** A campaign of five whose third child the bank could not pay. */
const refusedOnce = async (site: Site): Promise<CaseId> => {
  const id = await toPayment(site);
  await bankSays(site, await build(site, id, 'the-first-batch'), [2]);
  expect(await getCase(site.table, id)).toMatchObject({ stage: 'accounts', paidFen: 200_000 });
  return id;
};

/** What the union answers for the one whom the bank refused, through its page. */
const give = async (site: Site, form: Record<string, string>) => {
  const chair = await browse(site, 'wang-hong');
  const list = `${linkOf(site, CHAIR)}/accounts`;
  const row = /\/accounts\/(\d+)\?kind=changed/.exec((await chair.get(list)).text)?.[1] ?? '';
  const saved = await chair.post(`${list}/${row}`, form);
  await chair.post(list, { action: 'given' });
  return { saved, list, row, chair };
};
const confirm = async (site: Site, id: CaseId) => answer(site, id, 'li-min', 'accountCheck', 'confirm', { told: true });

describe('an account that the bank refused', () => {
  it('is corrected by the union, confirmed by another person, rests a day, and is paid to exactly once', async () => {
    await using site = await startEmbedded({ at: '2019-05-06T09:00:00+08:00' });
    const id = await refusedOnce(site); // on Tuesday 14 May
    expect(await proofOf(site.table, id)).toBeUndefined();
    const mail = site.mailTo(CHAIR).at(-1);
    expect(mail?.text).toContain('银行退回了贵单位部分人员的慰问金');
    expect(mail?.text).not.toMatch(/王[一二三四五六七八九十]|6222/);

    const chair = await browse(site, 'wang-hong');
    const list = `${linkOf(site, CHAIR)}/accounts`;
    const before = JSON.stringify(await site.table.get(caseKey(id)));
    const anybody = await browse(site);
    expect((await anybody.get(list)).text).toContain('登录后决定'); // the link alone changes no account
    const shown = await chair.get(list);
    expect(shown.text).toContain('户名不符');
    expect(shown.text).toContain('**** **** **** 0002');
    expect(shown.text).not.toContain('62220212345678');
    const row = /\/accounts\/(\d+)\?kind=changed/.exec(shown.text)?.[1] ?? '';
    await chair.get(`${list}/${row}?kind=changed`);
    expect(JSON.stringify(await site.table.get(caseKey(id)))).toBe(before);
    expect((await chair.post(list, { action: 'given' })).text).toContain('还有 1 人没有处理');
    expect((await chair.post(`${list}/99`, { kind: 'changed', ...other })).status).toBe(404);
    expect((await chair.post(`${list}/${row}`, { kind: 'changed', holder: '', cardNo: '12' })).status).toBe(422);
    expect((await chair.post(`${list}/${row}`, { kind: 'changed', ...other })).status).toBe(303);
    expect((await chair.post(list, { action: 'given' })).text).toContain('已收到您的决定');
    expect(site.mailTo(CHAIR).at(-1)?.subject).toContain('收款账户有更正');

    const held = await build(site, id, 'too-early-to-pay');
    expect(await batches(site.table).lines(held.id)).toMatchObject([{ status: 'left', why: 'notWaiting' }]);
    const officer = await browse(site, 'li-min');
    const task = `/tasks/${id}/accountCheck.1`;
    expect((await officer.get(`${task}/account-check`)).text).not.toContain(other.cardNo);
    await officer.post(`${task}/reveal`, { why: '复核账户更正' });
    expect((await officer.get(`${task}/account-check`)).text).toContain(other.cardNo);
    expect(await answer(site, id, 'wang-hong', 'accountCheck', 'confirm')).toMatchObject({ kind: 'notApart' });
    expect((await officer.post(task, { outcome: 'confirm', filled: 'yes' })).status).toBe(422);
    await officer.post(task, { outcome: 'confirm', filled: 'yes', told: 'yes' });

    expect((await getCase(site.table, id)).stage).toBe('coolOff');
    await site.moveTo('2019-05-15T23:59:00+08:00');
    expect((await getCase(site.table, id)).stage).toBe('coolOff');
    await site.moveTo('2019-05-16T09:00:00+08:00');
    const second = await build(site, id, 'the-second-batch');
    const [, line] = parseCsv(await readBankFile(site.host, second));
    expect(line?.slice(1, 4)).toEqual([other.holder, other.cardNo, other.bankName]);
    const { result } = await bankSays(site, second);
    expect(result).toMatchObject({ paid: 1, paidFen: 50_000 });
    expect((await bankSays(site, second)).again).toBe(true);
    expect(await getCase(site.table, id)).toMatchObject({ stage: 'closing', paidFen: 250_000 });
    expect(await proofOf(site.table, id)).toMatchObject({ served: 5, excluded: 0, unresolved: 0 });
    expect(await fund(site)).toMatchObject({ paidFen: 250_000, committedFen: 0, reservedFen: 0 });
    expect(await batches(site.table).lines((await build(site, id, 'a-third-batch')).id)).toEqual([]);
  });

  it('that is refused three times is paid to no more: a gap, until a reason is given', async () => {
    await using site = await startEmbedded({ at: '2019-05-06T09:00:00+08:00' });
    const id = await refusedOnce(site);
    for (const [day, n] of [
      ['2019-05-16', 2],
      ['2019-05-20', 3],
    ] as const) {
      await give(site, { kind: 'same' });
      await confirm(site, id);
      await site.moveTo(`${day}T09:00:00+08:00`);
      await bankSays(site, await build(site, id, `batch-number-${n}`), [0]);
    }
    expect(await getCase(site.table, id)).toMatchObject({ stage: 'gapExplanation', paidFen: 200_000 });
    expect(await proofOf(site.table, id)).toMatchObject({ served: 4, unresolved: 1 });
    await answer(site, id, 'li-min', 'gapExplanation', 'visitAgain');
    expect((await getCase(site.table, id)).stage).toBe('gapExplanation');
    const officer = await browse(site, 'li-min');
    const proof = `/admin/campaigns/${id}/proof`;
    const person = /name="person" value="([^"]+)"/.exec((await officer.get(proof)).text)?.[1] ?? '';
    await officer.post(proof, { person, [`reason-${person}`]: '银行三次退回，监护人放弃' });
    await answer(site, id, 'li-min', 'gapExplanation', 'proveAgain');
    await answer(site, id, 'zhou-wei', 'closing', 'close');
    expect(await proofOf(site.table, id)).toMatchObject({ served: 4, excluded: 1, unresolved: 0 });
    expect(await fund(site)).toMatchObject({ paidFen: 200_000, committedFen: 0, reservedFen: 0 });
  });

  it('that cannot be replaced leaves the person out, with the reason that the union gave', async () => {
    await using site = await startEmbedded({ at: '2019-05-06T09:00:00+08:00' });
    const id = await refusedOnce(site);
    const { saved, list, row, chair } = await give(site, { kind: 'none', reason: '全家已迁居外省，联系不上' });
    expect(saved.status).toBe(303);
    await chair.post(`${list}/${row}`, { kind: 'changed', ...other }); // handed in already
    await confirm(site, id);
    expect(await getCase(site.table, id)).toMatchObject({ stage: 'closing', paidFen: 200_000 });
    expect(await proofOf(site.table, id)).toMatchObject({ served: 4, excluded: 1, unresolved: 0 });
  });

  it('goes back to the union when the district finds it wrong', async () => {
    await using site = await startEmbedded({ at: '2019-05-06T09:00:00+08:00' });
    const id = await refusedOnce(site);
    await give(site, { kind: 'changed', ...other });
    await answer(site, id, 'li-min', 'accountCheck', 'return', { opinion: '户名与监护人不一致' });
    expect((await parts(site, id, 'accounts')).map(({ unit }) => unit)).toEqual(['hongxing']);
    expect((await give(site, { kind: 'changed', ...other, cardNo: '6222021234561111018' })).saved.status).toBe(303);
    await confirm(site, id);
    await site.moveTo('2019-05-16T09:00:00+08:00');
    const second = await build(site, id, 'the-second-batch');
    expect(await readBankFile(site.host, second)).toContain('6222021234561111018');
  });

  it('stands as a gap when its union keeps silent', async () => {
    await using site = await startEmbedded({ at: '2019-05-06T09:00:00+08:00' });
    const id = await refusedOnce(site);
    const late = linkOf(site, CHAIR);
    await site.moveTo('2019-05-22T09:00:00+08:00');
    expect((await getCase(site.table, id)).stage).toBe('accountCheck');
    await confirm(site, id);
    expect((await getCase(site.table, id)).stage).toBe('gapExplanation');
    expect(await proofOf(site.table, id)).toMatchObject({ served: 4, unresolved: 1 });
    expect((await (await browse(site, 'wang-hong')).get(`${late}/accounts`)).text).not.toContain('银行说明');
  });
});
