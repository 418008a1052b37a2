import { type Content, html } from '#shared/html/html';
import { card, facts, table } from '#shared/html/show';
import { add, formatYuan } from '#shared/money';
import type { Visit } from '../visit.ts';
import type { Standing } from './standing.ts';

/** What a chair signs, at a glance. */
export const summary = ({ t }: Visit, { draft, problems }: Standing): Content => {
  const { members, budgetFen, spending = [] } = draft;
  const stated = problems.flatMap(({ id }) => draft.problems[id] ?? []);
  return html`${card(
    t({ zh: '上报内容', en: 'What is reported' }),
    facts([
      { term: t({ zh: '会员', en: 'Members' }), value: members },
      {
        term: t({ zh: '福利预算', en: 'Budget' }),
        value: budgetFen !== undefined && `${formatYuan(budgetFen)} ${t(YUAN)}`,
      },
      { term: t({ zh: '支出', en: 'Spending' }), value: t({ zh: `${spending.length} 笔`, en: `${spending.length}` }) },
      {
        term: t({ zh: '问题', en: 'Problems' }),
        value:
          problems.length === 0
            ? t({ zh: '没有，作零报告', en: 'None: a zero report' })
            : t({ zh: `${problems.length} 个`, en: `${problems.length}` }),
      },
      {
        term: t({ zh: '应清退', en: 'To be paid back' }),
        value: stated.length > 0 && `${formatYuan(add(...stated.map(({ overFen }) => overFen)))} ${t(YUAN)}`,
      },
    ]),
  )}${
    stated.length > 0 &&
    table(
      t({ zh: '问题', en: 'Problems' }),
      [
        { name: t({ zh: '对照', en: 'Check' }) },
        { name: t({ zh: '问题', en: 'Problem' }) },
        { name: t({ zh: '应清退（元）', en: 'To be paid back (yuan)' }), num: true },
      ],
      stated.map(({ check, problem, overFen }) => [check, problem, formatYuan(overFen)]),
      '',
    )
  }`;
};
const YUAN = { zh: '元', en: 'yuan' };
