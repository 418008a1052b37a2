import { Row, totalsOf, viewPk } from '#functions/selfInspection/roster';
import { forOfficers, inConsole, type Visit } from '#functions/web/admin/console';
import type { Case } from '#shared/cases/case';
import { BadInput, Outage } from '#shared/faults';
import { type Content, html } from '#shared/html/html';
import { facts, next, table, tag, type Tone } from '#shared/html/show';
import { formatYuan, SignedFen } from '#shared/money';
import { reference } from '#shared/pipeline';
import type { Page as TablePage } from '#shared/table/table';
import { civilDate, formatDate } from '#shared/time/civil';
import { VIOLATIONS } from '#workflows/selfInspection/checklist';
import { selfInspection } from '#workflows/selfInspection/index';
import { type Standing, standing, STANDINGS, STATUSES } from '#workflows/selfInspection/standing';
import { packets } from './packet.page.ts';
import { pathOf, programmeIn } from './programme.ts';
import { concluding } from './steering.ts';

const ROWS = 50;
export const TONES: Readonly<Partial<Record<Standing, Tone>>> = {
  LATE: 'bad',
  OVERDUE: 'bad',
  RECTIFIED: 'ok',
  NO_PROBLEM: 'ok',
  REFERRED: 'rest',
};

/** GET /admin/selfInspection/{programme}: totals from one item, and a page of units: the same with 50 as with 2,000. */
export const showBoard = forOfficers(async (visit) => {
  const { programme, about } = await programmeIn(visit);
  const { host, t, to, lang, request } = visit;
  const status = STATUSES.find((one) => one === request.query.get('status'));
  const [count, page] = await Promise.all([totalsOf(host.table, programme.id), pageOf(visit, programme, status)]);
  const rows = page.items.map((item) => Row.parse(item));
  const base = pathOf(programme);
  const date = (day: typeof about.from) => formatDate(day, lang);
  return inConsole(visit, {
    title: programme.title,
    body: html`<p class="where">${reference(selfInspection.selfInspection, programme.id)}　${about.noticeNo}</p>
      <h1>${programme.title}</h1>
      ${next(stage(visit, programme))} ${sums(visit, count, Number(programme.facts['units']))}
      <nav class="filters" aria-label="${t({ zh: '筛选', en: 'Filters' })}">
        <a href="${to(base)}" ${status === undefined && html`aria-current="true"`}
          >${t({ zh: '全部', en: 'All' })} ${count('units')}</a
        >
        ${STATUSES.map(
          (one) =>
            html`<a href="${to(`${base}?status=${one}`)}" ${one === status && html`aria-current="true"`}
              >${t(STANDINGS[one])} ${count(`status_${one}`)}</a
            >`,
        )}
      </nav>
      ${table(
        t({
          zh: `自查时段 ${date(about.from)}至${date(about.to)}，按最近的期限排列`,
          en: `Period ${date(about.from)} to ${date(about.to)}; by the nearest deadline`,
        }),
        columns(visit),
        rows.map((row) => cells(visit, base, row)),
        t({ zh: '没有符合条件的单位', en: 'No unit matches' }),
      )}
      ${
        page.cursor !== undefined &&
        html`<p>
          <a
            class="plain"
            href="${to(`${base}?${new URLSearchParams({ ...(status && { status }), cursor: page.cursor }).toString()}`)}"
            >${t({ zh: '下一页', en: 'Next page' })}</a
          >
        </p>`
      }
      ${concluding(visit, programme)}
      <h2>${t({ zh: '统计和导出', en: 'Figures and exports' })}</h2>
      <ul>
        <li>
          <a href="${to(`${base}/figures`)}">${t({ zh: '统计口径和逐行依据', en: 'Figures, each with its rows' })}</a>
        </li>
        ${(['units', 'items', 'recovery'] as const).map(
          (what) => html`<li><a href="${to(`${base}/export/${what}`)}">${t(EXPORTS[what])}</a></li>`,
        )}
      </ul>
      ${await packets(visit, programme)}`,
  });
});

export const EXPORTS = {
  units: { zh: '各单位统计表', en: 'Table of the units' },
  items: { zh: '问题台账', en: 'Problem ledger' },
  recovery: { zh: '追缴台账', en: 'Recovery ledger' },
} as const;

const pageOf = async ({ host, request }: Visit, { id }: Case, status: string | undefined): Promise<TablePage> => {
  const cursor = request.query.get('cursor');
  const query = status
    ? { index: 'district' as const, pk: viewPk(id, status) }
    : { index: 'union' as const, pk: viewPk(id, 'all') };
  try {
    return await host.table.query({ ...query, limit: ROWS, ...(cursor === null ? {} : { cursor }) });
  } catch (error) {
    if (cursor === null || error instanceof Outage) throw error;
    throw new BadInput('Not a cursor of ours', { cause: error });
  }
};

const stage = ({ t, lang }: Visit, { stage: name, dueAt }: Case): Content => {
  const task = Object.entries(selfInspection.selfInspection.tasks).find(([one]) => one === name)?.[1];
  if (!task) return t({ zh: '下发和汇总由系统办理。', en: 'The system is at work.' });
  return html`${t(task.status)}${dueAt !== undefined && html`（${t({ zh: '至', en: 'until ' })}${formatDate(civilDate(dueAt), lang)}）`}`;
};

const sums = ({ t }: Visit, count: (name: string) => number, units: number): Content => {
  const yuan = (name: string) => `${formatYuan(SignedFen.parse(count(name)))} ${t({ zh: '元', en: 'yuan' })}`;
  const types = Object.entries(VIOLATIONS).filter(([type]) => count(`violation_${type}`) > 0);
  return html`<div class="card">
    ${facts([
      {
        term: t({ zh: '单位', en: 'Units' }),
        value: t({
          zh: `${units} 家，已自查 ${count('reported')} 家（零报告 ${count('zero')}），有问题 ${count('withProblems')} 家，已整改 ${count('status_RECTIFIED')} 家`,
          en: `${units}; reported ${count('reported')} (zero ${count('zero')}), with problems ${count('withProblems')}, rectified ${count('status_RECTIFIED')}`,
        }),
      },
      {
        term: t({ zh: '问题', en: 'Findings' }),
        value: html`${count('findings')}${types.map(([type, words]) => html` 　${t(words)} ${count(`violation_${type}`)}`)}`,
      },
      {
        term: t({ zh: '台账', en: 'Items' }),
        value: t({
          zh: `${count('items')} 项，已销号 ${count('closed')} 项`,
          en: `${count('items')}, closed ${count('closed')}`,
        }),
      },
      { term: t({ zh: '应清退', en: 'Due' }), value: yuan('dueFen') },
      { term: t({ zh: '已清退', en: 'Recovered' }), value: yuan('recoveredFen') },
      { term: t({ zh: '已减免', en: 'Waived' }), value: count('waivedFen') > 0 && yuan('waivedFen') },
      { term: t({ zh: '尚欠', en: 'Outstanding' }), value: yuan('outstandingFen') },
    ])}
  </div>`;
};

const columns = ({ t }: Visit) => [
  { name: t({ zh: '单位', en: 'Unit' }) },
  { name: t({ zh: '状态', en: 'Status' }) },
  { name: t({ zh: '期限', en: 'Due' }) },
  { name: t({ zh: '问题', en: 'Problems' }), num: true },
  { name: t({ zh: '已销号', en: 'Closed' }), num: true },
  { name: t({ zh: '应清退（元）', en: 'Due (yuan)' }), num: true },
  { name: t({ zh: '已清退（元）', en: 'Recovered (yuan)' }), num: true },
  { name: t({ zh: '尚欠（元）', en: 'Outstanding (yuan)' }), num: true },
];

const cells = ({ host, t, to, lang }: Visit, base: `/${string}`, row: Row): Content[] => {
  const now = standing(row, civilDate(host.clock.now()));
  return [
    html`<a href="${to(`${base}/units/${row.unit}`)}">${row.name}</a>`,
    tag(t(STANDINGS[now]), TONES[now] ?? 'wait'),
    row.dueOn && formatDate(row.dueOn, lang),
    row.findings,
    `${row.closed} / ${row.items}`,
    formatYuan(row.dueFen),
    formatYuan(row.recoveredFen),
    formatYuan(row.outstandingFen),
  ];
};
