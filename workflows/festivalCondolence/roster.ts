import type { Answers } from '#shared/forms/fields';
import { describe, IdNumber } from '#shared/people/idNumber';
import type { RosterSpec } from '#shared/rosters/spec';
import type { CivilDate } from '#shared/time/civil';
import { account, group, guardian, honour, idNumber, kind, member, mobile, name } from './columns.ts';
import { isCash, isForMinors, type Plan } from './plan.ts';
import { isYounger } from './rules.ts';

type Of = Pick<Plan, 'type' | 'regime' | 'form' | 'day'>;

/** 花名册: the columns that a campaign asks its unions for. */
export const rosterOf = (plan: Of, minorBelow: number): RosterSpec => {
  const minors = isForMinors(plan);
  return {
    kind: `condolence-${plan.type}-${plan.regime}-${plan.form}`,
    label: { zh: '慰问花名册', en: 'Roster' },
    person: 'idNumber',
    columns: [
      name,
      idNumber,
      mobile,
      kind,
      group(plan.type !== 'WINTER_WARMTH'),
      ...(plan.regime === 'R1' ? [member] : []),
      ...(plan.type === 'MODEL_WORKER' ? honour : []),
      ...(minors ? guardian : []),
      ...(isCash(plan) ? account : []),
    ],
    check: (row) => rowProblems(row, plan, minorBelow),
  };
};

/** Registers hold no more than is needed to know somebody again. */
export const registerSpec: RosterSpec = {
  kind: 'register',
  label: { zh: '名册', en: 'Register' },
  person: 'idNumber',
  columns: [name, idNumber, group(true)],
};

const rowProblems = (row: Answers, plan: Of, minorBelow: number) => {
  const problems: { field: string; message: { zh: string; en: string } }[] = [];
  const say = (field: string, zh: string, en: string) => problems.push({ field, message: { zh, en } });
  const id = IdNumber.safeParse(row['idNumber']);
  const bornOn: CivilDate | undefined = id.success ? describe(id.data).birthDate : undefined;
  if (isForMinors(plan)) {
    if (bornOn && !isYounger(bornOn, minorBelow, plan.day))
      say(
        'idNumber',
        `活动当天已满 ${minorBelow} 周岁，不属于慰问范围`,
        `${minorBelow} or older on the day: not in the target group`,
      );
    if (row['consent'] === false)
      say(
        'consent',
        '监护人没有书面同意，不能列入名单',
        'Without the guardian’s written consent the child cannot be listed',
      );
  } else if (bornOn && isYounger(bornOn, 16, plan.day)) {
    say('idNumber', '不满 16 周岁，不可能是职工，请检查号码', 'Under 16, so cannot be a worker: check the number');
  }
  if (plan.regime === 'R1' && row['member'] === false)
    say('member', '会员福利只发给会员', 'Member welfare is for members only');
  return problems;
};
