import { Row, totalsOf, viewPk } from '#functions/selfInspection/roster';
import { forOfficers, inConsole, type Visit } from '#functions/web/admin/console';
import type { Case } from '#shared/cases/case';
import { BadInput, Outage } from '#shared/faults';
import { html } from '#shared/html/html';
import { next, table } from '#shared/html/show';
import { reference } from '#shared/pipeline';
import type { Page as TablePage } from '#shared/table/table';
import { civilDate, formatDate } from '#shared/time/civil';
import { selfInspection } from '#workflows/selfInspection/index';
import { STANDINGS, type Status, STATUSES } from '#workflows/selfInspection/standing';
import { packets } from './packet.page.ts';
import { pathOf, programmeIn } from './programme.ts';
import { cells, columns, stage, sums } from './rows.ts';
import { concluding } from './steering.ts';

const ROWS = 50;

/** GET /admin/selfInspection/{programme}: totals from one item, and a page of units: the same with 50 as with 2,000. */
export const showBoard = forOfficers(async (visit) => {
  const { programme, about } = await programmeIn(visit);
  const { host, t, to, lang, request } = visit;
  const status = FILTERS.find((one) => one === request.query.get('status'));
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
        ${FILTERS.map(
          (one) =>
            html`<a href="${to(`${base}?status=${one}`)}" ${one === status && html`aria-current="true"`}
              >${t(STANDINGS[one])}${one in OVERDUE ? '' : ` ${count(`status_${one}`)}`}</a
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

/** Of those that are at something, whoever is past its day: the earliest first. */
const OVERDUE: Readonly<Record<string, Status>> = { LATE: 'ISSUED', OVERDUE: 'RECTIFYING' };
const FILTERS = [...STATUSES, 'LATE', 'OVERDUE'] as const;

const pageOf = async ({ host, request }: Visit, { id }: Case, filter: string | undefined): Promise<TablePage> => {
  const cursor = request.query.get('cursor');
  const past = filter === undefined ? undefined : OVERDUE[filter];
  const query =
    filter === undefined
      ? { index: 'union' as const, pk: viewPk(id, 'all') }
      : {
          index: 'district' as const,
          pk: viewPk(id, past ?? filter),
          ...(past && { to: civilDate(host.clock.now()) }),
        };
  try {
    return await host.table.query({ ...query, limit: ROWS, ...(cursor === null ? {} : { cursor }) });
  } catch (error) {
    if (cursor === null || error instanceof Outage) throw error;
    throw new BadInput('Not a cursor of ours', { cause: error });
  }
};
