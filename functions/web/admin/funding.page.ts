import type { Page } from '#functions/page';
import type { CaseView } from '#shared/cases/boards';
import { parseFields } from '#shared/forms/parse';
import { renderFields } from '#shared/forms/render';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { back, go, row, table } from '#shared/html/show';
import { add, Fen, formatYuan } from '#shared/money';
import { civilDate } from '#shared/time/civil';
import { pipelines } from '#workflows/index';
import { forOfficers, inConsole, type Visit } from './console.ts';
import { cameOf, decideMany, ticked, ticking } from './decideMany.ts';
import { advice, heldOf, readAmounts } from './fundingForm.ts';
import { fundNames } from './funds.ts';
import { actorIn, needRole } from './officer.ts';
import { moneyCell } from './tables.ts';
import { waitingIn } from './waiting.ts';

const FUNDING = 'funding';
const MOST = 100;

const waiting = async ({ host }: Visit, unit: CaseView['district']): Promise<CaseView[]> =>
  (await Promise.all(Object.keys(pipelines).map((name) => waitingIn(host.table, name, unit, FUNDING, MOST)))).flat();

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
  const tick = ticking(typed);
  const title = t({ zh: '到账登记', en: 'Record money received' });
  const rows = cases.map((each) => {
    const held = heldOf(each);
    const name = `amount-${each.id}`;
    const expected = Fen.parse(held?.reservedFen ?? 0);
    return [
      tick(each),
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
  const { amounts, errors } = readAmounts(visit, await waiting(visit, position.unit), chosen);
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
