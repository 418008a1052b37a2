import type { FieldError } from '#shared/html/errors';
import { type Html, html } from '#shared/html/html';
import type { CaseId } from '#shared/ids';
import type { Text } from '#shared/text';
import type { Visit } from '../console.ts';
import { fieldOf, RESOLUTIONS } from './resolutions.ts';

const WORDS: Readonly<Record<(typeof RESOLUTIONS)[number], Text>> = {
  approve: { zh: '同意拟帮扶金额', en: 'Approve as proposed' },
  change: { zh: '同意，调整金额', en: 'Approve another amount' },
  reject: { zh: '不同意', en: 'Reject' },
};

/** The decision on one case: choice, amount where it is another, reason where one is due. */
export const resolutionCell = (
  { t }: Visit,
  id: CaseId,
  typed: URLSearchParams,
  errors: readonly FieldError[],
): Html => {
  const chosen = typed.get(fieldOf('outcome', id)) ?? 'approve';
  const message = errors.find(({ field }) => field.endsWith(`-${id}`))?.message;
  const [outcome, amount, reason] = [fieldOf('outcome', id), fieldOf('amount', id), fieldOf('reason', id)];
  const described = message !== undefined && html`aria-describedby="${id}-error"`;
  return html`<span class="cell resolution${message && ' wrong'}">
    <select
      id="${outcome}"
      name="${outcome}"
      aria-label="${t({ zh: `${id} 会议决定`, en: `Decision on ${id}` })}"
      ${described}
    >
      ${RESOLUTIONS.map((each) => html`<option value="${each}" ${each === chosen && 'selected'}>${t(WORDS[each])}</option>`)}
    </select>
    <input
      type="text"
      inputmode="decimal"
      id="${amount}"
      name="${amount}"
      value="${typed.get(amount) ?? ''}"
      placeholder="${t({ zh: '调整为（元）', en: 'Amount (yuan)' })}"
      aria-label="${t({ zh: `${id} 批准金额`, en: `Amount for ${id}` })}"
      autocomplete="off"
    />
    <input
      type="text"
      class="words"
      id="${reason}"
      name="${reason}"
      value="${typed.get(reason) ?? ''}"
      placeholder="${t({ zh: '理由（调整或不同意时）', en: 'Reason (if not as proposed)' })}"
      aria-label="${t({ zh: `${id} 理由`, en: `Reason for ${id}` })}"
      autocomplete="off"
    />
    ${message !== undefined && html`<span class="why" id="${id}-error">${message}</span>`}
  </span>`;
};
