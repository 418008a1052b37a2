import { type Content, type Html, html } from '#shared/html/html';
import { card, type Fact, facts, table, tag, type Tone } from '#shared/html/show';
import { type Fen, formatYuan } from '#shared/money';
import { deadlineOf, type Item } from '#shared/register/item';
import { type Lang, say, type Text } from '#shared/text';
import { CivilDate, civilDate, formatDate } from '#shared/time/civil';
import { VIOLATIONS } from '#workflows/selfInspection/checklist';
import type { Story } from './story.ts';

/** What is on record of a unit, card by card: the same on its own pages, for whoever decides, and on the board. */
const yuan = (fen: Fen, lang: Lang): string => `${formatYuan(fen)} ${lang === 'zh' ? '元' : 'yuan'}`;
const violation = (name: string): Text =>
  Object.entries(VIOLATIONS).find(([type]) => type === name)?.[1] ?? { zh: name, en: name };
export const day = (date: string | undefined, lang: Lang): string | undefined => {
  const parsed = CivilDate.safeParse(date);
  return parsed.success ? formatDate(parsed.data, lang) : undefined;
};

const SOURCES: Readonly<Record<string, Text>> = {
  SELF: { zh: '自查', en: 'Self-inspection' },
  SPOT: { zh: '抽查', en: 'Spot check' },
};
const DRAWN: Readonly<Record<string, Text>> = {
  late: { zh: '逾期未报，列入抽查', en: 'Late: picked' },
  bigZero: { zh: '人数较多的零报告，列入抽查', en: 'A zero report of a big union: picked' },
  risk: { zh: '按风险列入抽查', en: 'Picked by risk' },
  passed: { zh: '未列入', en: 'Not picked' },
};

export const reportCard = ({ row, report }: Story, lang: Lang): Html => {
  const t = (text: Text) => say(text, lang);
  if (!report)
    return card(
      t({ zh: '自查报告', en: 'Report' }),
      html`<p>${t({ zh: '还没有签字上报', en: 'Not signed yet' })}${row.dueOn && `（${day(row.dueOn, lang)}）`}</p>`,
    );
  const answered = Object.values(report.checks);
  const of = (result: string) => answered.filter((one) => one === result).length;
  const list: Fact[] = [
    {
      term: t({ zh: '结果', en: 'Result' }),
      value:
        report.problems.length === 0
          ? t({ zh: '零报告（已签字）', en: 'Zero report, signed' })
          : t({
              zh: `有问题 ${report.problems.length} 个（已签字）`,
              en: `${report.problems.length} problems, signed`,
            }),
    },
    {
      term: t({ zh: '上报日期', en: 'Reported' }),
      value: html`${day(row.reportedOn, lang)} ${row.late && tag(t({ zh: '逾期', en: 'Late' }), 'bad')}`,
    },
    { term: t({ zh: '会员', en: 'Members' }), value: report.members },
    { term: t({ zh: '福利预算', en: 'Budget' }), value: yuan(report.budgetFen, lang) },
    {
      term: t({ zh: '支出', en: 'Spending' }),
      value: t({ zh: `${report.spending.length} 笔`, en: String(report.spending.length) }),
    },
    {
      term: t({ zh: '清单', en: 'Checks' }),
      value: t({
        zh: `没有问题 ${of('OK')}，有问题 ${of('PROBLEM')}，不涉及 ${of('NA')}`,
        en: `${of('OK')} without, ${of('PROBLEM')} with problems, ${of('NA')} not applicable`,
      }),
    },
    { term: t({ zh: '说明', en: 'Explanation' }), value: report.explanation },
    { term: t({ zh: '抽查', en: 'Spot check' }), value: row.drawn && t(DRAWN[row.drawn] ?? { zh: '', en: '' }) },
  ];
  return card(t({ zh: '自查报告', en: 'Report' }), facts(list));
};

export const findingsTable = ({ findings }: Story, lang: Lang): Content => {
  const t = (text: Text) => say(text, lang);
  return (
    findings.length > 0 &&
    table(
      t({ zh: '问题和依据', en: 'Findings' }),
      [
        { name: t({ zh: '序号', en: 'No.' }) },
        { name: t({ zh: '来源', en: 'From' }) },
        { name: t({ zh: '性质', en: 'Type' }) },
        { name: t({ zh: '问题', en: 'Problem' }) },
        { name: t({ zh: '依据', en: 'Clause' }) },
        { name: t({ zh: '人数', en: 'People' }), num: true },
        { name: t({ zh: '应清退（元）', en: 'To be paid back' }), num: true },
      ],
      findings.map(({ n, source, check, violation: type, problem, clause, people, overFen, status }) => [
        n,
        t(SOURCES[source] ?? { zh: source, en: source }),
        html`${check}
        ${t(violation(type))}${status === 'dropped' && html` ${tag(t({ zh: '已撤销', en: 'Dropped' }), 'rest')}`}`,
        problem,
        clause,
        people,
        formatYuan(overFen),
      ]),
      '',
    )
  );
};

export const STATES: Readonly<Record<Item['status'], Text>> = {
  open: { zh: '整改中', en: 'Open' },
  submitted: { zh: '待验收', en: 'To be verified' },
  closed: { zh: '已销号', en: 'Closed' },
};
const TONES: Readonly<Record<Item['status'], Tone>> = { open: 'wait', submitted: 'wait', closed: 'ok' };

/** @param linked the page of an item, where it has one */
export const itemsTable = ({ items }: Story, lang: Lang, linked?: (item: Item) => string): Content => {
  const t = (text: Text) => say(text, lang);
  return (
    items.length > 0 &&
    table(
      t({ zh: '问题台账', en: 'Problem ledger' }),
      [
        { name: t({ zh: '编号', en: 'No.' }) },
        { name: t({ zh: '问题', en: 'Problem' }) },
        { name: t({ zh: '原因和措施', en: 'Cause and measure' }) },
        { name: t({ zh: '责任人', en: 'Owner' }) },
        { name: t({ zh: '期限', en: 'Deadline' }) },
        { name: t({ zh: '状态', en: 'State' }) },
      ],
      items.map((item) => [
        linked ? html`<a href="${linked(item)}">${item.no}</a>` : item.no,
        html`${item.check}　${item.problem}${item.repeatOf && html`<br />${t({ zh: `关联 ${item.repeatOf}`, en: `Repeats ${item.repeatOf}` })}`}`,
        html`${item.cause}${item.measure && html`<br />${item.measure}`}`,
        item.owner,
        html`${day(deadlineOf(item), lang)}${item.extendedTo && html` ${tag(t({ zh: '已延期', en: 'Extended' }), 'rest')}`}`,
        html`${tag(`${t(STATES[item.status])}${item.status === 'open' ? ` ${item.progress}%` : ''}`, TONES[item.status])}${history(item, lang)}`,
      ]),
      '',
    )
  );
};

const history = ({ closings, reopenings }: Item, lang: Lang): Content => {
  const t = (text: Text) => say(text, lang);
  return [
    ...closings.map(({ at }) => html`<br />${t({ zh: '销号', en: 'Closed' })} ${formatDate(civilDate(at), lang)}`),
    ...reopenings.map(
      ({ at }) => html`<br />${t({ zh: '重新打开', en: 'Open again' })} ${formatDate(civilDate(at), lang)}`,
    ),
  ];
};
