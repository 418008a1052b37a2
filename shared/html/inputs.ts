import { type Content, type Html, html } from './html.ts';

/**
 * Controls of forms, with label, hint and error tied to them. Words come in the reader's language.
 *
 * Forms declared as data (`#shared/forms/fields`) render themselves by `renderFields`; these are for the rest.
 */
export type Asked = {
  /** Name of the parameter, and id of the (first) control. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** What marks it as optional, after the label: （选填）. */
  readonly maybe?: string | undefined;
  /** The label is the page's only question and its heading. */
  readonly heading?: boolean | undefined;
};
export type Option = {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
};
export type TextControl = {
  readonly value?: string | undefined;
  readonly type?: 'text' | 'tel' | 'email' | 'search' | 'password';
  readonly inputmode?: 'numeric' | 'decimal' | 'text' | 'tel' | 'email';
  readonly width?: 'short' | 'tiny' | undefined;
  readonly unit?: string | undefined;
  readonly autocomplete?: string | undefined;
};

const described = ({ name, hint, error }: Asked): Content => {
  const ids = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return [ids !== '' && html` aria-describedby="${ids}"`, error !== undefined && html` aria-invalid="true"`];
};
const notes = ({ name, hint, error }: Asked): Html =>
  html`${hint && html`<p class="hint" id="${name}-hint">${hint}</p>`}${
    error && html`<p class="why" id="${name}-error">${error}</p>`
  }`;
const words = ({ label, maybe, heading }: Asked): Content => {
  const said = html`${label}${maybe && html` <span class="maybe">${maybe}</span>`}`;
  return heading ? html`<h1>${said}</h1>` : said;
};
const labelled = (asked: Asked, control: Html): Html =>
  html`<div class="field${asked.error !== undefined && ' wrong'}">
    <label for="${asked.name}" ${asked.heading && html` class="ask"`}>${words(asked)}</label>${notes(asked)}${control}
  </div>`;
const grouped = (asked: Asked, controls: Content): Html =>
  html`<fieldset${described(asked)} class="field${asked.error !== undefined && ' wrong'}"><legend${
    asked.heading && html` class="ask"`
  }>${words(asked)}</legend>${notes(asked)}${controls}</fieldset>`;

export const textInput = (asked: Asked, control: TextControl = {}): Html => {
  const { value = '', type = 'text', inputmode, width, unit, autocomplete } = control;
  const input = html`<input
    type="${type}"
    id="${asked.name}"
    name="${asked.name}"
    value="${value}"
    ${inputmode && html` inputmode="${inputmode}"`}${html` autocomplete="${autocomplete ?? 'off'}"`}${described(asked)}
  />`;
  const sized = width ? html`<div class="${width}">${input}</div>` : input;
  return labelled(asked, unit ? html`<div class="unit">${sized}<span>${unit}</span></div>` : sized);
};

export const textArea = (asked: Asked, { value = '', rows = 4 }: { value?: string | undefined; rows?: number }): Html =>
  labelled(
    asked,
    html`<textarea id="${asked.name}" name="${asked.name}" rows="${rows}" ${described(asked)}>${value}</textarea>`,
  );

/** For long lists only; a choice between few is shown as radios. `empty` is the first, unchosen line. */
export const select = (asked: Asked, options: readonly Option[], chosen: string | undefined, empty: string): Html =>
  labelled(
    asked,
    html`<select id="${asked.name}" name="${asked.name}" ${described(asked)}>
      <option value="">${empty}</option>
      ${options.map(
        ({ value, label }) => html`<option value="${value}" ${value === chosen && html` selected`}>${label}</option>`,
      )}
    </select>`,
  );

const choices = (type: 'radio' | 'checkbox', name: string, options: readonly Option[], chosen: readonly string[]) =>
  options.map(
    ({ value, label, hint }, i) =>
      html`<label class="choice"
        ><input
          type="${type}"
          name="${name}"
          value="${value}"
          id="${i === 0 ? name : `${name}-${value}`}"
          ${chosen.includes(value) && html` checked`}
        />
        <div>${label}${hint && html`<span>${hint}</span>`}</div></label
      >`,
  );

export const radios = (asked: Asked, options: readonly Option[], chosen: string | undefined): Html =>
  grouped(asked, choices('radio', asked.name, options, chosen === undefined ? [] : [chosen]));

export const checkboxes = (asked: Asked, options: readonly Option[], chosen: readonly string[]): Html =>
  grouped(asked, choices('checkbox', asked.name, options, chosen));

/** One box that stands for itself: a consent, a confirmation. */
export const tick = (asked: Asked, ticked: boolean): Html =>
  html`<div class="field${asked.error !== undefined && ' wrong'}">
    ${asked.error && html`<p class="why" id="${asked.name}-error">${asked.error}</p>`}<label class="choice"
      ><input
        type="checkbox"
        id="${asked.name}"
        name="${asked.name}"
        value="yes"
        ${
          ticked && html` checked`
        }${asked.error !== undefined && html` aria-describedby="${asked.name}-error" aria-invalid="true"`}
      />
      <div>
        ${asked.label}${
          asked.maybe && html` <span class="maybe">${asked.maybe}</span>`
        }${asked.hint && html`<span>${asked.hint}</span>`}
      </div></label
    >
  </div>`;

export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}" />`;
