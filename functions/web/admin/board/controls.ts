import { type Content, html } from '#shared/html/html';
import { hidden, select, textInput } from '#shared/html/inputs';
import { plain } from '#shared/html/show';
import { civilDate } from '#shared/time/civil';
import type { Visit } from '../console.ts';
import { addressOf, type Filter, VIEW_NAMES, VIEWS } from './filters.ts';

/** What stands above a board: whose it is, its views with their counts, and the small forms. */
export const unitLine = ({ officer, t, to }: Visit, filter: Filter): Content =>
  html`<p class="where">
    ${filter.unit.name}${
      officer.units.length > 1 &&
      officer.units
        .filter(({ id }) => id !== filter.unit.id)
        .map(
          (unit) =>
            html` 　<a href="${to(addressOf(filter, { unit }))}"
                >${t({ zh: `看${unit.name}`, en: `See ${unit.name}` })}</a
              >`,
        )
    }
  </p>`;

export const viewLinks = ({ t, to }: Visit, filter: Filter, counts: readonly string[]): Content =>
  html`<nav class="filters" aria-label="${t({ zh: '筛选', en: 'Filters' })}">
    ${VIEW_NAMES.map((view, i) => {
      const current = filter.view === view && filter.stage === undefined && filter.closed === undefined;
      const href = to(addressOf({ ...filter, stage: undefined, closed: undefined }, { view }));
      return html`<a href="${href}" ${current && html`aria-current="true"`}>${t(VIEWS[view])} ${counts[i]}</a>`;
    })}
  </nav>`;

/** Stage, month of closing, and search. The search goes by POST: an identity number does not belong into an address. */
export const controls = ({ host, t, to }: Visit, { pipeline, unit, stage, closed }: Filter): Content => {
  const action = to(`/admin/${pipeline.name}`);
  const stages = Object.entries(pipeline.tasks).map(([value, { title }]) => ({ value, label: t(title) }));
  const month = civilDate(host.clock.now()).slice(0, 7);
  return html`<div class="controls">
    <form method="get" action="${action}">
      ${hidden('unit', unit.id)}
      ${select({ name: 'stage', label: t({ zh: '按环节', en: 'By stage' }) }, stages, stage, t({ zh: '所有环节', en: 'All stages' }))}
      ${plain(t({ zh: '筛选', en: 'Show' }))}
    </form>
    <form method="get" action="${action}">
      ${hidden('unit', unit.id)}
      ${textInput(
        { name: 'closed', label: t({ zh: '已办结的月份', en: 'Closed in month' }) },
        { value: closed ?? month, inputmode: 'numeric' },
      )}
      ${plain(t({ zh: '查看', en: 'Show' }))}
    </form>
    <form method="post" action="${to('/admin/search')}">
      ${textInput({ name: 'q', label: t({ zh: '找一件：编号或身份证号', en: 'Find: case or ID number' }) }, { type: 'search' })}
      ${plain(t({ zh: '查找', en: 'Find' }))}
    </form>
  </div>`;
};
