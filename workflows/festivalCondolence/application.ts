import * as z from 'zod/mini';
import type { Application } from '#shared/pipeline';
import { Fen, formatYuan } from '#shared/money';
import type { Fields } from '#shared/table/table';
import { type Lang, say, type Text } from '#shared/text';
import { planForm } from './planForm.ts';

/** What the people who decide see of a campaign: its plan, and what the rosters came to once they are in. */
const workings = (calculation: Fields, lang: Lang): [string, string][] => {
  const line = (name: string, zh: string, en: string, unit: string): [string, string][] =>
    calculation[name] === undefined ? [] : [[say({ zh, en }, lang), `${String(calculation[name])}${unit}`]];
  const total = Fen.safeParse(calculation['totalFen']);
  const people = lang === 'zh' ? ' 人' : '';
  return [
    ...line('rosters', '已上报工会', 'Unions that answered', lang === 'zh' ? ' 个' : ''),
    ...line('silent', '未上报工会', 'Unions that did not', lang === 'zh' ? ' 个' : ''),
    ...line('listed', '列入名单', 'Listed', people),
    ...line('twice', '重复上报（只保留一处）', 'Named twice, kept once', people),
    ...line('overCap', '超年度限额，不列入', 'Over the yearly cap, left out', people),
    ...line('servedBefore', '本年度已发过同类慰问，不列入', 'Served by such a campaign this year, left out', people),
    ...line('notListed', '名册上有、名单上没有', 'On a register but on no roster', people),
    ...line('notRegistered', '名单上有、名册上没有，请核对称号', 'On a roster but not on the register', people),
    ...line('late', '逾期补报', 'Added late', people),
    ...(total.success ? [sumOf(total.data, lang)] : []),
  ];
};

const sumOf = (fen: Fen, lang: Lang): [string, string] => [
  say({ zh: '按标准合计', en: 'At the standard' }, lang),
  `${formatYuan(fen)} ${lang === 'zh' ? '元' : 'yuan'}`,
];

/** Goods and people, as far as they have been counted: what whoever reconciles or closes has to look at. */
const standing = (facts: Fields, lang: Lang): [string, string][] => {
  const line = (name: string, zh: string, en: string, unit: Text): [string, string][] =>
    typeof facts[name] === 'number' ? [[say({ zh, en }, lang), `${facts[name]}${say(unit, lang)}`]] : [];
  const sets = { zh: ' 份', en: ' sets' };
  const proof = Proved.safeParse(facts['proof']);
  const people = lang === 'zh' ? ' 人' : '';
  return [
    ...line('setsIn', '验收入库', 'Came in', sets),
    ...line('delivered', '签领', 'Signed for', sets),
    ...(proof.success
      ? ([
          [say({ zh: '已慰问', en: 'Served' }, lang), `${proof.data.served}${people}`],
          [say({ zh: '有理由未慰问', en: 'Not, with a reason' }, lang), `${proof.data.excluded}${people}`],
          [say({ zh: '未落实', en: 'Unresolved' }, lang), `${proof.data.unresolved}${people}`],
        ] satisfies [string, string][])
      : []),
  ];
};
const Proved = z.object({ served: z.number(), excluded: z.number(), unresolved: z.number() });

export const application: Application = {
  journey: [
    {
      id: 'plan',
      title: { zh: '慰问方案', en: 'Plan' },
      questions: [{ slug: 'plan', title: { zh: '慰问方案', en: 'Plan' }, fields: planForm }],
    },
  ],
  decisive: [],
  glance: ['type', 'form', 'standardFen', 'headcount', 'day', 'from', 'to'],
  standing,
  workings,
};
