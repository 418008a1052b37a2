import { describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import { proofOf } from '#shared/coverage/proof';
import { faultOf } from '#shared/events/verify';
import { caseKey } from '#shared/cases/case';
import { FundId, fundKey } from '#shared/ledger/budget';
import { Fen } from '#shared/money';
import { startEmbedded } from '#test/fakes';
import { answer, BUY, decide, deliverAll, importFor, invoice, parts, personOf, registerOf, start } from './campaign.ts';

const six = Array.from({ length: 6 }, (_, i) => personOf(i + 1));

describe('a condolence campaign', () => {
  it('goes from a plan to a close-out that proves full coverage', async () => {
    await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
    const id = await start(site, { registers: [await registerOf(site, six)] });
    await answer(site, id, 'zhou-wei', 'planApproval', 'approve');
    const asked = await parts(site, id, 'rosters');
    expect(asked.map(({ unit }) => unit)).toEqual(['hongxing', 'donghu-fangzhi']);
    expect(site.mailTo('wanghong@example.org').at(-1)?.text).toContain('/t/');

    await importFor(site, id, 'hongxing', six.slice(0, 4));
    await importFor(site, id, 'donghu-fangzhi', six.slice(3));
    for (const part of asked) await decide(site, part, part.asked[0] ?? '', 'sent');

    await answer(site, id, 'li-min', 'rosterCheck', 'confirm');
    for (const [who, name, outcome, values] of BUY) await answer(site, id, who, name, outcome, values);
    await answer(site, id, 'qian-hui', 'acceptance', 'accepted', invoice(7, 153_000));
    await answer(site, id, 'li-min', 'visitPlan', 'shared', { leaders: ['wang-hong', 'zhang-qiang'] });

    const teams = await parts(site, id, 'visits');
    expect(teams.map(({ asked: people }) => people)).toEqual([['wang-hong'], ['zhang-qiang']]);
    expect(await deliverAll(site, id)).toBe(6);
    for (const team of teams) await decide(site, team, team.asked[0] ?? '', 'back');

    await answer(site, id, 'qian-hui', 'reconcile', 'balanced', { out: 6, returned: 1, loss: 0, voucherNo: '记-1' });
    await answer(site, id, 'zhou-wei', 'closing', 'close');
    const each = await getCase(site.table, id);
    expect(each).toMatchObject({ stage: 'CLOSED', paidFen: 153_000, approvedFen: 200_000 });
    expect(await proofOf(site.table, id)).toMatchObject({ served: 6, excluded: 0, unresolved: 0 });
    expect(await site.table.get(fundKey(FundId.parse('model-workers'), 2019))).toMatchObject({
      freeFen: 6_000_000 - 153_000,
      reservedFen: 0,
      committedFen: 0,
      paidFen: 153_000,
    });
    const item = await site.table.get(caseKey(id));
    expect(item && (await faultOf(site.host, item))).toBeUndefined();
  });

  it('goes on at the deadline without the unions that did not answer, and refuses to call that full coverage', async () => {
    await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
    const id = await start(site, { registers: [await registerOf(site, six)] });
    await answer(site, id, 'zhou-wei', 'planApproval', 'approve');
    const [first] = await parts(site, id, 'rosters');
    await importFor(site, id, 'hongxing', six.slice(0, 4));
    if (first) await decide(site, first, 'wang-hong', 'sent');
    await site.moveTo('2019-01-12T09:00:00+08:00');
    expect((await getCase(site.table, id)).stage).toBe('rosterCheck');
    expect(await parts(site, id, 'rosters')).toEqual([]);
    await answer(site, id, 'li-min', 'rosterCheck', 'confirm');
    for (const [who, name, outcome, values] of BUY) await answer(site, id, who, name, outcome, values);
    await answer(site, id, 'qian-hui', 'acceptance', 'accepted', invoice(4, 100_000));
    await answer(site, id, 'li-min', 'visitPlan', 'shared', { leaders: ['wang-hong'] });
    await deliverAll(site, id);
    for (const team of await parts(site, id, 'visits')) await decide(site, team, 'wang-hong', 'back');
    await answer(site, id, 'qian-hui', 'reconcile', 'balanced', { out: 4, returned: 0, loss: 0, voucherNo: '记-2' });
    expect((await getCase(site.table, id)).stage).toBe('gapExplanation');
    expect(await proofOf(site.table, id)).toMatchObject({ served: 4, unresolved: 2 });
    // Those two are on no list: another round of visits has nobody to go to, and is over at once.
    await answer(site, id, 'li-min', 'gapExplanation', 'visitAgain');
    await answer(site, id, 'li-min', 'visitPlan', 'shared', { leaders: ['wang-hong'] });
    await answer(site, id, 'qian-hui', 'reconcile', 'balanced', { out: 4, returned: 0, loss: 0, voucherNo: '记-3' });
    expect((await getCase(site.table, id)).paidFen).toBe(100_000);
    await answer(site, id, 'li-min', 'gapExplanation', 'explain');
    await answer(site, id, 'zhou-wei', 'gapSigning', 'sign');
    expect((await getCase(site.table, id)).stage).toBe('CLOSED_WITH_GAP');
  });

  it('goes to the meeting from the threshold on, and back to its author when the fund is short', async () => {
    await using site = await startEmbedded({ at: '2019-01-02T09:00:00+08:00' });
    const id = await start(site, { budgetFen: Fen.parse(7_000_000) });
    await answer(site, id, 'zhou-wei', 'planApproval', 'approve');
    await answer(site, id, 'li-min', 'planMeeting', 'approve', { minutesNo: '纪要-1' });
    expect((await getCase(site.table, id)).stage).toBe('planRevision');
    await answer(site, id, 'li-min', 'planRevision', 'resubmit', {
      standardFen: 25_500,
      headcount: 6,
      budgetFen: 200_000,
    });
    await answer(site, id, 'zhou-wei', 'planApproval', 'reject');
    expect((await getCase(site.table, id)).stage).toBe('CANCELLED');
    expect(await site.table.get(fundKey(FundId.parse('model-workers'), 2019))).toMatchObject({ reservedFen: 0 });
  });
});
