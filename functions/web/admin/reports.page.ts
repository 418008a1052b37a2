import type { Page } from '#functions/page';
import { reportOn } from '#functions/report';
import type { PageResponse } from '#functions/web/respond';
import { Forbidden } from '#shared/faults';
import { errorSummary } from '#shared/html/errors';
import { type Content, html } from '#shared/html/html';
import { textInput } from '#shared/html/inputs';
import { card, plain, table } from '#shared/html/show';
import type { Figure } from '#shared/ledger/rows';
import { formatYuan, SignedFen } from '#shared/money';
import { reference } from '#shared/pipeline';
import { formatDate, formatInstant } from '#shared/time/civil';
import { pipelineOf } from '#workflows/index';
import { periodIn } from './reportPeriod.ts';
import { type FundName, fundNames } from './funds.ts';
import { forOfficers, inConsole, type Visit } from './console.ts';

/** A report is of the whole district: for its people alone. */
const ofDistrict = ({ officer }: Visit): void => {
  if (officer.units[0]?.kind !== 'district') throw new Forbidden('Reports are of the district');
};

/** GET /admin/reports: the figures of a period, and behind each the rows of the ledger. */
export const showReport: Page = forOfficers(async (visit) => {
  ofDistrict(visit);
  const { request, host, t, to, lang } = visit;
  const { period, errors } = periodIn(visit);
  const report = await reportOn(host, period);
  const fundName = await fundNames(
    host,
    report.sections.flatMap(({ figures }) => figures.flatMap(({ rows }) => rows)),
  );
  const title = t({ zh: '报表', en: 'Reports' });
  const typed = (name: 'from' | 'to') => ({ value: request.query.get(name) ?? period[name] });
  const wrong = (name: string) => errors.find(({ field }) => field === name)?.message;
  const json = `/admin/reports.json?from=${period.from}&to=${period.to}` as const;
  return inConsole(visit, {
    title,
    wrong: errors.length > 0,
    body: html`${errorSummary(errors, lang)}
      <h1>${title}</h1>
      <form method="get" action="${to('/admin/reports')}" class="controls" novalidate>
        ${textInput({ name: 'from', label: t({ zh: '从', en: 'From' }), error: wrong('from') }, typed('from'))}
        ${textInput({ name: 'to', label: t({ zh: '截止（含当日）', en: 'Cut-off, inclusive' }), error: wrong('to') }, typed('to'))}
        ${plain(t({ zh: '生成', en: 'Show' }))}
      </form>
      ${report.sections.map(({ pipeline, sentence, figures }) =>
        card(
          t(pipelineOf(pipeline).label),
          html`<p class="quiet">
              ${t({ zh: `${formatDate(period.from, 'zh')}至${formatDate(period.to, 'zh')}，截至当日台账`, en: `${formatDate(period.from, 'en')} to ${formatDate(period.to, 'en')}, by the ledger` })}
            </p>
            <p>${t(sentence)}</p>
            ${figures.map((figure) => figureRows(visit, pipeline, figure, fundName))}
            <p class="small">
              <a href="${to(json)}"
                >${t({ zh: '同样的数字，供程序读取（JSON）', en: 'The same figures for programs (JSON)' })}</a
              >
            </p>`,
        ),
      )}`,
  });
});

const figureRows = (
  { t, to, lang }: Visit,
  pipeline: string,
  { label, words, rows }: Figure,
  fundName: FundName,
): Content =>
  html`<details>
    <summary>
      ${t(label)}：<b class="tnum">${t(words)}</b>
      <span class="quiet small">${t({ zh: `依据 ${rows.length} 行台账`, en: `${rows.length} ledger rows` })}</span>
    </summary>
    <div>
      ${table(
        '',
        [
          { name: t({ zh: '编号', en: 'Case' }) },
          { name: t({ zh: '入账时间', en: 'When' }) },
          { name: t({ zh: '资金', en: 'Fund' }) },
          { name: t({ zh: '元', en: 'Yuan' }), num: true },
        ],
        rows.map(({ caseId, at, fund, year, fen }) => [
          html`<a href="${to(`/admin/cases/${caseId}`)}">${reference(pipelineOf(pipeline), caseId)}</a>`,
          formatInstant(at, lang),
          fundName({ fund, year }),
          formatYuan(SignedFen.parse(fen)),
        ]),
        t({ zh: '这段时间没有记录', en: 'Nothing in this period' }),
      )}
    </div>
  </details>`;

/** GET /admin/reports.json: the same, each figure with the keys of its rows. */
export const reportAsJson: Page = forOfficers(async (visit): Promise<PageResponse> => {
  ofDistrict(visit);
  const { period, errors } = periodIn(visit);
  const report = await reportOn(visit.host, period);
  const body =
    errors.length > 0
      ? { errors }
      : {
          period,
          sections: report.sections.map(({ figures, ...section }) => ({
            ...section,
            figures: figures.map(({ rows, ...figure }) => ({
              ...figure,
              rows: rows.map(({ pk, sk, caseId, fen, at }) => ({
                key: `${pk} ${sk}`,
                caseId,
                fen,
                at: new Date(at).toISOString(),
              })),
            })),
          })),
        };
  return {
    status: errors.length > 0 ? 400 : 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
});
