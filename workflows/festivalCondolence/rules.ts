import { formatYuan } from '#shared/money';
import type { Problem } from '#shared/tasks/definition';
import type { CivilDate } from '#shared/time/civil';
import { isCash, type Plan } from './plan.ts';
import type { Policy } from './policy.ts';

/**
 * Two regimes that never mix. R1 is what a grassroots union gives to all its members: statutory festivals only, goods
 * or coupons, a cap per member and year. R2 is what the federation gives to classes of people: its caps are those of
 * the approved plan, and the caps of R1 do not bind it.
 *
 * @returns what is wrong with a plan, by field; nothing when it may go to approval
 */
export const planProblems = (plan: Plan, policy: Policy): Problem[] => {
  const problems: Problem[] = [];
  const say = (field: string, zh: string, en: string) => problems.push({ field, message: { zh, en } });
  const regimeOf = policy.funds.find(({ fund }) => fund === plan.fund)?.regime;
  if (regimeOf !== plan.regime) {
    say(
      'fund',
      plan.regime === 'R1'
        ? '会员福利只能用基层工会经费，不能用工会层面的慰问资金'
        : '工会层面的慰问不能用会员福利经费',
      plan.regime === 'R1'
        ? 'Member welfare is paid from grassroots funds alone'
        : 'Federation-level condolence cannot draw on member welfare',
    );
  }
  if (plan.regime === 'R1') {
    if (!policy.festivals.includes(plan.festival))
      say(
        'festival',
        '会员福利限法定节日；其他日子向全体会员发放属于超范围',
        'Member welfare is for statutory festivals; other days are out of scope',
      );
    if (isCash(plan)) say('form', '会员福利不得发放现金', 'Member welfare may not be paid in cash');
    if (plan.standardFen > policy.memberYearCapFen) {
      const cap = formatYuan(policy.memberYearCapFen);
      say(
        'standardFen',
        `每人标准超过会员全年限额 ${cap} 元，属于超额度`,
        `Over the yearly cap of ${cap} yuan per member`,
      );
    }
  }
  if (plan.standardFen * plan.headcount > plan.budgetFen)
    say('budgetFen', '预算不足：每人标准乘以人数超过了预算', 'Too little: standard times people exceeds the budget');
  if (plan.to < plan.from) say('to', '结束日期不能早于开始日期', 'The last day cannot be before the first');
  if (plan.unions.length === 0) say('unions', '请至少选择一个上报名单的基层工会', 'Choose at least one union');
  if (plan.type === 'MODEL_WORKER' && plan.registers.length === 0)
    say('registers', '劳模慰问要对照劳模名册，请选择名册', 'Choose the register of model workers to compare with');
  return problems;
};

/** An amount exactly at the threshold goes to the meeting. */
export const needsMeeting = ({ budgetFen }: Pick<Plan, 'budgetFen'>, { meetingFromFen }: Policy): boolean =>
  budgetFen >= meetingFromFen;

/** What one member has had of R1 in the year, and would have: within the cap, or by how much over it. */
export const overMemberCap = (hadFen: readonly number[], nextFen: number, { memberYearCapFen }: Policy): number =>
  Math.max(0, hadFen.reduce((sum, fen) => sum + fen, 0) + nextFen - memberYearCapFen);

/** Younger than `years` on a day. Whoever has that birthday on the day is not younger any more. */
export const isYounger = (bornOn: CivilDate, years: number, on: CivilDate): boolean => {
  const [year, rest] = [Number(bornOn.slice(0, 4)) + years, bornOn.slice(4)];
  return on.slice(0, 10) < `${year}${rest}`;
};

/**
 * Goods come to the same sum on both sides: what came in is what was handed out, what went back and what was lost.
 *
 * @returns what is missing (positive) or too much (negative)
 */
export const stockGap = ({
  in: came,
  out,
  returned,
  loss,
}: Readonly<Record<'in' | 'out' | 'returned' | 'loss', number>>): number => came - out - returned - loss;
