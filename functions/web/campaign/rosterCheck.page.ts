import { createHash } from 'node:crypto';
import type { Page } from '#functions/page';
import { actorOf } from '#functions/web/approver/access';
import { redirect } from '#functions/web/respond';
import { dataKeyOf } from '#shared/cases/forms';
import { html } from '#shared/html/html';
import { back, card, go, row } from '#shared/html/show';
import { importRoster } from '#shared/rosters/imports';
import { rememberedOf } from '#shared/rosters/mapping';
import { readRoster } from '#shared/rosters/reading';
import { remember, remembered } from '#shared/rosters/remember';
import { readSheet } from '#shared/sheets/read';
import { civilDate } from '#shared/time/civil';
import { forTask, inTask, type PartVisit } from './part.ts';
import { chosenColumns, columnsCard, faultsCard, keepColumns } from './readingCards.ts';
import { folderOf, placeOf, specOf } from './rosterPlace.ts';
import { uploadedSheet } from './upload.ts';

const checked = async (visit: PartVisit, params: URLSearchParams) => {
  const { host, request, access } = visit;
  const file = await uploadedSheet(host, folderOf(visit), request.params['upload']);
  if (!file) return undefined;
  const spec = await specOf(visit);
  const chosen = chosenColumns(params, spec);
  const known = { ...(await remembered(host.table, access.task.unit, spec.kind)), ...chosen };
  const sheet = await readSheet(file);
  const reading = sheet.ok
    ? readRoster(sheet.rows, spec, { today: civilDate(host.clock.now()), remembered: known })
    : undefined;
  return { file, spec, sheet, reading, chosen };
};

/** GET …/roster/{upload}: the dry run. Nothing is kept of it. */
export const checkRoster: Page = forTask('roster', async (visit) => {
  const { request, host, access, t, at } = visit;
  const found = await checked(visit, request.query);
  const refused = request.query.get('upload');
  if (!found)
    return redirect(host.site, `${access.base}/roster${refused ? `?upload=${encodeURIComponent(refused)}` : ''}`);
  const { spec, sheet, reading, chosen } = found;
  const here = at(`/roster/${request.params['upload']}`);
  const wayBack = back(at('/roster'), t({ zh: '返回', en: 'Back' }));
  if (!sheet.ok || !reading)
    return inTask(visit, {
      wrong: true,
      body: html`${wayBack}
        <div class="summary" role="alert"><h2>${sheet.ok ? '' : t(sheet.why)}</h2></div>`,
    });
  const said = { t, spec, sheet: sheet.rows, reading };
  const { rows, faults, passedOver } = reading;
  return inTask(visit, {
    wrong: faults.length > 0,
    body: html`${wayBack}
    ${
      faults.length === 0
        ? card(
            t({ zh: `检查通过：${rows.length} 人`, en: `No faults: ${rows.length} people` }),
            html`${passedOver.length > 0 && html`<p>${t({ zh: `第 ${passedOver.join('、')} 行是合计或备注，没有当作人员`, en: `Rows ${passedOver.join(', ')} are sums or remarks, and no people` })}</p>`}
              <p>
                ${t({ zh: '导入后仍可撤销，确认上报前不会送出。', en: 'It can be undone, and is not sent before you confirm.' })}
              </p>
              <form method="post" action="${here}">
                ${keepColumns(chosen)}${row(go(t({ zh: `导入 ${rows.length} 人`, en: `Import ${rows.length} people` })))}
              </form>`,
          )
        : faultsCard(said)
    }
    ${columnsCard(said, here)}`,
  });
});

/** POST …/roster/{upload}: imports it, whole. */
export const takeRoster: Page = forTask('roster', async (visit) => {
  const { request, host, access } = visit;
  const found = await checked(visit, request.form);
  if (found?.sheet.ok && found.reading?.mapping && found.reading.faults.length === 0) {
    const { file, spec, sheet, reading } = found;
    await importRoster(host, {
      place: placeOf(visit),
      spec,
      rows: reading.rows,
      sha256: createHash('sha256').update(file).digest('hex'),
      by: actorOf(access),
      key: await dataKeyOf(host, access.each),
    });
    if (reading.mapping)
      await remember(host.table, access.task.unit, spec.kind, rememberedOf(sheet.rows, reading.mapping));
    await host.files.remove(`${folderOf(visit)}/${request.params['upload']}`);
  }
  return redirect(host.site, `${access.base}/roster`);
});
