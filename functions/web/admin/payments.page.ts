import type { Page } from '#functions/page';
import { download, redirect } from '#functions/web/respond';
import { BadInput } from '#shared/faults';
import { html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { go, row, table, tag } from '#shared/html/show';
import { CaseId } from '#shared/ids';
import { Held } from '#shared/ledger/budget';
import { add, Fen, formatYuan } from '#shared/money';
import { readBankFile } from '#shared/payments/bankFile';
import { type Batch, BatchId, batches, PAYMENT } from '#shared/payments/batches';
import { buildBatch } from '#shared/payments/build';
import { reference } from '#shared/pipeline';
import { NotFound } from '#shared/faults';
import type { CaseView } from '#shared/cases/boards';
import { civilDate, formatInstant } from '#shared/time/civil';
import { pipelineOf, pipelines, taskOf } from '#workflows/index';
import { forOfficers, inConsole, type Visit } from './console.ts';
import { actorIn, needRole } from './officer.ts';
import { waitingIn } from './waiting.ts';

const SHOWN = 200;

/** GET /admin/payments: who is to be paid, and the batches of this month and the one before. */
export const showPayments: Page = forOfficers(async (visit) => {
  const { host, t, to } = visit;
  const { unit } = needRole(visit.officer, 'finance');
  const found = await Promise.all(
    Object.keys(pipelines).map((name) => waitingIn(host.table, name, unit, PAYMENT, SHOWN)),
  );
  const made = await recent(visit, unit);
  const title = t({ zh: '发放批次', en: 'Payments' });
  return inConsole(visit, {
    title,
    body: html`<h1>${title}</h1>
      ${Object.keys(pipelines).map((name, i) => payableForm(visit, name, found[i] ?? []))}
      <h2>${t({ zh: '最近的批次', en: 'Recent batches' })}</h2>
      ${table(
        t({ zh: '本月和上月，最新的在前', en: 'This month and the last, newest first' }),
        [
          { name: t({ zh: '批次', en: 'Batch' }) },
          { name: t({ zh: '生成时间', en: 'Built' }) },
          { name: t({ zh: '件数', en: 'Cases' }), num: true },
          { name: t({ zh: '状态', en: 'State' }) },
        ],
        made.map(({ id, builtAt, cases, status }) => [
          html`<a href="${to(`/admin/payments/${id}`)}">${id}</a>`,
          formatInstant(builtAt, visit.lang),
          cases.length,
          status === 'ready'
            ? tag(t({ zh: '已生成', en: 'Ready' }), 'ok')
            : tag(t({ zh: '生成被中断', en: 'Interrupted' }), 'bad'),
        ]),
        t({ zh: '这两个月还没有发放批次', en: 'No batch in these two months' }),
      )}`,
  });
});

const recent = async ({ host }: Visit, unit: Batch['district']): Promise<Batch[]> => {
  const month = civilDate(host.clock.now()).slice(0, 7);
  const [year = 0, nth = 0] = month.split('-').map(Number);
  const before = nth === 1 ? `${year - 1}-12` : `${year}-${String(nth - 1).padStart(2, '0')}`;
  const all = batches(host.table);
  return (await Promise.all([all.ofMonth(unit, month), all.ofMonth(unit, before)])).flat();
};

const amountOf = ({ facts }: CaseView): Fen => {
  const held = Held.safeParse(facts['held']);
  return Fen.parse(held.success ? held.data.committedFen : 0);
};

/** `payment.2` is the second try. */
const tryOf = ({ task }: CaseView): number => Number(task?.split('.')[1] ?? 1);

/** The form's key makes the batch: a second click, or a second try after a break, finds the first one's. */
const payableForm = (visit: Visit, name: string, cases: readonly CaseView[]) => {
  const { host, t, to } = visit;
  const pipeline = pipelineOf(name);
  const key = Buffer.from(host.random.bytes(16)).toString('base64url');
  const total = add(...cases.map(amountOf));
  const empty = t({
    zh: '没有等待发放的申请。资金到账登记后，会出现在这里',
    en: 'Nobody waits for payment. Cases appear here once their money has been recorded',
  });
  const rows = cases.map((each) => [
    html`<label class="pick"
      ><input type="checkbox" name="case" value="${each.id}" checked /> ${reference(pipeline, each.id)}</label
    >`,
    each.title,
    tryOf(each) > 1
      ? tag(t({ zh: `第 ${tryOf(each)} 次发放`, en: `Try ${tryOf(each)}` }), 'wait')
      : t({ zh: '首次发放', en: 'First try' }),
    formatYuan(amountOf(each)),
  ]);
  const columns = [
    { name: t({ zh: '编号', en: 'Case' }) },
    { name: t({ zh: '姓名', en: 'Name' }) },
    { name: t({ zh: '次数', en: 'Try' }) },
    { name: t({ zh: '金额（元）', en: 'Amount (yuan)' }), num: true },
  ];
  const caption = t({
    zh: `${cases.length} 件，合计 ${formatYuan(total)} 元；不发放的请去掉勾选`,
    en: `${cases.length} cases, ${formatYuan(total)} yuan together; untick what is not to be paid`,
  });
  return html`<h2>${t(pipeline.label)}</h2>
    <form method="post" action="${to('/admin/payments')}">
      ${hidden('key', key)}${hidden('pipeline', name)} ${table(caption, columns, rows, empty)}
      ${cases.length > 0 && row(go(t({ zh: '生成银行文件', en: 'Build the bank file' })))}
    </form>`;
};

/** POST /admin/payments: builds the batch. */
export const makeBatch: Page = forOfficers(async ({ request, host, officer }) => {
  const position = needRole(officer, 'finance');
  const pipeline = pipelineOf(request.form.get('pipeline') ?? '');
  const key = request.form.get('key') ?? '';
  if (!/^[\w-]{16,64}$/.test(key)) throw new BadInput('The form has no key');
  const cases = request.form.getAll('case').map((id) => {
    const parsed = CaseId.safeParse(id);
    if (!parsed.success) throw new BadInput('Not a case');
    return parsed.data;
  });
  const batch = await buildBatch(host, {
    key: `${officer.person.id}#${key}`,
    pipeline: pipeline.name,
    district: position.unit,
    by: actorIn(officer, position),
    definition: taskOf(pipeline, PAYMENT),
    cases: [...new Set(cases)],
    reference: (id) => reference(pipeline, id),
  });
  return redirect(host.site, `/admin/payments/${batch.id}`);
});

/** The batch that a page names, for finance of its district alone. */
export const batchOf = async ({ request, host, officer }: Visit): Promise<Batch> => {
  const id = BatchId.safeParse(request.params['batch']);
  if (!id.success) throw new NotFound('Not a batch');
  const { unit } = needRole(officer, 'finance');
  const batch = await batches(host.table).get(id.data);
  if (batch.district !== unit) throw new NotFound('A batch of another district');
  return batch;
};

/** GET /admin/payments/{batch}/file: what goes to the bank, byte for byte as it was recorded. */
export const bankFile: Page = forOfficers(async (visit) => {
  const batch = await batchOf(visit);
  return download(`${batch.id}.csv`, 'text/csv; charset=utf-8', await readBankFile(visit.host, batch));
});
