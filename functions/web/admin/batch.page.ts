import type { Page } from '#functions/page';
import { html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { address } from '#shared/html/link';
import { back, card, facts, go, row } from '#shared/html/show';
import { type Batch, batches, isSent } from '#shared/payments/batches';
import { Instant } from '#shared/time/instant';
import type { Text } from '#shared/text';
import { formatInstant } from '#shared/time/civil';
import { lineTable, totals } from './batchLines.ts';
import { forOfficers, inConsole, type Visit } from './console.ts';
import { batchOf } from './payments.page.ts';
import { resultFacts, storedResult } from './returnResult.ts';

const UPLOAD_BYTES = 2 * 1024 * 1024;
const UPLOAD_MS = 3_600_000;

const REFUSED: Readonly<Record<string, Text>> = {
  size: { zh: '文件超过 2 MB，没有上传', en: 'The file is over 2 MB and was not taken' },
  empty: { zh: '没有选择文件，或文件是空的', en: 'No file was chosen, or it is empty' },
  late: { zh: '页面打开太久，请重新选择文件上传', en: 'The page was open for too long: choose the file again' },
};

/** GET /admin/payments/{batch}: its lines, its file, and where the bank's answer comes in. */
export const showBatch: Page = forOfficers(async (visit) => {
  const { request, host, t, to, lang } = visit;
  const batch = await batchOf(visit);
  const lines = await batches(host.table).lines(batch.id);
  const sent = lines.filter(isSent);
  const upload = await grant(visit, batch);
  const title = t({ zh: `发放批次 ${batch.id}`, en: `Batch ${batch.id}` });
  const refused = REFUSED[request.query.get('upload') ?? ''];
  const returns = await batches(host.table).returns(batch.id);
  return inConsole(visit, {
    title,
    formAction: upload.action,
    body: html`${back(to('/admin/payments'), t({ zh: '发放批次', en: 'Payments' }))}
      <h1>${title}</h1>
      ${refused && html`<div class="summary" role="alert"><h2>${t(refused)}</h2></div>`}
      <div class="two">
        <div>${lineTable(visit, batch, lines)}</div>
        <div>
          ${card(
            t({ zh: '银行文件', en: 'Bank file' }),
            html`${facts(totals(visit, batch, sent))}
            ${
              batch.status === 'ready'
                ? html`<p class="row">
                      <a class="go" href="${to(`/admin/payments/${batch.id}/file`)}"
                        >${t({ zh: '下载银行文件', en: 'Download' })}</a
                      >
                    </p>
                    <p class="small quiet">
                      ${t({ zh: '文件内有户名和卡号，交银行后请从电脑上删除', en: 'It names people and cards: delete it from this computer once the bank has it' })}
                    </p>`
                : html`<p>
                    ${t({ zh: '生成时中断。请回到上一页再点一次“生成银行文件”', en: 'It was interrupted: go back and build it again' })}
                  </p>`
            }`,
          )}
          ${
            sent.length > 0 &&
            card(
              t({ zh: '上传回盘文件', en: 'The bank’s return file' }),
              html`<p>
                  ${t({ zh: 'CSV 文件，列：指令号、户名、账号、金额、状态，可有失败原因。先核对，再登记', en: 'CSV with the columns 指令号, 户名, 账号, 金额, 状态, perhaps 失败原因. It is checked before anything is recorded' })}
                </p>
                <form method="post" action="${upload.action}" enctype="multipart/form-data">
                  ${Object.entries(upload.fields).map(([name, value]) => hidden(name, value))}
                  <label for="file">${t({ zh: '回盘文件', en: 'Return file' })}</label>
                  <input type="file" id="file" name="file" accept=".csv,text/csv" required />
                  ${row(go(t({ zh: '上传并核对', en: 'Upload and check' })))}
                </form>`,
            )
          }
          ${returns.map((item) =>
            card(
              t({
                zh: `回盘登记 ${formatInstant(Instant.parse(item['at']), lang)}`,
                en: `Recorded ${formatInstant(Instant.parse(item['at']), lang)}`,
              }),
              resultFacts(visit, storedResult(item)),
            ),
          )}
        </div>
      </div>`,
  });
});

const grant = ({ host }: Visit, batch: Batch) => {
  const upload = Buffer.from(host.random.bytes(12)).toString('hex');
  return host.files.grant({
    key: `payments/${batch.id}/upload-${upload}`,
    maxBytes: UPLOAD_BYTES,
    back: new URL(address(host.site, `/admin/payments/${batch.id}/returns/${upload}`)),
    until: host.clock.now() + UPLOAD_MS,
  });
};
