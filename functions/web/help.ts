import { type Html, html } from '#shared/html/html';
import type { About } from '#shared/people/organisation';
import type { Lang } from '#shared/text';

/** Whom to call, at the foot of every page; in words without a number where it cannot be told. */
export const helpLine = (about: About | undefined, lang: Lang): Html => {
  if (about) {
    const { name, phone, hours } = about;
    return lang === 'zh'
      ? html`<p>${name}　遇到困难，请打帮扶中心电话 <span class="nowrap">${phone}</span>（${hours}）</p>`
      : html`<p>${name}. Need help? Call the aid centre on <span class="nowrap">${phone}</span> (${hours}).</p>`;
  }
  return lang === 'zh'
    ? html`<p>遇到困难，请联系您所在的基层工会或区总工会帮扶中心</p>`
    : html`<p>Need help? Ask your grassroots union or the district federation’s aid centre.</p>`;
};
