import { describe, expect, it } from 'vitest';
import { applyingOf } from '#functions/web/applicant/applying';
import { standingOf } from '#functions/web/applicant/standing';
import { getCase } from '#shared/cases/change';
import type { CaseId } from '#shared/ids';
import { FundId, fundKey } from '#shared/ledger/budget';
import { type Site, startEmbedded } from '#test/fakes';
import { answer as answered } from './case.ts';
import { bankSays } from './console/bank.ts';
import { browse } from './console/browser.ts';
import { answer, apply, walkTo } from './console/walk.ts';

const other = { holder: '陈明', cardNo: '6222021234569999012', bankName: '江东农商行' };
const toPayment = async (site: Site): Promise<CaseId> => {
  const id = await apply(site, { name: '陈明', card: '6222021234567890001' });
  await walkTo(site, 'payment', [{ id }]);
  return id;
};

const stage = async (site: Site, id: CaseId) => (await getCase(site.table, id)).stage;
const confirm = (site: Site, id: CaseId) => answer(site, id, 'li-min', 'confirm', { told: true });

describe('the account of an applicant whom the bank could not pay', () => {
  it('is changed by the applicant, confirmed by another person, rests a day, and is paid to once', async () => {
    await using site = await startEmbedded();
    const id = await toPayment(site);
    await bankSays(site, '失败');
    expect(await standingOf(site.host, applyingOf('hardshipAid'), id)).toMatchObject({
      opinion: { by: { zh: '银行说明' }, words: '账户已销户' },
      refused: '江东农商行　**** **** **** 0001',
    });
    await answered(site, id, ['applicant', 'otherCard', 'given', other]);
    expect((await standingOf(site.host, applyingOf('hardshipAid'), id)).refused).toBeUndefined();
    expect(await stage(site, id)).toBe('accountCheck');
    expect(site.mailTo('applicant@example.org').at(-1)?.text).toContain('如果不是您本人提交的');
    expect(
      site.mailbox
        .list()
        .map(({ text }) => text)
        .join(),
    ).not.toContain(other.cardNo);

    const task = `/tasks/${id}/accountCheck.1`;
    const officer = await browse(site, 'li-min');
    const shown = (await officer.get(task)).text;
    expect(shown).toContain('账户已销户');
    expect(shown).toContain('**** **** **** 9012');
    expect(shown).not.toContain(other.cardNo);
    await officer.post(`${task}/reveal`, { why: '核实收款账户' });
    expect((await officer.get(task)).text).toContain('13800001234');
    expect((await officer.post(task, { outcome: 'confirm', filled: 'yes' })).status).toBe(422); // nobody was told
    expect(await stage(site, id)).toBe('accountCheck');
    await officer.post(task, { outcome: 'confirm', filled: 'yes', told: 'yes' });
    await site.idle();
    expect(await stage(site, id)).toBe('coolOff'); // on Saturday 9 March
    expect((await (await browse(site, 'qian-hui')).get('/admin/payments')).text).not.toContain(id);
    await site.moveTo('2019-03-11T23:00:00+08:00');
    expect(await stage(site, id)).toBe('coolOff');

    await site.moveTo('2019-03-12T09:00:00+08:00');
    expect(await bankSays(site, '成功')).toMatchObject([['陈明', other.cardNo]]);
    expect(await getCase(site.table, id)).toMatchObject({ stage: 'followUp', paidFen: 430_000 });
    const paid = site.mailTo('applicant@example.org').find(({ subject }) => subject.startsWith('帮扶金已发放'));
    expect(paid?.text).toContain('发放日期：2019年3月12日');
  });

  it('is given again where the officer says that it is wrong; then silence means the account of before, which is asked about too', async () => {
    await using site = await startEmbedded();
    const id = await toPayment(site);
    await bankSays(site, '失败');
    await answered(site, id, ['applicant', 'otherCard', 'given', { ...other, holder: '王某' }]);
    await answer(site, id, 'li-min', 'wrong');
    expect(await stage(site, id)).toBe('otherCard');
    await site.moveTo('2019-04-01T09:00:00+08:00');
    expect(await stage(site, id)).toBe('accountCheck'); // somebody asks before a try is spent
    await confirm(site, id);
    expect(await bankSays(site, '成功')).toMatchObject([['陈明', '6222021234567890001']]);
    expect(await stage(site, id)).toBe('followUp');
  });

  it('is tried three times; then the money goes back, and nobody hands it out in cash', async () => {
    await using site = await startEmbedded();
    const id = await toPayment(site);
    for (const n of [1, 2, 3]) {
      await bankSays(site, '失败');
      if (n === 3) break;
      await answered(site, id, ['applicant', 'otherCard', 'given', { ...other, cardNo: `622202123456999900${n}` }]);
      await confirm(site, id);
      await site.moveTo(new Date(site.clock.now() + 5 * 86_400_000).toISOString());
    }
    expect(await stage(site, id)).toBe('unpaid');
    await answer(site, id, 'li-min', 'close');
    expect(await getCase(site.table, id)).toMatchObject({ stage: 'PAYMENT_FAILED', closedAt: expect.any(Number) });
    expect(await site.table.get(fundKey(FundId.parse('hardship'), 2019))).toMatchObject({
      committedFen: 0,
      paidFen: 0,
    });
    expect(site.mailTo('applicant@example.org').at(-1)?.subject).toContain('帮扶金未能发放');
  });
});
