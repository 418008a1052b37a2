import type { Page } from '#functions/page';
import { actorOf } from '#functions/web/approver/access';
import { receipt } from '#functions/web/approver/receipt';
import { NoSuchPage } from '#functions/web/refusals';
import { download, redirect } from '#functions/web/respond';
import { html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { card, go, plain, row } from '#shared/html/show';
import { sealedIn } from '#shared/pipeline';
import { standingOf, undoImport } from '#shared/rosters/imports';
import { writeXlsx, XLSX_TYPE } from '#shared/sheets/write';
import { decideTask } from '#shared/tasks/decide';
import { formatInstant } from '#shared/time/civil';
import { forTask, inTask } from './part.ts';
import { folderOf, placeOf, specOf } from './rosterPlace.ts';
import { REFUSED, sheetUpload, uploadForm } from './upload.ts';

/** GET …/roster: what has been sent so far, and the ways to send: a file, or that there is nobody. */
export const showRoster: Page = forTask('roster', async (visit) => {
  const { host, request, access, t, at, lang } = visit;
  const standing = await standingOf(host.table, placeOf(visit));
  const grant = await sheetUpload(host, folderOf(visit), `${access.base}/roster`);
  const refused = REFUSED[request.query.get('upload') ?? ''];
  const act = (action: string, button: ReturnType<typeof go>) =>
    html`<form method="post" action="${at('/roster')}">${hidden('action', action)}${button}</form>`;
  const inForce = standing?.import !== undefined;
  return inTask(visit, {
    formAction: grant.action,
    body: html`${refused && html`<div class="summary" role="alert"><h2>${t(refused)}</h2></div>`}
      ${
        inForce
          ? card(
              t({ zh: '已导入的名单', en: 'The list so far' }),
              html`<p>
                  <span class="amount">${standing.rows}</span> ${t({ zh: '人', en: 'people' })}
                  <span class="quiet">${formatInstant(standing.at, lang)}</span>
                </p>
                ${row(
                  act('sent', go(t({ zh: `确认上报 ${standing.rows} 人`, en: `Send ${standing.rows} people` }))),
                  act('undo', plain(t({ zh: '撤销这次导入', en: 'Undo this import' }))),
                )}`,
            )
          : ''
      }
      ${card(
        t(
          inForce
            ? { zh: '换一份名单', en: 'Another list instead' }
            : { zh: '第一步　上传名单', en: 'First, upload your list' },
        ),
        html`<p>
            <a href="${at('/roster/template')}"
              >${t({ zh: '下载空白表（Excel）', en: 'Download the blank form (Excel)' })}</a
            >
          </p>
          ${uploadForm(grant, t)}`,
      )}
      ${
        !inForce &&
        card(
          t({ zh: '没有符合条件的人员', en: 'Nobody in our union' }),
          html`<p>
              ${t({ zh: '本单位没有符合条件的人员，也请答复一声，以便核对没有遗漏。', en: 'Please say so: an answer is needed to prove that nobody is left out.' })}
            </p>
            ${row(act('none', plain(t({ zh: '答复：没有', en: 'Answer: nobody' }))))}`,
        )
      }
      <p class="quiet noprint">
        ${t({ zh: '打开这个页面不会改变任何事，按下按钮才会。', en: 'Opening this page changes nothing; pressing a button does.' })}
      </p>`,
  });
});

/** POST …/roster: undoes the last import, or answers. */
export const answerRoster: Page = forTask('roster', async (visit) => {
  const { request, host, access } = visit;
  const { each, task, definition, pipeline } = access;
  const action = request.form.get('action') ?? '';
  const standing = await standingOf(host.table, placeOf(visit));
  if (action === 'undo') await undoImport(host, placeOf(visit), actorOf(access));
  if (action === 'undo' || (action === 'sent' && standing?.import === undefined))
    return redirect(host.site, `${access.base}/roster`);
  if (action !== 'sent' && action !== 'none') throw new NoSuchPage('No such action');
  await decideTask(host, {
    caseId: each.id,
    task: task.id,
    definition,
    by: actorOf(access),
    outcome: action,
    values: action === 'sent' ? { people: standing?.rows ?? 0, sha256: standing?.sha256 ?? '' } : {},
    sensitive: sealedIn(pipeline),
  });
  return receipt(request, host, access);
});

/** GET …/roster/template: the blank form. */
export const rosterTemplate: Page = forTask('roster', async (visit) => {
  const { columns, label } = await specOf(visit);
  const heads = columns.map(({ field }) => `${field.label.zh}${field.optional ? '（选填）' : ''}`);
  return download('roster.xlsx', XLSX_TYPE, await writeXlsx(label.zh, [heads]));
});
