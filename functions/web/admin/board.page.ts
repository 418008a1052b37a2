import type { Page } from '#functions/page';
import { redirect } from '#functions/web/respond';
import type { CaseView } from '#shared/cases/boards';
import { BadInput, Outage } from '#shared/faults';
import { type Content, html } from '#shared/html/html';
import { table } from '#shared/html/show';
import { civilDate, endOfDay, startOfDay } from '#shared/time/civil';
import { pipelines } from '#workflows/index';
import { controls, unitLine, viewLinks } from './board/controls.ts';
import { addressOf, casesOn, type Filter, filterOf, type View, VIEW_NAMES } from './board/filters.ts';
import { boardColumns, boardRow, unitNames } from './board/rows.ts';
import { forOfficers, inConsole, type Visit } from './console.ts';

const ROWS = 50;
/** Counting stops here, so that a board costs the same with a hundred cases and with a hundred thousand. */
const COUNTED = 99;

/** GET /admin: the first pipeline's board. */
export const home: Page = forOfficers(async ({ host }) => redirect(host.site, `/admin/${Object.keys(pipelines)[0]}`));

/** GET /admin/{pipeline}: the cases of a unit, by the nearest deadline. */
export const showBoard: Page = forOfficers(async (visit) => {
  const { t, lang } = visit;
  const filter = filterOf(visit);
  const [{ cases, cursor }, counts] = await Promise.all([pageOf(visit, filter), countsOf(visit, filter)]);
  const names = await unitNames(visit, cases);
  const closed = filter.closed !== undefined;
  const label = t(filter.pipeline.label);
  const title = closed
    ? t({ zh: `${label}　已办结`, en: `${label}: closed` })
    : t({ zh: `${label}　进行中`, en: `${label}: open` });
  return inConsole(visit, {
    title,
    body: html`${unitLine(visit, filter)}
      <h1>${title}</h1>
      ${viewLinks(visit, filter, counts)} ${controls(visit, filter)}
      ${table(
        caption(visit, filter, cases.length),
        boardColumns(visit, closed),
        cases.map((each) => boardRow(visit, filter.pipeline, each, names)),
        nothing(visit, filter),
      )}
      ${pager(visit, filter, cursor)}
      <p class="small quiet">
        ${lang === 'zh' ? '筛选都在网址里：把这一页加入收藏，就是一个保存好的视图。' : 'The filters are in the address: a bookmark of this page is a saved view.'}
      </p>`,
  });
});

/** A cursor that somebody has made up is a bad address, not a fault of ours. */
const pageOf = async ({ host }: Visit, filter: Filter): ReturnType<typeof casesOn> => {
  try {
    return await casesOn(host, filter, ROWS);
  } catch (error) {
    if (filter.cursor === undefined || error instanceof Outage) throw error;
    throw new BadInput('Not a cursor of ours', { cause: error });
  }
};

/** The first cases of a view, enough to count it. */
const firstOf = async ({ host }: Visit, filter: Filter, view: View): Promise<readonly CaseView[]> => {
  const whole = { ...filter, view, stage: undefined, closed: undefined, cursor: undefined };
  return (await casesOn(host, whole, COUNTED + 1)).cases;
};

const counted = (count: number): string => (count > COUNTED ? `${COUNTED}+` : String(count));

/** Of each view how many cases are in it: those that are due soonest stand first of all, and are counted there. */
const countsOf = async (visit: Visit, filter: Filter): Promise<string[]> => {
  const byDeadline = firstOf(visit, filter, 'all');
  const now = visit.host.clock.now();
  const [begins, ends] = [startOfDay(civilDate(now)), endOfDay(civilDate(now))];
  const count = async (view: View): Promise<string> => {
    if (view === 'failing' || view === 'stuck' || view === 'unreached')
      return counted((await firstOf(visit, filter, view)).length);
    const all = await byDeadline;
    if (view === 'all') return counted(all.length);
    const [after, until] = view === 'late' ? [0, begins] : [begins, ends];
    const due = all.filter(({ dueAt }) => dueAt !== undefined && dueAt > after && dueAt <= until).length;
    // The rest of them may be due then too.
    const more = all.length > COUNTED && (all.at(-1)?.dueAt ?? Infinity) <= until;
    return more ? `${Math.min(due, COUNTED)}+` : String(due);
  };
  return Promise.all(VIEW_NAMES.map(count));
};

const caption = ({ t, to }: Visit, filter: Filter, shown: number): Content => {
  const { pipeline, unit, closed, stage, view } = filter;
  const query = new URLSearchParams({
    unit: unit.id,
    ...(closed ? { closed } : stage ? { stage } : view === 'all' ? {} : { view }),
  });
  const order = closed
    ? t({ zh: `${closed} 办结，最近的在前`, en: `Closed in ${closed}, latest first` })
    : t({ zh: '按最近的期限排列', en: 'By the nearest deadline' });
  return html`${order}${
    shown > 0 &&
    html` 　<a href="${to(`/admin/${pipeline.name}/export?${query.toString()}`)}"
        >${t({ zh: '导出表格', en: 'Export' })}</a
      >`
  }`;
};

const nothing = ({ t, to }: Visit, filter: Filter): Content => {
  const whole = filter.view === 'all' && filter.stage === undefined && filter.closed === undefined;
  if (whole)
    return t({
      zh: '现在没有进行中的申请。新申请提交后会出现在这里',
      en: 'No case is open. New applications appear here',
    });
  const all = addressOf({ ...filter, stage: undefined, closed: undefined }, { view: 'all' });
  return html`${t({ zh: '没有符合条件的申请。', en: 'Nothing matches. ' })}<a href="${to(all)}"
      >${t({ zh: '看全部', en: 'See all' })}</a
    >`;
};

const pager = ({ t, to }: Visit, filter: Filter, cursor: string | undefined): Content =>
  (cursor !== undefined || filter.cursor !== undefined) &&
  html`<nav class="row" aria-label="${t({ zh: '翻页', en: 'Pages' })}">
    ${filter.cursor !== undefined && html`<a href="${to(addressOf(filter))}">${t({ zh: '回到第一页', en: 'First page' })}</a>`}
    ${cursor !== undefined && html`<a class="plain" href="${to(addressOf(filter, { cursor }))}">${t({ zh: '下一页', en: 'Next page' })}</a>`}
  </nav>`;
