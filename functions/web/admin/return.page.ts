import type { Page } from '#functions/page';
import { redirect } from '#functions/web/respond';
import { NotFound } from '#shared/faults';
import { html } from '#shared/html/html';
import { back, card, go, row } from '#shared/html/show';
import { add } from '#shared/money';
import { PAYMENT } from '#shared/payments/batches';
import { preview, type Result, settledBefore } from '#shared/payments/preview';
import { settle } from '#shared/payments/settle';
import { sealedIn } from '#shared/pipeline';
import { pipelineOf, taskOf } from '#workflows/index';
import { forOfficers, inConsole, type Visit } from './console.ts';
import { actorIn, needRole } from './officer.ts';
import { batchOf } from './payments.page.ts';
import { resultFacts } from './returnResult.ts';

const uploadOf = async ({ request, host }: Visit, id: string) => {
  const upload = request.params['upload'] ?? '';
  if (!/^[0-9a-f]{24}$/.test(upload)) throw new NotFound('Not an upload');
  const key = `payments/${id}/upload-${upload}`;
  return { upload, key, file: await host.files.read(key) };
};

/** GET /admin/payments/{batch}/returns/{upload}: what the file would change. Nothing is recorded yet. */
export const checkReturn: Page = forOfficers(async (visit) => {
  const { request, host, t, to } = visit;
  const batch = await batchOf(visit);
  const { upload, file } = await uploadOf(visit, batch.id);
  const refused = request.query.get('upload');
  if (!file)
    return redirect(host.site, `/admin/payments/${batch.id}${refused ? `?upload=${encodeURIComponent(refused)}` : ''}`);
  const before = await settledBefore(host, batch, file);
  const seen = before ?? (await expectation(visit, file));
  const title = before
    ? t({ zh: '这个文件已经登记过', en: 'This file has been recorded already' })
    : t({ zh: '核对回盘文件', en: 'Check the return file' });
  return inConsole(visit, {
    title,
    body: html`${back(to(`/admin/payments/${batch.id}`), t({ zh: `批次 ${batch.id}`, en: `Batch ${batch.id}` }))}
      <h1>${title}</h1>
      ${card(t(before ? { zh: '登记结果', en: 'As recorded' } : { zh: '登记后会是这样', en: 'What will be recorded' }), resultFacts(visit, seen))}
      ${
        !before &&
        seen.paid + seen.failed > 0 &&
        html`<form method="post" action="${to(`/admin/payments/${batch.id}/returns/${upload}`)}">
          <p>
            ${t({
              zh: '登记后，成功的记为已发放并通知申请人，失败的退回申请人核对账户。有问题的行不登记，可以改正后再上传。',
              en: 'Paid lines are recorded and the applicants told; failed ones go back to the applicants. Rows with faults are left alone: correct them and upload again.',
            })}
          </p>
          ${row(go(t({ zh: `登记 ${seen.paid + seen.failed} 行`, en: `Record ${seen.paid + seen.failed} rows` })))}
        </form>`
      }`,
  });
});

const expectation = async (visit: Visit, file: Uint8Array): Promise<Result> => {
  const batch = await batchOf(visit);
  const { reading } = await preview(visit.host, batch, file);
  const of = (result: string) => reading.answers.filter((answer) => answer.result === result);
  const fen = (result: string) => add(...of(result).map(({ amountFen }) => amountFen));
  return {
    rows: reading.rows,
    totalFen: reading.totalFen,
    paid: of('paid').length,
    paidFen: fen('paid'),
    failed: of('failed').length,
    failedFen: fen('failed'),
    known: reading.known.length,
    faults: [...reading.faults],
  };
};

/** POST of the same: records it. The uploaded copy goes; a sealed one is kept. */
export const recordReturn: Page = forOfficers(async (visit) => {
  const { host, officer } = visit;
  const position = needRole(officer, 'finance');
  const batch = await batchOf(visit);
  const { key, file } = await uploadOf(visit, batch.id);
  if (file) {
    const pipeline = pipelineOf(batch.pipeline);
    await settle(host, {
      batch,
      file,
      by: actorIn(officer, position),
      definition: taskOf(pipeline, PAYMENT),
      sensitive: sealedIn(pipeline),
    });
    await host.files.remove(key);
  }
  return redirect(host.site, `/admin/payments/${batch.id}`);
});
