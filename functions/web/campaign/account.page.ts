import type { Page } from '#functions/page';
import { KIND } from '#functions/web/approver/accountCard';
import { actorOf } from '#functions/web/approver/access';
import { NoSuchPage } from '#functions/web/refusals';
import type { Field } from '#shared/forms/fields';
import { parseFields } from '#shared/forms/parse';
import { renderFields } from '#shared/forms/render';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { back, go, row } from '#shared/html/show';
import { Account } from '#shared/payments/account';
import { Correction, giveAccount } from '#shared/payments/corrections';
import { accountOfInstruction } from '#shared/payments/own';
import { accountForm, noAccountForm } from '#workflows/festivalCondolence/accountForm';
import { backToList, ofUnit } from './accounts.page.ts';
import { forTask, inTask, type PartVisit } from './part.ts';

const kindIn = (value: string | null): Correction['kind'] => {
  const kind = Correction.shape.kind.safeParse(value);
  if (!kind.success) throw new NoSuchPage('No such answer');
  return kind.data;
};

const FIELDS: Readonly<Record<Correction['kind'], readonly Field[]>> = {
  changed: accountForm,
  same: [],
  none: noAccountForm,
};

const theOne = async (visit: PartVisit) => {
  const one = (await ofUnit(visit)).find(({ recipient }) => String(recipient.row) === visit.request.params['row']);
  if (!one) throw new NoSuchPage('Nobody of this union whom the bank could not pay');
  return one;
};

/** GET …/accounts/{row}?kind=: what has to be said for this answer. */
export const showAccount: Page = forTask('account', async (visit) =>
  accountPage(visit, kindIn(visit.request.query.get('kind')), []),
);

const accountPage = async (visit: PartVisit, kind: Correction['kind'], errors: readonly FieldError[]) => {
  const { t, at, lang, request } = visit;
  const { name, recipient } = await theOne(visit);
  return inTask(visit, {
    wrong: errors.length > 0,
    body: html`${back(at('/accounts'), t({ zh: '返回名单', en: 'Back to the list' }))}${errorSummary(errors, lang)}
      <h2>${name}${lang === 'zh' ? '：' : ': '}${t(KIND[kind])}</h2>
      ${
        kind === 'same' &&
        html`<p>
          ${t({ zh: '请先与开户银行核对户名、卡号。仍被退回的，最多发放三次。', en: 'Check holder and number with the bank first. Three tries are made at most.' })}
        </p>`
      }
      <form method="post" action="${at(`/accounts/${recipient.row}`)}" novalidate>
        ${hidden('kind', kind)}${renderFields(FIELDS[kind], { lang, typed: request.form, errors })}
        ${row(go(t({ zh: '保存', en: 'Save' })))}
      </form>`,
  });
};

/** POST …/accounts/{row}: keeps it, sealed; it is confirmed by somebody else. */
export const saveAccount: Page = forTask('account', async (visit) => {
  const { host, request, access, lang } = visit;
  const kind = kindIn(request.form.get('kind'));
  const { recipient, instruction } = await theOne(visit);
  const parsed = parseFields(FIELDS[kind], request.form, lang);
  if (!parsed.ok) return accountPage(visit, kind, parsed.errors);
  if (access.each.stage !== 'accounts') return backToList(visit); // the district checks them already
  const { reason, ...values } = parsed.values;
  const given = { person: recipient.person, kind, refused: instruction };
  const more =
    kind === 'none'
      ? { reason: String(reason) }
      : { account: kind === 'changed' ? Account.parse(values) : await accountOfInstruction(host, instruction) };
  await giveAccount(host, access.each, { ...given, ...more }, actorOf(access));
  return backToList(visit);
});
