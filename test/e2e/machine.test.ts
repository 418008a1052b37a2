import { describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import { openCase } from '#shared/cases/open';
import { type CaseId, PersonId, UnitId } from '#shared/ids';
import { fundKey, FundId } from '#shared/ledger/budget';
import type { Fields } from '#shared/table/table';
import { decideTask, openTaskOf } from '#shared/tasks/decide';
import { hardshipAid } from '#workflows/hardshipAid/index';
import { taskOf } from '#workflows/index';
import { type Site, startEmbedded } from '#test/fakes';

const application = {
  name: '陈明',
  idNumber: '429900197001010014',
  ownMonthlyFen: 100_000,
  otherAnnualFen: 0,
  members: [{ name: '李华', relation: 'spouse', monthlyIncomeFen: 0 }],
  rigidExpenses: [{ kind: 'medical', amountFen: 2_000_000 }],
  aidTypes: ['MEDICAL'],
  reason: '患病住院，自付较多',
};

const submit = (site: Site): Promise<CaseId> =>
  openCase(site.host, {
    pipeline: hardshipAid,
    title: '陈*',
    union: UnitId.parse('hongxing'),
    lang: 'zh',
    email: 'applicant@example.org',
    appliedFen: 430_000,
    values: application,
  });

const answer = async (site: Site, id: CaseId, who: string, task: string, outcome: string, values: Fields = {}) => {
  await site.idle();
  const open = await openTaskOf(site.host, id);
  expect(open?.name).toBe(task);
  if (!open) throw new Error('no open task');
  const definition = taskOf(hardshipAid, open.name);
  const result = await decideTask(site.host, {
    caseId: id,
    task: open.id,
    definition,
    by: { kind: 'person', person: PersonId.parse(who), role: open.role, unit: open.unit },
    outcome,
    values,
    sensitive: hardshipAid.sensitive,
  });
  expect(result.kind).toBe('decided');
  await site.idle();
};

describe('the hardship aid machine on the embedded host', () => {
  it('goes from a submission to money that waits for its payment', async () => {
    await using site = await startEmbedded();
    const id = await submit(site);
    await answer(site, id, 'li-min', 'acceptance', 'accept');
    await answer(site, id, 'wang-hong', 'unionReview', 'approve');
    await answer(site, id, 'liu-yang', 'homeSurvey', 'fit', { visitAt: '2019-03-04' });
    await answer(site, id, 'liu-yang', 'democraticReview', 'for', { due: 5, present: 5, votesFor: 5, votesAgainst: 0 });
    await site.idle();
    expect((await getCase(site.table, id)).stage).toBe('publicNotice');
    await site.moveTo('2019-03-09T10:00:00+08:00');
    await answer(site, id, 'wang-hong', 'noticeRecord', 'clear');
    await answer(site, id, 'chen-gang', 'townshipReview', 'approve');
    await answer(site, id, 'li-min', 'dataCheck', 'clean', { reportNo: '核-1' });
    await answer(site, id, 'li-min', 'classification', 'confirm', { proposedFen: 430_000, fileLevel: 'NATIONAL' });
    await answer(site, id, 'zhou-wei', 'districtReview', 'approve');
    await answer(site, id, 'zhao-yu', 'meetingDecision', 'approve', { minutesNo: '纪要-3' });
    await answer(site, id, 'li-min', 'reportUp', 'approved', { letterNo: '批-7' });
    await answer(site, id, 'qian-hui', 'funding', 'received', { adviceNo: '到-1', receivedFen: 430_000 });
    const each = await getCase(site.table, id);
    expect(each).toMatchObject({ stage: 'payment', approvedFen: 430_000, receivedFen: 430_000, noticeClear: true });
    const fund = await site.table.get(fundKey(FundId.parse('hardship'), 2019));
    expect(fund).toMatchObject({ freeFen: 30_000_000 - 430_000, reservedFen: 0, committedFen: 430_000 });
  });
});
