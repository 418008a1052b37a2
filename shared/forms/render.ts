import type { FieldError } from '#shared/html/errors';
import { type Content, type Html, html } from '#shared/html/html';
import { type Asked, checkboxes, type Option, radios, select, textArea, textInput, tick } from '#shared/html/inputs';
import { parseBankCard } from '#shared/people/bankCard';
import { parseIdNumber } from '#shared/people/idNumber';
import { type Lang, say, type Text } from '#shared/text';
import type { Field, FieldOption, ListField, SimpleField } from './fields.ts';
import { MORE, rowsIn } from './parse.ts';

export type Rendering = {
  readonly lang: Lang;
  readonly typed?: URLSearchParams;
  readonly errors?: readonly FieldError[];
  readonly options?: Readonly<Record<string, readonly FieldOption[]>>;
  /** The first field's label is the page's heading: one thing per page. */
  readonly heading?: boolean;
  /** What stands for a file field: the list of what is stored. */
  readonly files?: Readonly<Record<string, Content>>;
};

const MAYBE: Text = { zh: '（选填）', en: '(optional)' };
const CHOOSE: Text = { zh: '请选择', en: 'Choose' };
const YES: Text = { zh: '是', en: 'Yes' };
const NO: Text = { zh: '否', en: 'No' };
const YUAN: Text = { zh: '元', en: 'yuan' };
const DATE_HINT: Text = { zh: '例如 2019-3-1 或 2019年3月1日', en: 'For example 2019-3-1' };
const SURE_ID: Text = { zh: '证件号码无误，仍要继续', en: 'The number is right, go on' };
const SURE_CARD: Text = { zh: '卡号无误，仍要继续', en: 'The card number is right, go on' };
const REASON: Text = { zh: '请说明情况', en: 'Explain' };
const RADIOS_AT_MOST = 12; // longer lists are a drop-down

const optionsIn = (options: readonly FieldOption[], lang: Lang): Option[] =>
  options.map(({ value, label, hint }) => ({ value, label: say(label, lang), hint: hint && say(hint, lang) }));

/** Offered only where the check digit fails: the way on for a number that is unusual but right. */
const insist = (field: SimpleField, at: string, value: string, { lang, typed, errors }: Rendering): Content => {
  const name = `${at}-sure`;
  const card = parseBankCard(value);
  if (field.kind === 'bankCard') {
    return card.ok && card.warning && tick({ name, label: say(SURE_CARD, lang) }, typed?.get(name) === 'yes');
  }
  const id = parseIdNumber(value);
  if (field.kind !== 'idNumber' || id.ok || id.why !== 'check-digit') return undefined;
  const unexplained = typed?.get(name) === 'yes' && errors?.some((error) => error.field === at);
  return html`${tick({ name, label: say(SURE_ID, lang) }, typed?.get(name) === 'yes')}${textInput(
    { name: `${at}-reason`, label: say(REASON, lang), error: unexplained ? say(REASON, lang) : undefined },
    { value: typed?.get(`${at}-reason`) ?? '' },
  )}`;
};

const renderSimple = (field: SimpleField, at: string, rendering: Rendering, heading: boolean): Html => {
  const { lang, typed = new URLSearchParams(), errors = [], options = {} } = rendering;
  const value = typed.get(at) ?? '';
  const hint = field.hint ?? (field.kind === 'date' ? DATE_HINT : undefined);
  const asked: Asked = {
    name: at,
    label: say(field.label, lang),
    hint: hint && say(hint, lang),
    error: errors.find((error) => error.field === at)?.message,
    maybe: field.optional && field.kind !== 'tick' ? say(MAYBE, lang) : undefined,
    heading,
  };
  switch (field.kind) {
    case 'text':
      return textInput(asked, { value, width: field.width, autocomplete: field.autocomplete });
    case 'longText':
      return textArea(asked, { value, rows: (field.max ?? 200) > 200 ? 6 : 3 });
    case 'choice': {
      const list = optionsIn(typeof field.options === 'string' ? (options[field.options] ?? []) : field.options, lang);
      return list.length > RADIOS_AT_MOST ? select(asked, list, value, say(CHOOSE, lang)) : radios(asked, list, value);
    }
    case 'choices':
      return checkboxes(asked, optionsIn(field.options, lang), typed.getAll(at));
    case 'yesNo':
      return radios(
        asked,
        [
          { value: 'yes', label: say(YES, lang) },
          { value: 'no', label: say(NO, lang) },
        ],
        value,
      );
    case 'tick':
      return tick(asked, value === 'yes');
    case 'money':
      return textInput(asked, { value, inputmode: 'decimal', width: 'short', unit: say(YUAN, lang) });
    case 'number':
      return textInput(asked, {
        value,
        inputmode: 'numeric',
        width: 'tiny',
        unit: field.unit && say(field.unit, lang),
      });
    case 'date':
      return textInput(asked, { value, width: 'short' });
    case 'idNumber':
    case 'bankCard':
      return html`${textInput(asked, { value, ...(field.kind === 'bankCard' && { inputmode: 'numeric' }) })}${insist(field, at, value, rendering)}`;
    case 'mobile':
      return textInput(asked, {
        value,
        type: 'tel',
        inputmode: 'tel',
        width: 'short',
        autocomplete: field.autocomplete,
      });
    case 'email':
      return textInput(asked, { value, type: 'email', inputmode: 'email', autocomplete: field.autocomplete });
  }
};

const renderList = (field: ListField, rendering: Rendering): Html => {
  const { lang, typed = new URLSearchParams() } = rendering;
  const wanted = Math.max(rowsIn(typed, field), field.min ?? 1) + (typed.get(MORE) === field.name ? 1 : 0);
  const rows = Math.min(wanted, field.max);
  const item = say(field.item, lang);
  const another = lang === 'zh' ? `再添加一项${item}` : `Add another ${item}`;
  return html`<fieldset class="field">
    <legend>${say(field.label, lang)}${field.optional && html` <span class="maybe">${say(MAYBE, lang)}</span>`}</legend>
    ${field.hint && html`<p class="hint">${say(field.hint, lang)}</p>`}${Array.from(
      { length: rows },
      (_, i) =>
        html`<fieldset class="group">
          <legend>${item} ${i + 1}</legend>
          ${field.fields.map((each) => renderSimple(each, `${field.name}-${i}-${each.name}`, rendering, false))}
        </fieldset>`,
    )}${rows < field.max && html`<button class="plain" name="${MORE}" value="${field.name}">${another}</button>`}
  </fieldset>`;
};

/** The fields of a form, with what was typed and what is wrong with it. The page adds form, summary and buttons. */
export const renderFields = (fields: readonly Field[], rendering: Rendering): Html =>
  html`${fields.map((field, i) => {
    if (field.kind === 'list') return renderList(field, rendering);
    if (field.kind !== 'file') return renderSimple(field, field.name, rendering, rendering.heading === true && i === 0);
    return rendering.files?.[field.name];
  })}`;
