import { type Html, html } from '#shared/html/html';

/** An amount typed in a row of a table: its label is for screen readers, the column's heading says it to the eye. */
export const moneyCell = (cell: { name: string; label: string; value: string; error: string | undefined }): Html =>
  html`<span class="cell${cell.error && ' wrong'}"
    ><input
      type="text"
      inputmode="decimal"
      id="${cell.name}"
      name="${cell.name}"
      value="${cell.value}"
      aria-label="${cell.label}"
      autocomplete="off"
      ${cell.error && html`aria-invalid="true" aria-describedby="${cell.name}-error"`}
    />${cell.error && html`<span class="why" id="${cell.name}-error">${cell.error}</span>`}</span
  >`;
