import { describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import { FundId, fundKey } from '#shared/ledger/budget';
import { startEmbedded } from '#test/fakes';
import { answer, application, submit, walkTo } from './case.ts';

const fundOf = (site: { table: { get: (key: { pk: string; sk: string }) => Promise<unknown> } }) =>
  site.table.get(fundKey(FundId.parse('hardship'), 2019));

describe('the hardship aid machine', () => {
  it('goes from a submission to money that waits for its payment', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'payment');
    expect(await getCase(site.table, id)).toMatchObject({
      stage: 'payment',
      approvedFen: 430_000,
      receivedFen: 430_000,
      noticeClear: true,
      approved: true,
      budgeted: true,
    });
    expect(await fundOf(site)).toMatchObject({ freeFen: 30_000_000 - 430_000, reservedFen: 0, committedFen: 430_000 });
  });

  it.each([
    ['acceptance', 'li-min'],
    ['unionReview', 'wang-hong'],
    ['homeSurvey', 'liu-yang'],
    ['democraticReview', 'liu-yang'],
    ['townshipReview', 'chen-gang'],
    ['dataCheck', 'li-min'],
    ['classification', 'li-min'],
    ['districtReview', 'zhou-wei'],
    ['meetingDecision', 'zhao-yu'],
    ['reportUp', 'li-min'],
  ])('comes back to %s when the applicant has corrected what it returned', async (task, who) => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, task);
    await answer(site, id, [who, task, 'return', { sections: ['money'] }]);
    expect((await getCase(site.table, id)).stage).toBe('correction');
    await answer(site, id, ['applicant', 'correction', 'resubmit']);
    expect((await getCase(site.table, id)).stage).toBe(task);
    await walkTo(site, id, 'payment');
    expect((await getCase(site.table, id)).receivedFen).toBe(430_000);
  });

  it('closes as incomplete when it is returned a third time', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    for (let round = 0; round < 2; round++) {
      await answer(site, id, ['li-min', 'acceptance', 'return']);
      await answer(site, id, ['applicant', 'correction', 'resubmit']);
    }
    await answer(site, id, ['li-min', 'acceptance', 'return']);
    expect(await getCase(site.table, id)).toMatchObject({ stage: 'CLOSED_INCOMPLETE', closedAt: site.clock.now() });
  });

  it('closes as incomplete when the applicant keeps silent for ten working days', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await answer(site, id, ['li-min', 'acceptance', 'return']);
    await site.moveTo('2019-03-15T23:59:59+08:00'); // the tenth working day
    expect((await getCase(site.table, id)).stage).toBe('correction');
    await site.moveTo('2019-03-16T00:00:01+08:00');
    expect((await getCase(site.table, id)).stage).toBe('CLOSED_INCOMPLETE');
  });

  it('lets a refused applicant appeal once, to somebody who had no part in it', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await answer(site, id, ['li-min', 'acceptance', 'accept']);
    await answer(site, id, ['wang-hong', 'unionReview', 'reject']);
    await answer(site, id, ['applicant', 'appeal', 'appeal', { grounds: '收入算错了' }]);
    const refused = await answer(site, id, ['wang-hong', 'appealReview', 'overturn']);
    expect(refused).toEqual({ kind: 'notApart', from: 'unionReview' });
    await answer(site, id, ['sun-tao', 'appealReview', 'overturn']);
    expect((await getCase(site.table, id)).stage).toBe('unionReview');
    expect(site.mailTo('applicant@example.org').at(-1)?.text).toContain('复核撤销了原决定');
    await answer(site, id, ['wang-hong', 'unionReview', 'reject']);
    expect((await getCase(site.table, id)).stage).toBe('REJECTED');
  });

  it('closes as refused when the time to appeal passes', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await answer(site, id, ['li-min', 'acceptance', 'reject']);
    await site.moveTo('2019-03-16T00:00:01+08:00');
    expect((await getCase(site.table, id)).stage).toBe('REJECTED');
  });

  it('goes twice to somebody who cannot be reached, then back to the applicant', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'homeSurvey');
    await answer(site, id, ['liu-yang', 'homeSurvey', 'unreachable']);
    await answer(site, id, ['liu-yang', 'homeSurvey', 'unreachable']);
    expect((await getCase(site.table, id)).stage).toBe('correction');
    await answer(site, id, ['applicant', 'correction', 'resubmit']);
    expect((await getCase(site.table, id)).stage).toBe('homeSurvey');
  });

  it('hears the applicant before a hit counts against them', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'dataCheck');
    await answer(site, id, ['li-min', 'dataCheck', 'noAnswer']);
    await answer(site, id, ['li-min', 'dataCheck', 'hit']);
    expect((await getCase(site.table, id)).stage).toBe('hearing');
    await answer(site, id, ['li-min', 'hearing', 'explained', { finding: '车辆已转让' }]);
    expect((await getCase(site.table, id)).stage).toBe('classification');
  });

  it('gives back to the fund what the superior union cut', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'reportUp');
    await answer(site, id, ['li-min', 'reportUp', 'cut', { letterNo: '批-8', grantedFen: 300_000 }]);
    expect(site.mailTo('applicant@example.org').at(-1)?.text).toContain('上级核定金额：3,000.00 元');
    await answer(site, id, ['qian-hui', 'funding', 'received', { adviceNo: '到-2', receivedFen: 300_000 }]);
    expect(await getCase(site.table, id)).toMatchObject({ approvedFen: 430_000, receivedFen: 300_000 });
    expect(await fundOf(site)).toMatchObject({ freeFen: 29_700_000, reservedFen: 0, committedFen: 300_000 });
  });

  it('closes as not funded, and frees the money, when the superior union grants nothing', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'reportUp');
    await answer(site, id, ['li-min', 'reportUp', 'refused']);
    expect((await getCase(site.table, id)).stage).toBe('NOT_FUNDED');
    expect(await fundOf(site)).toMatchObject({ freeFen: 30_000_000, reservedFen: 0 });
  });

  it('can be withdrawn while it waits for its money, which is freed', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'funding');
    await answer(site, id, ['applicant', 'funding', 'withdraw']);
    expect((await getCase(site.table, id)).stage).toBe('WITHDRAWN');
    expect(await fundOf(site)).toMatchObject({ freeFen: 30_000_000, reservedFen: 0 });
  });

  it.each(['noticeRecord', 'publicNotice', 'dataCheck', 'classification', 'meetingDecision', 'reportUp'])(
    'can be withdrawn while it waits at %s',
    async (stage) => {
      await using site = await startEmbedded();
      const id = await submit(site);
      await walkTo(site, id, stage);
      await answer(site, id, ['applicant', stage, 'withdraw']);
      expect((await getCase(site.table, id)).stage).toBe('WITHDRAWN');
    },
  );

  it('tells the meeting that another member of the household has been helped this year', async () => {
    await using site = await startEmbedded();
    const first = await submit(site);
    await walkTo(site, first, 'payment');
    const spouse = {
      ...application,
      name: '李华',
      idNumber: '429900197202020026',
      members: [{ ...application, relation: 'spouse' }],
    };
    const second = await submit(site, spouse);
    await walkTo(site, second, 'meetingDecision');
    await answer(site, second, ['zhao-yu', 'meetingDecision', 'approve', { minutesNo: '纪要-4' }]);
    const each = await getCase(site.table, second);
    expect([each.stage, each.facts['reserveOutcome'], each.approved]).toEqual([
      'meetingDecision',
      'alreadyHelped',
      false,
    ]);
    expect(await fundOf(site)).toMatchObject({ freeFen: 30_000_000 - 430_000 });
  });

  it('refuses an amount over the cap of the rules', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await walkTo(site, id, 'classification');
    await answer(site, id, ['li-min', 'classification', 'confirm', { proposedFen: 2_003_178, fileLevel: 'LOCAL' }]);
    await answer(site, id, ['zhou-wei', 'districtReview', 'approve']);
    await answer(site, id, ['zhao-yu', 'meetingDecision', 'approve']);
    expect((await getCase(site.table, id)).facts['reserveOutcome']).toBe('overCap');
    await answer(site, id, ['zhao-yu', 'meetingDecision', 'change', { approvedFen: 2_003_177 }]);
    expect(await getCase(site.table, id)).toMatchObject({ stage: 'reportUp', approvedFen: 2_003_177 });
  });
});
