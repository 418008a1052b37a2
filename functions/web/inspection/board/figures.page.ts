import { figuresOn } from '#functions/selfInspection/figures';
import type { Row } from '#functions/selfInspection/roster';
import { forOfficers, inConsole, type Visit } from '#functions/web/admin/console';
import { parseDate } from '#shared/forms/date';
import { type Content, html } from '#shared/html/html';
import { textInput } from '#shared/html/inputs';
import { back, card, plain, table } from '#shared/html/show';
import { Fen, formatWan, formatYuan, SignedFen } from '#shared/money';
import { civilDate, formatDate } from '#shared/time/civil';
import { pathOf, programmeIn } from './programme.ts';

/** GET …/figures?on=: the figures up to a day, and the rows that each was counted from. */
export const showFigures = forOfficers(async (visit) => {
  const { programme } = await programmeIn(visit);
  const { host, request, t, to, lang } = visit;
  const asked = request.query.get('on') ?? '';
  const on = parseDate(asked) ?? civilDate(host.clock.now());
  const figures = await figuresOn(host.table, programme.id, on);
  const title = t({ zh: '统计', en: 'Figures' });
  const { rows } = figures;
  return inConsole(visit, {
    title,
    body: html`${back(to(pathOf(programme)), programme.title)}
      <h1>${title}　${t({ zh: '截至', en: 'up to ' })}${formatDate(on, lang)}</h1>
      <form method="get" class="controls">
        ${textInput({ name: 'on', label: t({ zh: '截止日期', en: 'Cut-off' }) }, { value: on })}
        ${plain(t({ zh: '重新统计', en: 'Show' }))}
      </form>
      <p class="card">
        ${t({
          zh: `组织 ${figures.reported} 家单位开展自查，${figures.withProblems} 家发现问题，${figures.rectified} 家完成整改，清退 ${formatWan(Fen.parse(figures.recoveredFen), { approx: true })}。`,
          en: `${figures.reported} units inspected themselves, ${figures.withProblems} had problems, ${figures.rectified} are rectified; ${formatYuan(SignedFen.parse(figures.recoveredFen))} yuan came back.`,
        })}
      </p>
      ${units(visit, { zh: '已自查', en: 'Reported' }, rows.reported)}
      ${units(visit, { zh: '有问题', en: 'With problems' }, rows.withProblems)}
      ${units(visit, { zh: '已整改：全部销号且没有尚欠', en: 'Rectified: all closed, nothing outstanding' }, rows.rectified)}
      ${table(
        t({
          zh: `清退 ${formatYuan(SignedFen.parse(figures.recoveredFen))} 元，${rows.recovered.length} 笔`,
          en: `${formatYuan(SignedFen.parse(figures.recoveredFen))} yuan in ${rows.recovered.length} entries`,
        }),
        [
          { name: t({ zh: '台账编号', en: 'Entry' }) },
          { name: t({ zh: '日期', en: 'Date' }) },
          { name: t({ zh: '金额（元）', en: 'Amount (yuan)' }), num: true },
        ],
        rows.recovered.map(({ item, on: day, fen }) => [item, day, formatYuan(SignedFen.parse(fen))]),
        t({ zh: '还没有清退', en: 'Nothing has come back yet' }),
      )}`,
  });
});

/** GET …/figures.json?on=: the same for programs: each figure with the keys of its rows. */
export const figuresJson = forOfficers(async (visit) => {
  const { programme } = await programmeIn(visit);
  const { host, request } = visit;
  const on = parseDate(request.query.get('on') ?? '') ?? civilDate(host.clock.now());
  const { rows, ...figures } = await figuresOn(host.table, programme.id, on);
  const keys = {
    reported: rows.reported.map(({ caseId }) => caseId),
    withProblems: rows.withProblems.map(({ caseId }) => caseId),
    rectified: rows.rectified.map(({ caseId }) => caseId),
    recovered: rows.recovered.map(({ pk, sk }) => `${pk} ${sk}`),
  };
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ on, ...figures, rows: keys }),
  };
});

const units = ({ t, to }: Visit, words: { zh: string; en: string }, rows: readonly Row[]): Content =>
  card(
    html`${t(words)} ${rows.length}`,
    html`<p>
      ${rows.map(
        ({ unit, name, programme }, i) =>
          html`${i > 0 && t({ zh: '、', en: ', ' })}<a href="${to(`${pathOf({ id: programme })}/units/${unit}`)}"
              >${name}</a
            >`,
      )}
    </p>`,
  );
