import type { Case } from '#shared/cases/case';
import type { Host } from '#shared/host';
import { type Content, html } from '#shared/html/html';
import { card, facts } from '#shared/html/show';
import type { Account } from '#shared/payments/account';
import { accountIn, type Correction } from '#shared/payments/corrections';
import { maskBankCard, maskMobile, maskName } from '#shared/people/mask';
import type { Text } from '#shared/text';

/** What may be said of an account to which the bank could not pay. */
export const KIND: Readonly<Record<Correction['kind'], Text>> = {
  changed: { zh: '更正账户', en: 'Give another account' },
  same: { zh: '账户无误，再试一次', en: 'It is right: try again' },
  none: { zh: '没有可用账户', en: 'There is no account' },
};

/** Somebody whom the bank could not pay, with what stood there before and what has been given since. */
export type Checked = {
  readonly name: string;
  /** The contact that stood there before. */
  readonly mobile: string;
  readonly reason: string | undefined;
  readonly listed: Account | undefined;
  readonly given: Account | undefined;
  readonly correction: Correction | undefined;
};

/** What was given in place of the refused account. */
export const another = async (host: Pick<Host, 'keys'>, each: Case, correction: Correction | undefined) =>
  correction?.kind === 'changed' ? accountIn(host, each, correction) : undefined;

/** What was given, beside what stood there before. In full only once it is revealed. */
export const accountCard = (
  { t }: { readonly t: (text: Text) => string },
  one: Checked,
  revealed: boolean,
  union: string,
  more?: Content,
) => {
  const { name, mobile, listed, given, correction, reason } = one;
  const said = (account: Account | undefined) =>
    account &&
    (revealed
      ? `${account.holder}　${account.cardNo}　${account.bankName ?? ''}`
      : `${maskName(account.holder)}　${maskBankCard(account.cardNo)}`);
  return card(
    html`${revealed ? name : maskName(name)}　<span class="quiet">${union}</span>`,
    html`${facts([
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
    ])}${more}`,
  );
};
