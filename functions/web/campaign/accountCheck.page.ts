import type { Page } from '#functions/page';
import { revealing } from '#functions/web/approver/revealing';
import { isRevealed } from '#shared/cases/reveal';
import { html } from '#shared/html/html';
import { back, card, facts } from '#shared/html/show';
import type { UnitId } from '#shared/ids';
import type { Account } from '#shared/payments/account';
import { maskBankCard, maskMobile, maskName } from '#shared/people/mask';
import { organisation } from '#shared/people/organisation';
import { type Checked, refusedAccounts, refusedApplicant } from './accountsOf.ts';
import { KIND } from './accounts.page.ts';
import { forTask, inTask, type PartVisit } from './part.ts';

/** GET …/account-check: what was given, beside what stood there before. In full only with a reason. */
export const showAccountCheck: Page = forTask('accountCheck', async (visit) => {
  const { host, request, access, t, at } = visit;
  const many = access.pipeline.application?.applicants === undefined;
  const people = many ? await refusedAccounts(host, access.each) : [await refusedApplicant(host, access.each)];
  const revealed = await isRevealed(host, access.each.id, access.person);
  const units = await organisation(host.table).units();
  const unionOf = (unit: UnitId) => units.find(({ id }) => id === unit)?.name ?? unit;
  return inTask(visit, {
    body: html`${back(at(), t({ zh: '返回复核', en: 'Back to the decision' }))}
    ${revealing(request, host, access, { revealed })}
    ${people.map((one) => personCard(visit, one, revealed, unionOf(one.unit)))}`,
  });
});

const personCard = ({ t }: PartVisit, one: Checked, revealed: boolean, union: string) => {
  const { name, mobile, listed, given, correction, reason } = one;
  const said = (account: Account | undefined) =>
    account &&
    (revealed
      ? `${account.holder}　${account.cardNo}　${account.bankName ?? ''}`
      : `${maskName(account.holder)}　${maskBankCard(account.cardNo)}`);
  return card(
    html`${revealed ? name : maskName(name)}　<span class="quiet">${union}</span>`,
    facts([
      { term: t({ zh: '银行说明', en: 'The bank says' }), value: reason },
      { term: t({ zh: '原来的账户', en: 'Account before' }), value: said(listed) },
      {
        term: t({ zh: '答复', en: 'Answer' }),
        value: correction ? t(KIND[correction.kind]) : t({ zh: '没有答复', en: 'Nothing' }),
      },
      { term: t({ zh: '更正为', en: 'Now' }), value: said(given) },
      { term: t({ zh: '没有账户的原因', en: 'Why there is none' }), value: correction?.reason },
      {
        term: t({ zh: '原来登记的手机', en: 'Mobile on record' }),
        value:
          mobile === ''
            ? t({ zh: '没有，请通过工会转告', en: 'None: tell them through the union' })
            : revealed
              ? mobile
              : maskMobile(mobile),
      },
    ]),
  );
};
