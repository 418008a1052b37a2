import { APPLICANT } from '#shared/cases/case';
import { readForm } from '#shared/cases/forms';
import type { PageRequest } from '#functions/web/request';
import type { Host } from '#shared/host';
import { type Content, html } from '#shared/html/html';
import { PAYMENT } from '#shared/payments/batches';
import { correctionOf } from '#shared/payments/corrections';
import { accountOfInstruction } from '#shared/payments/own';
import { say } from '#shared/text';
import type { TaskAccess } from './access.ts';
import { accountCard, another } from './accountCard.ts';
import type { Filled } from './application.ts';

/** The account of whoever applied, for the second person who confirms it: what was given, beside the refused one. */
export const ownAccountCard = async (
  { lang }: PageRequest,
  host: Host,
  { definition, each }: TaskAccess,
  filled: Filled | undefined,
): Promise<Content> => {
  if (!definition.confirmsAccount || !filled) return undefined;
  const [correction, payment] = await Promise.all([
    correctionOf(host.table, each, APPLICANT),
    readForm(host, each, PAYMENT),
  ]);
  const checked = {
    name: String(filled.answers['name'] ?? each.title),
    mobile: String(filled.answers['mobile'] ?? ''),
    reason: payment && String(payment.values['opinion'] ?? ''),
    listed: correction && (await accountOfInstruction(host, correction.refused)),
    given: await another(host, each, correction),
    correction,
  };
  const reveal = html`<p>
    <a href="#whole"
      >${say({ zh: '说明理由，查看完整的账号和手机', en: 'Give a reason to see the whole numbers' }, lang)}</a
    >
  </p>`;
  return accountCard({ t: (text) => say(text, lang) }, checked, filled.revealed, '', !filled.revealed && reveal);
};
