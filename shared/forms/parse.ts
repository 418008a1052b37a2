import type { FieldError } from '#shared/html/errors';
import { type Lang, say, type Text } from '#shared/text';
import type { CivilDate } from '#shared/time/civil';
import type { Answer, Answers, Field, FieldOption, ListField, SimpleField } from './fields.ts';
import { message, tooFew, wrongs } from './messages.ts';
import { read } from './readers.ts';
import type { ValuesOf } from './values.ts';

/** Either all values, or what is wrong with them in the user's words; and always what was typed. */
export type Parsed<V> =
  | { readonly ok: true; readonly values: V; readonly typed: URLSearchParams }
  | { readonly ok: false; readonly errors: readonly FieldError[]; readonly typed: URLSearchParams };

export type Reading = {
  /** Answers of other pages, for conditions. */
  readonly already?: Answers;
  /** For dates that may not be in the future. */
  readonly today?: CivilDate;
  /** Lists that fields name instead of holding them. */
  readonly options?: Readonly<Record<string, readonly FieldOption[]>>;
  /** Keys of what is stored, by file field. */
  readonly files?: Readonly<Record<string, readonly string[]>>;
};

/** The button «add another» of a list: the page is shown again with one more row, and nothing is checked yet. */
export const MORE = 'more';

/** Rows of a list that a form carries. */
export const rowsIn = (typed: URLSearchParams, { name, max }: Pick<ListField, 'name' | 'max'>): number => {
  let rows = 0;
  for (const key of typed.keys()) {
    const index = key.startsWith(`${name}-`) ? /^(\d{1,3})-/.exec(key.slice(name.length + 1))?.[1] : undefined;
    if (index !== undefined) rows = Math.max(rows, Number(index) + 1);
  }
  return Math.min(rows, max);
};

const ABSENT: Readonly<Partial<Record<Field['kind'], (label: string) => Text>>> = {
  choice: wrongs.unchosen,
  choices: wrongs.unchosen,
  yesNo: wrongs.unchosen,
  tick: wrongs.unticked,
  file: wrongs.noFile,
};
const absent = (field: Field, lang: Lang): string =>
  field.missing ? say(field.missing, lang) : message(field, ABSENT[field.kind] ?? wrongs.missing, lang);

type Result = { readonly values: Record<string, Answer | undefined>; readonly errors: FieldError[] };

const readSimple = (
  field: SimpleField,
  at: string,
  into: Result,
  typed: URLSearchParams,
  lang: Lang,
  more: Reading,
) => {
  const found = read(field, {
    one: (suffix = '') => typed.get(`${at}${suffix}`)?.trim() ?? '',
    many: () => typed.getAll(at),
    options: ({ options }) => (typeof options === 'string' ? (more.options?.[options] ?? []) : options),
    today: more.today,
  });
  if (found === undefined) {
    if (!field.optional) into.errors.push({ field: at, message: absent(field, lang) });
  } else if ('wrong' in found) {
    into.errors.push({ field: at, message: message(field, found.wrong, lang) });
  } else {
    into.values[field.name] = found.value;
    if (found.exception !== undefined) into.values[`${field.name}Exception`] = found.exception;
  }
};

const readList = (field: ListField, into: Result, typed: URLSearchParams, lang: Lang, more: Reading) => {
  const rows: Answers[] = [];
  for (let i = 0; i < rowsIn(typed, field); i += 1) {
    const at = `${field.name}-${i}-`;
    const blank = ![...typed].some(([key, value]) => key.startsWith(at) && value.trim() !== '');
    if (blank) continue;
    const row: Result = { values: {}, errors: into.errors };
    for (const each of field.fields) {
      if (each.when === undefined || each.when(row.values)) readSimple(each, at + each.name, row, typed, lang, more);
    }
    rows.push(row.values);
  }
  if (rows.length < (field.min ?? (field.optional ? 0 : 1))) {
    into.errors.push({
      field: `${field.name}-0-${field.fields[0]?.name}`,
      message: message(field, tooFew(field.min ?? 1), lang),
    });
  }
  into.values[field.name] = rows;
};

/**
 * Reads what was posted. Fields whose condition does not hold are neither asked for nor kept; unknown parameters are
 * ignored; spaces, hyphens and full-width digits are what people type and no error.
 */
export function parseFields<const F extends readonly Field[]>(
  fields: F,
  typed: URLSearchParams,
  lang: Lang,
  more?: Reading,
): Parsed<ValuesOf<F>>;
export function parseFields(
  fields: readonly Field[],
  typed: URLSearchParams,
  lang: Lang,
  more: Reading = {},
): Parsed<Answers> {
  if (typed.has(MORE)) return { ok: false, errors: [], typed };
  const into: Result = { values: {}, errors: [] };
  for (const field of fields) {
    if (field.when && !field.when({ ...more.already, ...into.values })) continue;
    if (field.kind === 'list') readList(field, into, typed, lang, more);
    else if (field.kind === 'file') {
      const stored = more.files?.[field.name] ?? [];
      if (stored.length === 0 && !field.optional) into.errors.push({ field: field.name, message: absent(field, lang) });
      into.values[field.name] = stored;
    } else readSimple(field, field.name, into, typed, lang, more);
  }
  const { values, errors } = into;
  return errors.length === 0 ? { ok: true, values, typed } : { ok: false, errors, typed };
}
