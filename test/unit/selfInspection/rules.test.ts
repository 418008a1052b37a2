import { describe, expect, it } from 'vitest';
import { Fen, yuan } from '#shared/money';
import { CivilDate } from '#shared/time/civil';
import { checklist } from '#workflows/selfInspection/checklist';
import { ruleOf } from '#workflows/selfInspection/checklist/rules';
import { type Policy, shipped } from '#workflows/selfInspection/policy';
import { judge } from '#workflows/selfInspection/rules';
import { type Candidate, sample } from '#workflows/selfInspection/sample';
import { Spending } from '#workflows/selfInspection/spending';
import { isRectified, standing } from '#workflows/selfInspection/standing';

const policy: Policy = shipped[0]?.values ?? expect.unreachable();
const spent = (occasion: string, on: string, each: number, people = 10, form = 'goods'): Spending =>
  Spending.parse({ occasion, on, form, perHeadFen: yuan(each), people });
const judged = (list: readonly Spending[], ampleEnterprise = false) =>
  judge(list, { ampleEnterprise }, () => policy).map(({ spending, check, overFen }) => [spending, check, overFen]);

it('every check says in plain words what its rule is', () => {
  for (const { id } of checklist.flatMap(({ checks }) => checks)) {
    expect(ruleOf(id).zh).toMatch(/。$/);
    expect(ruleOf(id).en).toMatch(/\.$/);
  }
  expect(() => ruleOf('C99')).toThrow(RangeError);
});

describe('festival goods', () => {
  it('are within the limit at exactly 1,200 a member and year, and over it by one yuan', () => {
    expect(judged([spent('springFestival', '2018-02-10', 800), spent('midAutumn', '2018-09-20', 400)])).toEqual([]);
    expect(judged([spent('springFestival', '2018-02-10', 800), spent('midAutumn', '2018-09-20', 401)])).toEqual([
      [1, 'C01', 1_000],
    ]);
  });

  it('count in the order of their days, whatever the order of the list, and each for what it adds', () => {
    const list = [
      spent('nationalDay', '2018-10-01', 300),
      spent('springFestival', '2018-02-10', 1_000),
      spent('midAutumn', '2018-09-20', 300),
    ];
    expect(judged(list)).toEqual([
      [2, 'C01', 100_000],
      [0, 'C01', 300_000],
    ]);
  });

  it('begin anew each calendar year', () => {
    expect(judged([spent('springFestival', '2018-02-10', 1_200), spent('newYear', '2019-01-01', 1_200)])).toEqual([]);
  });

  it('have a higher limit for enterprises with ample funds', () => {
    expect(judged([spent('springFestival', '2018-02-10', 1_500)], true)).toEqual([]);
    expect(judged([spent('springFestival', '2018-02-10', 1_501)], true)).toEqual([[0, 'C01', 1_000]]);
  });

  it('are judged by the rule in force on their day', () => {
    const later = CivilDate.parse('2018-07-01');
    const stricter: Policy = { ...policy, festivalYearFen: yuan(500) };
    const list = [spent('springFestival', '2018-02-10', 600), spent('midAutumn', '2018-09-20', 100)];
    const found = judge(list, { ampleEnterprise: false }, (day) => (day < later ? policy : stricter));
    expect(found.map(({ spending, overFen }) => [spending, overFen])).toEqual([[1, 100_000]]);
  });
});

describe('what may not be given at all', () => {
  it.each([
    [spent('womensDay', '2018-03-08', 100), 'C02'],
    [spent('springFestival', '2018-02-10', 100, 10, 'voucher'), 'C03'],
    [spent('birthday', '2018-02-10', 100, 10, 'cash'), 'C03'],
    [spent('retirement', '2018-02-10', 100, 10, 'cash'), 'C08'],
  ])('is over with all of it: %#', (spending, check) => {
    expect(judged([spending])).toEqual([[0, check, 100_000]]);
  });

  it('lets pick-up coupons pass for goods, and cash for a hospital visit', () => {
    expect(
      judged([spent('midAutumn', '2018-09-20', 100, 10, 'pickUp'), spent('hospital', '2018-05-01', 1_000, 1, 'cash')]),
    ).toEqual([]);
  });
});

describe('limits per head', () => {
  it.each([
    ['birthday', 300, 'C05'],
    ['marriage', 1_000, 'C06'],
    ['birth', 500, 'C06'],
    ['hospital', 1_000, 'C07'],
    ['death', 1_000, 'C07'],
    ['retirement', 1_000, 'C08'],
  ])('%s: %i is within it, one more is not', (occasion, limit, check) => {
    expect(judged([spent(occasion, '2018-05-01', limit, 2)])).toEqual([]);
    expect(judged([spent(occasion, '2018-05-01', limit + 1, 2)])).toEqual([[0, check, 200]]);
  });
});

describe('the sample of the spot check', () => {
  const unit = (n: number, more: Partial<Candidate> = {}): Candidate => ({
    unit: `u${n}`,
    members: 50,
    late: false,
    zeroReport: true,
    risk: 0,
    lot: String(n),
    ...more,
  });
  const limits = { percent: 20, zeroReportMembers: 200 };

  it('takes a fifth at least, rounded up, by risk', () => {
    const units = Array.from({ length: 11 }, (_, i) => unit(i, { risk: i }));
    expect(sample(units, limits).map(({ unit: id }) => id)).toEqual(['u10', 'u9', 'u8']);
  });

  it('takes everybody who is late and every zero report of a big union, also beyond the fifth', () => {
    const units = [
      unit(1, { late: true }),
      unit(2, { members: 200 }),
      unit(3, { members: 199 }),
      unit(4, { late: true }),
    ];
    expect(sample(units, limits)).toEqual([
      { unit: 'u1', reason: 'late' },
      { unit: 'u2', reason: 'bigZero' },
      { unit: 'u4', reason: 'late' },
    ]);
  });
});

describe('how a unit stands', () => {
  const today = CivilDate.parse('2019-05-11');
  const at = (more: object) => ({
    status: 'RECTIFYING' as const,
    items: 2,
    closed: 0,
    outstandingFen: Fen.parse(0),
    ...more,
  });

  it('is overdue from the day after its deadline on', () => {
    expect(standing(at({ dueOn: CivilDate.parse('2019-05-11') }), today)).toBe('RECTIFYING');
    expect(standing(at({ dueOn: CivilDate.parse('2019-05-10') }), today)).toBe('OVERDUE');
    expect(standing(at({ closed: 1 }), today)).toBe('PARTIAL');
  });

  it('is rectified when all items are closed and nothing is outstanding, and not without items', () => {
    expect(isRectified({ items: 2, closed: 2, outstandingFen: 0 })).toBe(true);
    expect(isRectified({ items: 2, closed: 1, outstandingFen: 0 })).toBe(false);
    expect(isRectified({ items: 2, closed: 2, outstandingFen: 1 })).toBe(false);
    expect(isRectified({ items: 0, closed: 0, outstandingFen: 0 })).toBe(false);
  });
});
