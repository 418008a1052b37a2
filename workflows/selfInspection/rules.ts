import { Fen, formatYuan, yuan } from '#shared/money';
import type { Text } from '#shared/text';
import { type CivilDate, yearOf } from '#shared/time/civil';
import type { Violation } from './checklist.ts';
import type { Policy } from './policy.ts';
import { type Occasion, OCCASIONS, type Spending } from './spending.ts';

/** What a rule makes of one spending: proposed to whoever reports, reviews and determines; nobody is bound by it. */
export type Proposal = {
  /** Which spending, by its place in the list. */
  readonly spending: number;
  readonly check: string;
  readonly violation: Violation;
  readonly overFen: Fen;
  readonly people: number;
  /** The arithmetic, so that anybody can do it again: （1,300.00 − 1,200.00）× 40 人 = 4,000.00 元. */
  readonly arithmetic: Text;
};

export type Union = { readonly ampleEnterprise: boolean };

const HEAD_CHECKS: Readonly<Partial<Record<Occasion, string>>> = {
  birthday: 'C05',
  marriage: 'C06',
  birth: 'C06',
  hospital: 'C07',
  death: 'C07',
  retirement: 'C08',
};
const IN_KIND: readonly Occasion[] = ['birthday', 'retirement'];
const NOTHING = yuan(0);

const times = (each: Fen, people: number): Fen => Fen.parse(each * people);
const less = (amount: Fen, limit: Fen): Fen => Fen.parse(Math.max(0, amount - limit));
const isFestival = (occasion: Occasion): boolean => HEAD_CHECKS[occasion] === undefined;

/**
 * Judges spending by the rule in force on its own day.
 *
 * Festival goods count per member and calendar year: each spending answers for what it adds above the cap of its day.
 * Exactly at a limit is within it. Where the form itself is forbidden the whole amount is over, and the limit is not
 * asked any more.
 *
 * @param policyOn the policy in force on a day
 */
export const judge = (
  list: readonly Spending[],
  { ampleEnterprise }: Union,
  policyOn: (day: CivilDate) => Policy,
): Proposal[] => {
  const given = new Map<number, Fen>();
  const byDay = list
    .map((spending, i) => ({ spending, i }))
    .toSorted((a, b) => (a.spending.on < b.spending.on ? -1 : a.spending.on > b.spending.on ? 1 : a.i - b.i));
  return byDay.flatMap(({ spending, i }) => {
    const policy = policyOn(spending.on);
    const whole = whollyWrong(spending, policy);
    if (whole) return [{ spending: i, people: spending.people, ...whole }];
    if (!isFestival(spending.occasion)) return perHead(spending, policy).map((found) => ({ spending: i, ...found }));
    const year = yearOf(spending.on);
    const before = given.get(year) ?? NOTHING;
    const sum = Fen.parse(before + spending.perHeadFen);
    given.set(year, sum);
    const cap = ampleEnterprise ? policy.enterpriseFestivalYearFen : policy.festivalYearFen;
    const over = Fen.parse(less(sum, cap) - less(before, cap));
    if (over === 0) return [];
    return [
      {
        spending: i,
        check: 'C01',
        violation: 'OVER_LIMIT' as const,
        overFen: times(over, spending.people),
        people: spending.people,
        arithmetic: yearly({ before, spending, cap, over, year }),
      },
    ];
  });
};

type Found = Omit<Proposal, 'spending'>;

/** Out of scope or in a forbidden form: all of it. */
const whollyWrong = (spending: Spending, { festivals }: Policy): Omit<Found, 'people'> | undefined => {
  const { occasion, form, perHeadFen, people } = spending;
  const overFen = times(perHeadFen, people);
  const sum = `${formatYuan(perHeadFen)} × ${people} 人 = ${formatYuan(overFen)} 元`;
  const english = `${formatYuan(perHeadFen)} × ${people} = ${formatYuan(overFen)} yuan`;
  const name = OCCASIONS[occasion];
  if (isFestival(occasion) && !festivals.includes(occasion)) {
    return {
      check: 'C02',
      violation: 'OUT_OF_SCOPE',
      overFen,
      arithmetic: {
        zh: `${name.zh}不在可以发放的节日之内，全部超范围：${sum}`,
        en: `${name.en} is none of the festivals allowed, all of it is out of scope: ${english}`,
      },
    };
  }
  const inKind = isFestival(occasion) || IN_KIND.includes(occasion);
  if (inKind && (form === 'cash' || form === 'voucher')) {
    return {
      check: occasion === 'retirement' ? 'C08' : 'C03',
      violation: 'FORBIDDEN_FORM',
      overFen,
      arithmetic: {
        zh: `只能发实物，不能发现金、购物卡：${sum}`,
        en: `Only goods may be given, neither cash nor cards: ${english}`,
      },
    };
  }
  return undefined;
};

const perHead = ({ occasion, perHeadFen, people }: Spending, policy: Policy): Found[] => {
  const limit = policy.perHeadFen[occasion];
  const over = limit === undefined ? NOTHING : less(perHeadFen, limit);
  if (limit === undefined || over === 0) return [];
  const overFen = times(over, people);
  const sum = `(${formatYuan(perHeadFen)} − ${formatYuan(limit)}) × ${people}`;
  return [
    {
      check: HEAD_CHECKS[occasion] ?? 'C01',
      violation: 'OVER_LIMIT',
      overFen,
      people,
      arithmetic: {
        zh: `${OCCASIONS[occasion].zh}每人限额 ${formatYuan(limit)} 元：${sum} 人 = ${formatYuan(overFen)} 元`,
        en: `${OCCASIONS[occasion].en}, at most ${formatYuan(limit)} yuan each: ${sum} = ${formatYuan(overFen)} yuan`,
      },
    },
  ];
};

type Yearly = { before: Fen; spending: Spending; cap: Fen; over: Fen; year: number };
const yearly = ({ before, spending: { perHeadFen, people }, cap, over, year }: Yearly): Text => {
  const all = `${formatYuan(before)} + ${formatYuan(perHeadFen)} = ${formatYuan(Fen.parse(before + perHeadFen))}`;
  const overFen = formatYuan(times(over, people));
  return {
    zh: `${year} 年每人累计 ${all} 元，限额 ${formatYuan(cap)} 元，本次超出 ${formatYuan(over)} × ${people} 人 = ${overFen} 元`,
    en: `Per head in ${year}: ${all} yuan, limit ${formatYuan(cap)}; this adds ${formatYuan(over)} × ${people} = ${overFen} yuan over it`,
  };
};
