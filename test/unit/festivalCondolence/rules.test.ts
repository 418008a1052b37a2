import { describe, expect, it } from 'vitest';
import { Fen, yuan } from '#shared/money';
import { CivilDate } from '#shared/time/civil';
import { plan } from '#test/e2e/festivalCondolence/campaign';
import type { Plan } from '#workflows/festivalCondolence/plan';
import { shipped } from '#workflows/festivalCondolence/policy';
import { isYounger, needsMeeting, overMemberCap, planProblems, stockGap } from '#workflows/festivalCondolence/rules';
import { approximately } from '#workflows/festivalCondolence/report';
import { share } from '#workflows/festivalCondolence/sharing';

const policy = shipped[0]?.values;
if (!policy) throw new Error('A policy is shipped');
const good: Plan = { ...plan, registers: ['REG-000000000000'] };
const welfare: Plan = {
  ...good,
  type: 'SPRING_FESTIVAL',
  regime: 'R1',
  fund: 'member-welfare',
  festival: 'SPRING',
  standardFen: yuan(1_200),
  budgetFen: yuan(7_200),
};
const wrong = (changed: Plan) => planProblems(changed, policy).map(({ field }) => field);

describe('the plan of a campaign', () => {
  it.each<[string, Plan, string[]]>([
    ['holds', good, []],
    ['of member welfare holds exactly at the cap of a year', welfare, []],
    [
      'is over the limit a fen above it',
      { ...welfare, standardFen: Fen.parse(120_001), budgetFen: yuan(8_000) },
      ['standardFen'],
    ],
    ['is out of scope on 1 June for all members', { ...welfare, festival: 'NONE' }, ['festival']],
    ['never pays member welfare in cash', { ...welfare, form: 'CASH' }, ['form']],
    ['does not pay welfare from a condolence fund', { ...welfare, fund: 'warmth' }, ['fund']],
    ['does not pay condolence from welfare', { ...good, fund: 'member-welfare' }, ['fund']],
    ['is not bound by the cap of welfare', { ...good, standardFen: yuan(5_000), budgetFen: yuan(30_000) }, []],
    ['pays for everybody exactly', { ...good, budgetFen: Fen.parse(153_000) }, []],
    ['is a fen short', { ...good, budgetFen: Fen.parse(152_999) }, ['budgetFen']],
    ['does not end before it begins', { ...good, to: CivilDate.parse('2019-01-20') }, ['to']],
    ['calls somebody', { ...good, unions: [] }, ['unions']],
    ['for model workers has a register', { ...good, registers: [] }, ['registers']],
  ])('%s', (_, changed, fields) => {
    expect(wrong(changed)).toEqual(fields);
  });

  it('goes to the meeting exactly from the threshold on', () => {
    expect([49_999, 50_000].map((whole) => needsMeeting({ budgetFen: yuan(whole) }, policy))).toEqual([false, true]);
  });
});

describe('the limits', () => {
  it('a member may have the cap of a year in parts, and not a fen more', () => {
    expect(overMemberCap([50_000, 30_000], 40_000, policy)).toBe(0);
    expect(overMemberCap([50_000, 30_000], 40_001, policy)).toBe(1);
  });

  it.each([
    ['2005-06-01', '2019-06-01', false],
    ['2005-06-02', '2019-06-01', true],
    ['2004-02-29', '2018-02-28', true],
    ['2004-02-29', '2018-03-01', false],
  ])('born on %s, on %s younger than 14: %s', (born, on, younger) => {
    expect(isYounger(CivilDate.parse(born), 14, CivilDate.parse(on))).toBe(younger);
  });

  it('goods come to the same sum on both sides, or the gap is named', () => {
    expect(stockGap({ in: 10, out: 7, returned: 2, loss: 1 })).toBe(0);
    expect(stockGap({ in: 10, out: 7, returned: 2, loss: 0 })).toBe(1);
  });

  it.each([
    [22, '20余'],
    [20, '20'],
    [9, '9'],
    [101, '100余'],
  ])('%i enterprises are %s in the wording alone', (units, words) => {
    expect(approximately(units)).toBe(words);
  });
});

describe('sharing out', () => {
  const rows = new Map([
    ['a', [2, 3, 5, 8]],
    ['b', [1]],
    ['c', [4, 6, 7, 9, 10, 11]],
  ]);

  it.each([1, 2, 3, 4, 5, 11, 12])('over %i teams leaves nobody out, and loads differ by one at most', (teams) => {
    const lists = share(rows, teams);
    const loads = lists.map(({ people }) => people);
    expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
    const named = lists.flatMap(({ segments }) =>
      segments.flatMap(({ unit, from, to }) =>
        (rows.get(unit) ?? []).filter((row) => row >= from && row <= to).map((row) => `${unit}${row}`),
      ),
    );
    expect(named.toSorted()).toEqual(
      [...rows].flatMap(([unit, some]) => some.map((row) => `${unit}${row}`)).toSorted(),
    );
  });

  it('keeps those of a union together as far as that goes', () => {
    expect(share(rows, 2).map(({ segments }) => segments.map(({ unit }) => unit))).toEqual([['a', 'b', 'c'], ['c']]);
  });
});
