import type { Lang } from '#shared/text';
import { type Content, html } from './html.ts';

/** What is wrong with one field: the id of its control, and the words that stand beside it and in the summary. */
export type FieldError = { readonly field: string; readonly message: string };

/**
 * All that is to be mended, at the top, in the words that stand beside each field and linked to it. It takes the
 * focus when the page opens, without a script. Nothing when there is nothing to mend.
 */
export const errorSummary = (errors: readonly FieldError[], lang: Lang): Content => {
  if (errors.length === 0) return undefined;
  const title =
    lang === 'zh'
      ? `有 ${errors.length} 处需要修改`
      : errors.length === 1
        ? 'There is 1 thing to correct'
        : `There are ${errors.length} things to correct`;
  return html`<div class="summary" role="alert" tabindex="-1" autofocus aria-labelledby="summary-title">
    <h2 id="summary-title">${title}</h2>
    <ul>
      ${errors.map(({ field, message }) => html`<li><a href="#${field}">${message}</a></li>`)}
    </ul>
  </div>`;
};
