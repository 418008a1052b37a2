import type { Page } from '#functions/page';
import { parseFields } from '#shared/forms/parse';
import { form } from '#shared/forms/fields';
import { renderFields } from '#shared/forms/render';
import type { Case } from '#shared/cases/case';
import { html } from '#shared/html/html';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { back, go, row, table } from '#shared/html/show';
import type { CaseId } from '#shared/ids';
import { Held } from '#shared/ledger/budget';
import { add, Fen, formatYuan, parseYuan } from '#shared/money';
import { reference } from '#shared/pipeline';
import { civilDate } from '#shared/time/civil';
import { pipelineOf, pipelines } from '#workflows/index';
import { forOfficers, inConsole, type Visit } from './console.ts';
import { cameOf, decideMany, pipelineOfCase, ticked } from './decideMany.ts';
import { actorIn, needRole } from './officer.ts';
import { fundNames } from './funds.ts';
import { moneyCell } from './tables.ts';
import { waitingIn } from './waiting.ts';

const FUNDING = 'funding';
const MOST = 100;

const advice = form(
  {
    kind: 'text',
    name: 'adviceNo',
    label: { zh: '到账通知编号', en: 'Bank advice number' },
    min: 2,
    max: 60,
    width: 'short',
    pii: 'P1',
  },
  { kind: 'date', name: 'receivedAt', label: { zh: '到账日期', en: 'Date' }, to: 'today', pii: 'P1' },
  {
    kind: 'money',
    name: 'totalFen',
    label: { zh: '通知上的金额', en: 'Amount on the advice' },
    hint: { zh: '应等于下面各件到账金额之和', en: 'Must be the sum of the amounts below' },
    minFen: 1,
    pii: 'P1',
  },
);

const waiting = async ({ host }: Visit, unit: Case['district']): Promise<Case[]> =>
  (await Promise.all(Object.keys(pipelines).map((name) => waitingIn(host.table, name, unit, FUNDING, MOST)))).flat();

const heldOf = ({ facts }: Pick<Case, 'facts'>): Held | undefined => {
  const held = Held.safeParse(facts['held']);
  return held.success ? held.data : undefined;
};

/** GET /admin/funding: what has been granted and waits to arrive. */
export const showFunding: Page = forOfficers((visit) => fundingForm(visit, []));

const fundingForm = async (visit: Visit, errors: readonly FieldError[]) => {
  const { request, t, to, lang } = visit;
  const { unit } = needRole(visit.officer, 'finance');
  const cases = await waiting(visit, unit);
  const fundName = await fundNames(
    visit.host,
    cases.flatMap((each) => heldOf(each) ?? []),
  );
  const typed = request.form;
  const chosen = new Set(ticked(typed).map(({ caseId }) => caseId));
  const title = t({ zh: '到账登记', en: 'Record money received' });
  const rows = cases.map((each) => {
    const held = heldOf(each);
    const name = `amount-${each.id}`;
    const expected = Fen.parse(held?.reservedFen ?? 0);
    return [
      html`<label class="pick"
        ><input
          type="checkbox"
          name="case"
          value="${each.id} ${each.task}"
          ${(chosen.has(each.id) || typed.size === 0) && 'checked'}
        />
        ${reference(pipelineOf(each.pipeline), each.id)}</label
      >`,
      each.title,
      held ? fundName(held) : '–',
      formatYuan(expected),
      moneyCell({
        name,
        label: t({ zh: `${each.id} 到账金额`, en: `Received for ${each.id}` }),
        value: typed.get(name) ?? formatYuan(expected),
        error: errors.find(({ field }) => field === name)?.message,
      }),
    ];
  });
  return inConsole(visit, {
    title,
    wrong: errors.length > 0,
    body: html`${errorSummary(errors, lang)}
      <h1>${title}</h1>
      <form method="post" action="${to('/admin/funding')}" novalidate>
        ${cases.length > 0 && renderFields(advice, { lang, typed, errors })}
        ${table(
          t({
            zh: '一份通知可以对应多件申请，没有到账的请去掉勾选',
            en: 'One advice may cover many cases; untick what has not arrived',
          }),
          [
            { name: t({ zh: '编号', en: 'Case' }) },
            { name: t({ zh: '姓名', en: 'Name' }) },
            { name: t({ zh: '资金与年度', en: 'Fund and year' }) },
            { name: t({ zh: '已批准（元）', en: 'Approved (yuan)' }), num: true },
            { name: t({ zh: '到账（元）', en: 'Received (yuan)' }), num: true },
          ],
          rows,
          t({
            zh: '没有等待到账的申请。上级批复登记后，会出现在这里',
            en: 'No case waits for its money. Cases appear once the superior union’s letter is recorded',
          }),
        )}
        ${cases.length > 0 && row(go(t({ zh: '登记到账', en: 'Record' })))}
      </form>`,
  });
};

/** POST /admin/funding: all of it is right, or none of it is recorded. */
export const recordFunding: Page = forOfficers(async (visit) => {
  const { request, host, officer, lang, t, to } = visit;
  const position = needRole(officer, 'finance');
  const parsed = parseFields(advice, request.form, lang, { today: civilDate(host.clock.now()) });
  const chosen = ticked(request.form);
  const { amounts, errors } = await readAmounts(visit, position.unit, chosen);
  const wrong = [...(parsed.ok ? [] : parsed.errors), ...errors];
  if (parsed.ok && wrong.length === 0 && add(...amounts.values()) !== parsed.values.totalFen) {
    const sum = formatYuan(add(...amounts.values()));
    wrong.push({
      field: 'totalFen',
      message: t({
        zh: `各件到账金额之和是 ${sum} 元，与通知上的金额不一致`,
        en: `The amounts below come to ${sum} yuan, not to the amount on the advice`,
      }),
    });
  }
  if (!parsed.ok || wrong.length > 0) return fundingForm(visit, wrong);
  const { adviceNo, receivedAt } = parsed.values;
  const came = await decideMany(host, {
    by: actorIn(officer, position),
    district: position.unit,
    taskName: FUNDING,
    items: chosen.map(({ caseId, task }) => ({
      caseId,
      task,
      outcome: 'received',
      values: { adviceNo, receivedAt, receivedFen: amounts.get(caseId) },
    })),
  });
  const title = t({ zh: `到账通知 ${adviceNo}`, en: `Bank advice ${adviceNo}` });
  return inConsole(visit, {
    title,
    body: html`${back(to('/admin/funding'), t({ zh: '到账登记', en: 'Funding' }))}
      <h1>${title}</h1>
      ${cameOf(visit, came)}`,
  });
});

const readAmounts = async (visit: Visit, unit: Case['district'], chosen: ReturnType<typeof ticked>) => {
  const { request, t } = visit;
  const errors: FieldError[] = [];
  const amounts = new Map<CaseId, Fen>();
  if (chosen.length === 0)
    errors.push({ field: 'adviceNo', message: t({ zh: '请至少选择一件申请', en: 'Choose at least one case' }) });
  const cases = new Map((await waiting(visit, unit)).map((each) => [each.id, each]));
  for (const { caseId } of chosen) {
    const field = `amount-${caseId}`;
    const parsed = parseYuan(request.form.get(field) ?? '');
    const most = heldOf(cases.get(caseId) ?? { facts: {} })?.reservedFen;
    const pipeline = pipelineOfCase(caseId);
    const name = pipeline ? reference(pipeline, caseId) : caseId;
    if (!parsed.ok || parsed.fen === 0) {
      errors.push({
        field,
        message: t({
          zh: `${name} 的到账金额要填大于 0 的数字，例如 4300`,
          en: `${name}: enter an amount above 0, like 4300`,
        }),
      });
    } else if (most !== undefined && parsed.fen > most) {
      errors.push({
        field,
        message: t({
          zh: `${name} 的到账金额不能超过已批准的 ${formatYuan(Fen.parse(most))} 元`,
          en: `${name}: not more than the approved ${formatYuan(Fen.parse(most))} yuan`,
        }),
      });
    } else amounts.set(caseId, parsed.fen);
  }
  return { amounts, errors };
};
