import { type Content, type Html, html } from './html.ts';

/** What pages show: facts, cards, timelines, tags, tables, the box that says what comes next, rows of buttons. */

export type Fact = { readonly term: Content; readonly value: Content };

/** Terms and values side by side; absent values are left out. */
export const facts = (list: readonly Fact[]): Html =>
  html`<dl class="facts">
    ${list
      .filter(({ value }) => value !== undefined && value !== false && value !== '')
      .map(
        ({ term, value }) =>
          html`<dt>${term}</dt>
            <dd>${value}</dd>`,
      )}
  </dl>`;

/** Answers with a Change link each, for the check page. */
export const answers = (list: readonly (Fact & { readonly change?: string | undefined })[], change: string): Html =>
  html`<dl class="answers">
    ${list.map(
      ({ term, value, change: href }) =>
        html`<div>
          <dt>${term}</dt>
          <dd class="pre">${value}</dd>
          ${
            href !== undefined &&
            html`<dd class="act">
              <a href="${href}">${change}<span class="sr"> ${term}</span></a>
            </dd>`
          }
        </div>`,
    )}
  </dl>`;

export const card = (title: Content, body: Content): Html =>
  html`<section class="card">
    <h2>${title}</h2>
    ${body}
  </section>`;

/** What happens next and by when: every page of a running case has one. */
export const next = (body: Content, title?: Content): Html =>
  html`<div class="next">
    ${title !== undefined && html`<h2>${title}</h2>`}
    <p>${body}</p>
  </div>`;

export type Tone = 'ok' | 'wait' | 'bad' | 'rest';
/** A state in words; the tone only underlines them. */
export const tag = (words: string, tone: Tone): Html => html`<span class="tag ${tone}">${words}</span>`;

export type Moment = {
  /** As shown: 2019年3月11日 09:40. */
  readonly time: string;
  /** For machines, where it is known: an ISO instant or date. */
  readonly iso?: string;
  readonly what: Content;
  readonly place?: 'past' | 'now' | 'later';
};
/** What happened, in order; the present is marked by more than its colour. */
export const timeline = (moments: readonly Moment[]): Html =>
  html`<ol class="line">
    ${moments.map(
      ({ time, iso, what, place }) =>
        html`<li${place && html` class="${place}"`}${place === 'now' && html` aria-current="step"`}><time${
          iso && html` datetime="${iso}"`
        }>${time}</time>${what}</li>`,
    )}
  </ol>`;

export type Column = { readonly name: string; readonly num?: boolean };
/** A table that becomes a list of cards on a phone. `empty` is said when there is no row. */
export const table = (
  caption: Content,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
  empty: Content,
): Html =>
  rows.length === 0
    ? html`<p class="empty">${empty}</p>`
    : html`<table class="stack">
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            ${columns.map(({ name, num }) => html`<th scope="col" ${num && html` class="num"`}>${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (cells) =>
              html`<tr>
                ${cells.map(
                  (cell, i) =>
                    html`<td data-name="${columns[i]?.name}" ${columns[i]?.num && html` class="num"`}>
                      <span>${cell}</span>
                    </td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>`;

/** Where one is, above the heading. */
export const where = (words: Content): Html => html`<p class="where">${words}</p>`;
export const back = (href: string, words: string): Html => html`<a class="back" href="${href}">${words}</a>`;

export const go = (words: string, more: { readonly name?: string; readonly value?: string } = {}): Html =>
  html`<button class="go" ${more.name && html` name="${more.name}" value="${more.value}"`}>${words}</button>`;
export const plain = (words: string, more: { readonly name?: string; readonly value?: string } = {}): Html =>
  html`<button class="plain" ${more.name && html` name="${more.name}" value="${more.value}"`}>${words}</button>`;
export const row = (...controls: readonly Content[]): Html => html`<div class="row">${controls}</div>`;
