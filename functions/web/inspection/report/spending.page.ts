import * as z from 'zod/mini';
import { saveDraft } from '#functions/selfInspection/draft';
import { judged } from '#functions/selfInspection/judging';
import type { Field, FieldOption } from '#shared/forms/fields';
import { typedFrom } from '#shared/forms/typed';
import { type Content, html } from '#shared/html/html';
import { table, tag } from '#shared/html/show';
import { Fen, formatYuan } from '#shared/money';
import type { Text } from '#shared/text';
import { formatDate } from '#shared/time/civil';
import { VIOLATIONS } from '#workflows/selfInspection/checklist';
import type { Policy } from '#workflows/selfInspection/policy';
import { FORMS, OCCASIONS, Spending } from '#workflows/selfInspection/spending';
import { forTask, type Visit } from '../visit.ts';
import { formPage, posted } from './form.ts';
import { standingOf } from './standing.ts';

const options = (words: Readonly<Record<string, Text>>): FieldOption[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const MOST = 60;
const fields: readonly Field[] = [
  {
    kind: 'list',
    name: 'spending',
    label: { zh: '自查时段内的每一笔', en: 'Everything in the period' },
    item: { zh: '支出', en: 'spending' },
    hint: { zh: '没有支出的，什么都不用填，直接保存', en: 'If there was none, add nothing and save' },
    optional: true,
    max: MOST,
    pii: 'P1',
    fields: [
      {
        kind: 'choice',
        name: 'occasion',
        label: { zh: '事由', en: 'Occasion' },
        options: options(OCCASIONS),
        pii: 'P1',
      },
      { kind: 'date', name: 'on', label: { zh: '发放日期', en: 'Date' }, to: 'today', pii: 'P1' },
      { kind: 'choice', name: 'form', label: { zh: '形式', en: 'Form' }, options: options(FORMS), pii: 'P1' },
      { kind: 'money', name: 'perHeadFen', label: { zh: '每人金额', en: 'Each got' }, minFen: 1, pii: 'P1' },
      { kind: 'number', name: 'people', label: { zh: '人数', en: 'How many' }, min: 1, max: 100_000, pii: 'P1' },
    ],
  },
];
const Values = z.object({ spending: z.array(Spending) });

const page = async (visit: Visit) => ({
  title: visit.t({ zh: '逐笔福利支出', en: 'Spending, occasion by occasion' }),
  fields,
  lead: await verdicts(visit),
});

export const showSpending = forTask(['selfInspection'], async (visit) => {
  const { draft } = await standingOf(visit);
  return formPage(visit, await page(visit), typedFrom(fields, { spending: draft.spending }));
});

export const saveSpending = forTask(['selfInspection'], async (visit) =>
  posted(visit, await page(visit), async (values) => {
    const { spending } = Values.parse(values);
    await saveDraft(visit.host.table, visit.access.each.id, () => ({ spending }));
    // The same page again: what the rules make of it stands on top.
    return visit.goTo(spending.length > 0 ? '/spending' : '');
  }),
);

/** Each spending that was saved, with the limit of its day and what the rules make of it. */
const verdicts = async (visit: Visit): Promise<Content> => {
  const { host, request, t, to } = visit;
  const { draft } = await standingOf(visit);
  const { spending = [], ampleEnterprise = false } = draft;
  if (spending.length === 0) return undefined;
  const { proposals, policyOn } = await judged(host.table, spending, ampleEnterprise);
  const lines = spending.map((each, i) => {
    const found = proposals.filter((proposal) => proposal.spending === i);
    return [
      `${t(OCCASIONS[each.occasion])}　${formatDate(each.on, request.lang)}`,
      html`${formatYuan(each.perHeadFen)} × ${each.people}`,
      limitOf(visit, each, policyOn(each.on), ampleEnterprise),
      found.length === 0
        ? tag(t({ zh: '未见超标', en: 'Within the limit' }), 'ok')
        : found.map(
            ({ check, violation, arithmetic }) =>
              html`${tag(`${t(VIOLATIONS[violation])} ${check}`, 'bad')}<br />${t(arithmetic)}`,
          ),
    ];
  });
  return html`${table(
      t({ zh: '按发放当天的规定核对', en: 'By the rule of its own day' }),
      [
        { name: t({ zh: '支出', en: 'Spending' }) },
        { name: t({ zh: '每人 × 人数', en: 'Each × people' }), num: true },
        { name: t({ zh: '当天限额', en: 'Limit of the day' }) },
        { name: t({ zh: '核对结果', en: 'Result' }) },
      ],
      lines,
      '',
    )}
    <p class="quiet">
      ${t({
        zh: '这是系统按规则推算的建议。确属问题的，请在逐项自查中选“有问题”；不是问题的，签字前说明理由。',
        en: 'The rules propose this. Where it is so, mark the check as a problem; where not, say why before you sign.',
      })}
      <a href="${to('')}">${t({ zh: '核对无误，继续', en: 'Right so: go on' })}</a>
    </p>`;
};

const limitOf = ({ t }: Visit, { occasion }: Spending, policy: Policy, ample: boolean): string => {
  const each = policy.perHeadFen[occasion];
  const yuan = (fen: Fen) => formatYuan(fen);
  if (each !== undefined) return t({ zh: `每人 ${yuan(each)} 元`, en: `${yuan(each)} yuan each` });
  if (!policy.festivals.includes(occasion)) return t({ zh: '不得发放', en: 'None may be given' });
  const year = ample ? policy.enterpriseFestivalYearFen : policy.festivalYearFen;
  return t({ zh: `每人全年 ${yuan(year)} 元`, en: `${yuan(year)} yuan each and year` });
};
