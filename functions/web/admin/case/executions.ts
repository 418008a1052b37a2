import type { Execution } from '#shared/executions/executions';
import { type Content, html } from '#shared/html/html';
import { card, table, tag } from '#shared/html/show';
import { civilDate, formatDate } from '#shared/time/civil';
import type { Instant } from '#shared/time/instant';
import type { Visit } from '../console.ts';
import type { CaseFile } from './load.ts';

/** A hash is told apart by its first characters; a number is what it is. */
const short = (version: string): string => (version.length > 12 ? version.slice(0, 8) : version);

const isNewest = ({ host }: Visit, { machine, version }: Execution): boolean => host.versions[machine] === version;

/**
 * Which executions the case has had, one after the other, and which version of the workflow each runs: behind one line
 * that says how the last one stands, open where somebody must do something.
 */
export const executionsCard = (visit: Visit, { executions }: Pick<CaseFile, 'executions'>): Content => {
  const { t } = visit;
  const last = executions.at(-1);
  const title = t({ zh: '流程执行', en: 'Executions' });
  if (!last) return card(title, html`<p class="quiet">${t({ zh: '还没有开始', en: 'Not started yet' })}</p>`);
  return card(
    title,
    html`${stuck(visit, last)}
      <details ${last.misses !== undefined && 'open'}>
        <summary>${summary(visit, last)}</summary>
        <div class="bare">${list(visit, executions)}</div>
      </details>`,
  );
};

const summary = (visit: Visit, last: Execution): string => {
  const { host, t } = visit;
  const version = short(last.version);
  const newest = short(host.versions[last.machine] ?? '');
  const nth = { zh: `第 ${last.n} 次执行`, en: `Execution ${last.n}` };
  if (last.endedAt !== undefined) return t({ zh: `${nth.zh}，已结束`, en: `${nth.en}, ended` });
  if (isNewest(visit, last)) {
    return t({ zh: `${nth.zh}，用的是最新版流程（${version}）`, en: `${nth.en}, the newest version (${version})` });
  }
  return t({
    zh: `${nth.zh}，用的是开始时的流程版本（${version}）；新版是 ${newest}，只用于以后开始的`,
    en: `${nth.en}, the version it started with (${version}); the newer ${newest} is for later ones`,
  });
};

const stuck = ({ t }: Visit, { misses }: Execution): Content =>
  misses !== undefined &&
  html`<p>
    ${tag(t({ zh: '不能接续', en: 'Cannot be handed over' }), 'bad')}
    ${t({
      zh: `本次执行快满一年或记录已很长，但新版流程里没有“${misses}”，接不上。请维护人员在流程里补上`,
      en: `It grows old or long, and the newest version lacks “${misses}”. Whoever maintains the workflow must add it`,
    })}
  </p>`;

const list = (visit: Visit, executions: readonly Execution[]): Content => {
  const { t, lang } = visit;
  const on = (at: Instant) => html`<span class="nowrap">${formatDate(civilDate(at), lang)}</span>`;
  const columns = [
    { name: t({ zh: '第几次', en: 'No.' }), num: true },
    { name: t({ zh: '流程版本', en: 'Version' }) },
    { name: t({ zh: '开始', en: 'Since' }) },
    { name: t({ zh: '结束', en: 'Until' }) },
    { name: t({ zh: '执行名称', en: 'Name' }) },
  ];
  const rows = executions.map((each, i) => {
    const { n, name, version, startedAt, endedAt } = each;
    const newest = isNewest(visit, each);
    const age =
      endedAt === undefined &&
      tag(t(newest ? { zh: '最新', en: 'newest' } : { zh: '不是最新', en: 'not the newest' }), newest ? 'ok' : 'rest');
    const until =
      endedAt === undefined
        ? t({ zh: '进行中', en: 'running' })
        : html`${on(endedAt)}${
            i < executions.length - 1 &&
            html` <span class="quiet small">${t({ zh: `由第 ${n + 1} 次接续`, en: `handed over to ${n + 1}` })}</span>`
          }`;
    return [
      String(n),
      html`<span class="nowrap">${version === '' ? '–' : short(version)}</span> ${age}`,
      on(startedAt),
      until,
      html`<span class="nowrap small">${name}</span>`,
    ];
  });
  return table('', columns, rows, '');
};
