import { describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import { accountsOf } from '#shared/recovery/ledger';
import { itemsOf } from '#shared/register/register';
import { reportOn } from '#functions/report';
import { figuresOn } from '#functions/selfInspection/figures';
import { totalsOf } from '#functions/selfInspection/roster';
import { startEmbedded } from '#test/fakes';
import { answer, CHAIRS, day, determine, launch, partOf, payBack, rectify, report, rowOf, verify } from './world.ts';

describe('an inspection', () => {
  it('goes from its launch to the report: one unit has nothing, one pays back and is closed', async () => {
    await using site = await startEmbedded();
    const programme = await launch(site, ['hongxing', 'xishan-yiyuan']);
    const [clean, wrong] = [await partOf(site, programme, 'hongxing'), await partOf(site, programme, 'xishan-yiyuan')];
    expect(site.mailTo('wanghong@example.org')).toHaveLength(1);
    await report(site, clean, 'hongxing');
    await report(site, wrong, 'xishan-yiyuan', [{ overFen: 400_000 }, { check: 'C23', overFen: 0 }]);
    await answer(site, clean, 'li-min', 'deskReview', 'accept');
    await answer(site, wrong, 'li-min', 'deskReview', 'accept');
    expect((await getCase(site.table, wrong)).stage).toBe('drawing');

    await site.moveTo('2019-03-23T09:00:00+08:00');
    await answer(site, programme, 'sun-tao', 'sampling', 'draw', { percent: 20 });
    // One of two is a fifth, rounded up: the one with problems reported.
    await answer(site, wrong, 'sun-tao', 'spotCheck', 'clear', {
      inspectors: '孙涛、冯兰',
      visitedOn: '2019-03-25',
      paperNo: '底-1',
    });
    await answer(site, wrong, CHAIRS['xishan-yiyuan'] ?? '', 'unitReply', 'agree');
    expect(await getCase(site.table, clean)).toMatchObject({ stage: 'NO_PROBLEM' });

    await determine(site, wrong);
    const items = await itemsOf(site.table, wrong);
    expect(items.map(({ no, status }) => [no, status])).toEqual([
      ['ZG-2019-001', 'open'],
      ['ZG-2019-002', 'open'],
    ]);
    expect(site.mailTo('yangmei@example.org').some(({ subject }) => subject.includes('整改通知书'))).toBe(true);
    await rectify(site, wrong, 'yang-mei');
    expect((await getCase(site.table, wrong)).stage).toBe('recovery');
    await payBack(site, wrong, '2019-04-20');
    await verify(site, wrong);

    expect(await getCase(site.table, wrong)).toMatchObject({ stage: 'lookBack' });
    expect(await rowOf(site, programme, 'xishan-yiyuan')).toMatchObject({
      status: 'RECTIFIED',
      closed: 2,
      items: 2,
      recoveredFen: 400_000,
      outstandingFen: 0,
    });
    expect(await accountsOf(site.table, wrong)).toMatchObject([{ dueFen: 400_000, recoveredFen: 400_000 }]);
    expect(await getCase(site.table, programme)).toMatchObject({ stage: 'report' });
    await answer(site, programme, 'li-min', 'report', 'adopted', { minutesNo: '纪要-9', lessons: '修订福利发放办法' });
    expect(await getCase(site.table, programme)).toMatchObject({ stage: 'REPORTED' });

    const { rows, ...figures } = await figuresOn(site.table, programme, day('2019-05-31'));
    expect(figures).toEqual({ units: 2, reported: 2, withProblems: 1, rectified: 1, recoveredFen: 400_000 });
    expect(rows.recovered.map(({ item }) => item)).toEqual(['ZG-2019-001/2']);
    const { sections } = await reportOn(site, { from: day('2019-01-01'), to: day('2019-05-31') });
    const half = sections.find(({ pipeline }) => pipeline === 'unitInspection');
    expect(half?.figures.map(({ value, rows: of }) => [value, of.length])).toEqual([
      [2, 2],
      [1, 1],
      [1, 1],
      [400_000, 1],
    ]);
    expect(half?.sentence.zh).toContain('截至5月，2家单位开展自查，其中1家发现问题，1家完成整改，清退4000元');
    const count = await totalsOf(site.table, programme);
    expect([count('units'), count('settled'), count('recoveredFen'), count('violation_OVER_LIMIT')]).toEqual([
      2, 2, 400_000, 1,
    ]);

    await site.moveTo('2019-04-20T09:00:00+08:00');
    await answer(site, wrong, 'li-min', 'lookBack', 'good', { lookedOn: '2019-04-20' });
    expect(await getCase(site.table, wrong)).toMatchObject({ stage: 'RECTIFIED' });
  });
});
