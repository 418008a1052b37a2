import { describe, expect, it } from 'vitest';
import { getCase } from '#shared/cases/change';
import { UnitId } from '#shared/ids';
import { accountsOf } from '#shared/recovery/ledger';
import { itemsOf } from '#shared/register/register';
import { openTaskOf } from '#shared/tasks/decide';
import { answerWithReason } from '#functions/selfInspection/rectifying';
import { bookMove } from '#functions/selfInspection/recovering';
import { totalsOf } from '#functions/selfInspection/roster';
import { succeed } from '#functions/selfInspection/succeed';
import { browse } from '#test/e2e/console/browser';
import { type Site, startEmbedded } from '#test/fakes';
import {
  answer,
  CHAIRS,
  determine,
  drawn,
  fen,
  found,
  launch,
  type Over,
  partOf,
  payBack,
  receipt,
  rectify,
  report,
  rowOf,
  verify,
  VISIT,
} from './world.ts';

/** What does not go by the ordinary way: each exception, from where it begins to where it ends. */
const OFFICER = { kind: 'person', person: 'li-min', role: 'caseOfficer', unit: 'jiangdong' } as const;
const FINANCE = { kind: 'person', person: 'qian-hui', role: 'finance', unit: 'jiangdong' } as const;
const UNIT = 'xishan-yiyuan';
const CHAIR = CHAIRS[UNIT] ?? '';
const DUE: readonly Over[] = [{ overFen: 400_000 }];
const problem = (check: string, overFen: number) => ({
  check,
  from: '2018-09-20',
  amountFen: overFen,
  overFen,
  people: 3,
  problem: '抽查发现',
});

const noticed = async (site: Site, problems = DUE) => {
  const way = await found(site, UNIT, problems);
  await determine(site, way.part);
  return way;
};
const stage = async (site: Site, id: Awaited<ReturnType<typeof partOf>>) => {
  await site.idle();
  return (await getCase(site.table, id)).stage;
};
const task = async (site: Site, id: Awaited<ReturnType<typeof partOf>>) => {
  await site.idle();
  return (await openTaskOf(site.host, id)) ?? expect.unreachable();
};

describe('a report', () => {
  it('that is blank or inconsistent comes back, and keeps the day of its first signature', async () => {
    await using site = await startEmbedded();
    const programme = await launch(site, [UNIT]);
    const part = await partOf(site, programme, UNIT);
    await report(site, part, UNIT);
    await answer(site, part, 'li-min', 'deskReview', 'return', {}, '支出明细空白');
    expect(await stage(site, part)).toBe('selfInspection');
    await site.moveTo('2019-03-05T09:00:00+08:00');
    await report(site, part, UNIT, [{ overFen: 100 }]);
    expect(await rowOf(site, programme, UNIT)).toMatchObject({ reportedOn: '2019-03-01', zero: false, returned: 1 });
  });

  it('that nobody signs is no zero report: reminded, passed up, late, and then always checked on the spot', async () => {
    await using site = await startEmbedded();
    const programme = await launch(site, [UNIT, 'hongxing', 'xishan-huanwei', 'donghu-fangzhi', 'linjiang-wuliu']);
    const part = await partOf(site, programme, UNIT);
    for (const other of ['hongxing', 'xishan-huanwei', 'donghu-fangzhi', 'linjiang-wuliu'])
      await report(site, await partOf(site, programme, other), other);
    await site.moveTo('2019-04-08T10:00:00+08:00');
    expect(site.mailTo('yangmei@example.org').filter(({ subject }) => subject.startsWith('提醒'))).toHaveLength(2);
    expect(await getCase(site.table, part)).toMatchObject({ stage: 'selfInspection', flags: ['stuck'] });
    const officer = await browse(site, 'li-min');
    const late = await officer.get(`/admin/selfInspection/${programme}?status=LATE`);
    expect([late.text.includes('>西山医院工会<'), late.text.includes('>红星机械厂工会<')]).toEqual([true, false]);
    await answer(site, programme, 'sun-tao', 'sampling', 'draw', { percent: 20 });
    const count = await totalsOf(site.table, programme);
    expect([count('reported'), count('zero'), count('units')]).toEqual([4, 4, 5]);
    await report(site, part, UNIT);
    expect(await rowOf(site, programme, UNIT)).toMatchObject({ late: true, drawn: 'late' });
    await answer(site, part, 'li-min', 'deskReview', 'accept');
    expect(await stage(site, part)).toBe('spotCheck');
  });
});

describe('a spot check', () => {
  it('adds what the unit had not reported, and the unit’s silence says nothing against it', async () => {
    await using site = await startEmbedded();
    const { part } = await drawn(site, UNIT, []);
    await answer(site, part, 'sun-tao', 'spotCheck', 'problems', { ...VISIT, found: [problem('C03', 50_000)] });
    await site.moveTo('2019-04-10T00:00:00+08:00');
    await determine(site, part);
    expect(await itemsOf(site.table, part)).toMatchObject([{ check: 'C03', violation: 'FORBIDDEN_FORM' }]);
  });
});

describe('an objection', () => {
  it('is heard once, by others, and changes or drops findings', async () => {
    await using site = await startEmbedded();
    const { part } = await found(site, UNIT, [{ overFen: 400_000 }, { check: 'C02', overFen: 90_000 }]);
    await answer(site, part, 'zhou-wei', 'finding', 'confirm', { seriousness: 'ordinary' });
    await answer(site, part, CHAIR, 'objection', 'object', {}, '三八节属于女职工专项');
    const same = await answer(site, part, 'zhou-wei', 'reconsideration', 'uphold', {}, '维持');
    expect(same).toEqual({ kind: 'notApart', from: 'finding' });
    const changes = [
      { finding: 1, overFen: 300_000, dropped: false },
      { finding: 2, overFen: 0, dropped: true },
    ];
    await answer(site, part, 'sun-tao', 'reconsideration', 'amend', { changes }, '部分成立');
    await answer(site, part, 'li-min', 'notice', 'issue', { noticeNo: '整改-1' });
    expect(await itemsOf(site.table, part)).toHaveLength(1);
    expect(await accountsOf(site.table, part)).toMatchObject([{ dueFen: 300_000 }]);
  });

  it('that is right about everything leaves a unit without problems', async () => {
    await using site = await startEmbedded();
    const { programme, part } = await found(site, UNIT, DUE);
    await answer(site, part, 'zhou-wei', 'finding', 'confirm', { seriousness: 'ordinary' });
    await answer(site, part, CHAIR, 'objection', 'object', {}, '不是事实');
    await answer(site, part, 'sun-tao', 'reconsideration', 'overturn', {}, '全部撤销');
    expect(await stage(site, part)).toBe('NO_PROBLEM');
    expect(await rowOf(site, programme, UNIT)).toMatchObject({ findings: 0, dueFen: 0 });
  });
});

describe('more time', () => {
  it('is given once, counted from the deadline that was', async () => {
    await using site = await startEmbedded();
    const { programme, part } = await noticed(site);
    const before = (await rowOf(site, programme, UNIT))?.dueOn ?? '';
    const first = await task(site, part);
    const by = { kind: 'person', person: CHAIR, role: 'unionChair', unit: UNIT } as const;
    await answerWithReason(site.host, { caseId: part, task: first.id, by }, 'extend', '票据要到银行调取');
    await answer(site, part, 'li-min', 'extensionAsked', 'grant');
    const after = (await rowOf(site, programme, UNIT))?.dueOn ?? '';
    expect(after > before).toBe(true);
    expect((await task(site, part)).dueAt).toBe(Date.parse(`${after}T24:00:00+08:00`));
    const second = await task(site, part);
    await answerWithReason(site.host, { caseId: part, task: second.id, by }, 'extend', '再要一次');
    expect(await stage(site, part)).toBe('rectification');
    expect((await rowOf(site, programme, UNIT))?.dueOn).toBe(after);
  });
});

describe('money', () => {
  it('comes by instalments, is waived with minutes for who has died, and closes only when nothing is outstanding', async () => {
    await using site = await startEmbedded();
    const { programme, part } = await noticed(site);
    await rectify(site, part, CHAIR);
    await answer(site, part, 'qian-hui', 'recovery', 'instalments', {}, '分三期');
    const [account] = await accountsOf(site.table, part);
    const item = account?.item ?? '';
    await bookMove(site.host, part, item, receipt('收-1', 150_000, '2019-04-10'), FINANCE);
    await bookMove(site.host, part, item, receipt('收-2', 150_000, '2019-05-10'), FINANCE);
    expect(await stage(site, part)).toBe('instalments');
    await bookMove(
      site.host,
      part,
      item,
      { kind: 'waive', fen: fen(100_000), minutesNo: '纪要-12', on: '2019-05-20' },
      FINANCE,
    );
    await site.idle();
    await verify(site, part);
    expect(await rowOf(site, programme, UNIT)).toMatchObject({
      status: 'RECTIFIED',
      recoveredFen: 300_000,
      waivedFen: 100_000,
    });
  });

  it('that was booked wrongly is reversed: the unit is not settled by it', async () => {
    await using site = await startEmbedded();
    const { part } = await noticed(site);
    await rectify(site, part, CHAIR);
    const [account] = await accountsOf(site.table, part);
    const item = account?.item ?? '';
    await bookMove(site.host, part, item, receipt('收-1', 100_000, '2019-04-10'), FINANCE);
    const of = { item, n: 2, kind: 'recover', fen: fen(100_000), receiptNo: '收-1', on: '2019-04-10' } as const;
    await bookMove(site.host, part, item, { kind: 'reverse', of }, FINANCE);
    await expect(bookMove(site.host, part, item, { kind: 'reverse', of }, FINANCE)).rejects.toThrow();
    expect(await accountsOf(site.table, part)).toMatchObject([{ recoveredFen: 0, outstandingFen: 400_000 }]);
    expect(await stage(site, part)).toBe('recovery');
  });
});

describe('refusal', () => {
  it('leads to a referral with its letter; what is outstanding stays told', async () => {
    await using site = await startEmbedded();
    const { programme, part } = await noticed(site);
    const open = await task(site, part);
    await answerWithReason(site.host, { caseId: part, task: open.id, by: OFFICER }, 'refuse', '多次催办拒不整改');
    await answer(site, part, 'zhou-wei', 'referral', 'transfer', { letterNo: '移-1' }, '移交纪检');
    expect(await stage(site, part)).toBe('REFERRED');
    expect(await rowOf(site, programme, UNIT)).toMatchObject({ status: 'REFERRED', outstandingFen: 400_000 });
    expect(await stage(site, programme)).toBe('report');
  });
});

describe('verification', () => {
  it('is never by who submitted, sends back what is not right, and closes an item once', async () => {
    await using site = await startEmbedded();
    const { part } = await noticed(site);
    await rectify(site, part, CHAIR);
    await payBack(site, part, '2019-04-10');
    await expect(verify(site, part, 'close', CHAIR)).rejects.toMatchObject({ name: 'OwnVerification' });
    await verify(site, part, 'sendBack');
    expect(await itemsOf(site.table, part)).toMatchObject([{ status: 'open', sentBack: 1 }]);
    await rectify(site, part, CHAIR);
    await verify(site, part);
    expect(await itemsOf(site.table, part)).toMatchObject([{ status: 'closed', closings: [{ by: 'sun-tao' }] }]);
  });
});

describe('a look-back', () => {
  const rectified = async (site: Site) => {
    const way = await noticed(site);
    await rectify(site, way.part, CHAIR);
    await payBack(site, way.part, '2019-04-10');
    await verify(site, way.part);
    return way;
  };

  it('opens again what did not hold, keeps the first closing, and takes the unit off the rectified', async () => {
    await using site = await startEmbedded();
    const { programme, part } = await rectified(site);
    const [item] = await itemsOf(site.table, part);
    await answer(
      site,
      part,
      'li-min',
      'lookBack',
      'relapse',
      { lookedOn: '2019-05-01', how: 'reopen', items: item?.no ?? '' },
      '又发了购物卡',
    );
    expect(await rowOf(site, programme, UNIT)).toMatchObject({
      status: 'RECTIFYING',
      closed: 0,
      recoveredFen: 400_000,
    });
    await rectify(site, part, CHAIR);
    await verify(site, part, 'close', 'feng-lan');
    expect(await itemsOf(site.table, part)).toMatchObject([
      { closings: [{ by: 'sun-tao' }, { by: 'feng-lan' }], reopenings: [{}] },
    ]);
    expect(await rowOf(site, programme, UNIT)).toMatchObject({ status: 'RECTIFIED', closed: 1 });
  });

  it('is told which numbers are closed when it names another one', async () => {
    await using site = await startEmbedded();
    const { part } = await rectified(site);
    const [item] = await itemsOf(site.table, part);
    const officer = await browse(site, 'li-min');
    const told = await officer.post(`/tasks/${part}/lookBack.1`, {
      outcome: 'relapse',
      filled: 'yes',
      lookedOn: '2019-03-01',
      how: 'reopen',
      items: `${item?.no}9、ZG-2019-9999`,
      opinion: '又发了购物卡',
    });
    expect(told.status).toBe(422);
    expect(told.text).toContain(`请填写本单位已销号的问题编号：${item?.no}`);
    expect(told.text).toContain('又发了购物卡');
    expect(await itemsOf(site.table, part)).toMatchObject([{ status: 'closed' }]);
  });

  it('makes new facts a new item that names the old one', async () => {
    await using site = await startEmbedded();
    const { part } = await rectified(site);
    const [item] = await itemsOf(site.table, part);
    const look = { lookedOn: '2019-05-01', how: 'repeat', items: item?.no ?? '', problem: '端午又超标准' };
    await answer(site, part, 'li-min', 'lookBack', 'relapse', look, '新的情况');
    expect(await itemsOf(site.table, part)).toMatchObject([
      { status: 'closed' },
      { status: 'open', repeatOf: item?.no, problem: '端午又超标准' },
    ]);
  });
});

describe('a unit that has merged', () => {
  it('is answered for by its successor, and stays counted once', async () => {
    await using site = await startEmbedded();
    const { programme, part } = await noticed(site);
    await succeed(site.host, part, { successor: UnitId.parse('xishan-huanwei'), by: OFFICER, reason: '机构改革合并' });
    await site.idle();
    expect(site.mailTo('linyan@example.org').at(-1)?.subject).toContain('改请办理');
    await rectify(site, part, 'lin-yan');
    await payBack(site, part, '2019-04-10');
    await verify(site, part);
    expect(await rowOf(site, programme, UNIT)).toMatchObject({ status: 'RECTIFIED' });
    expect((await totalsOf(site.table, programme))('units')).toBe(1);
  });
});

describe('one unit’s stall', () => {
  it('holds nobody else, and the month’s figures are kept while it lasts', async () => {
    await using site = await startEmbedded();
    const programme = await launch(site, [UNIT, 'hongxing']);
    const part = await partOf(site, programme, UNIT);
    await report(site, part, UNIT);
    await answer(site, part, 'li-min', 'deskReview', 'accept');
    await site.moveTo('2019-03-23T09:00:00+08:00');
    await answer(site, programme, 'sun-tao', 'sampling', 'draw', { percent: 20 });
    await site.idle();
    expect(await stage(site, part)).toBe('NO_PROBLEM');
    await site.moveTo('2019-05-31T09:00:00+08:00');
    expect(await stage(site, programme)).toBe('watch');
    const cuts = await site.table.query({ pk: `CASE#${programme}`, from: 'CUT#', to: 'CUT#~' });
    expect(cuts.items).toMatchObject([{ units: 2, reported: 1 }, { reported: 1 }]);
  });
});
