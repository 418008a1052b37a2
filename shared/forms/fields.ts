import type { Text } from '#shared/text';
import type { CivilDate } from '#shared/time/civil';

/**
 * Forms as data: the applicant's long form and the short forms of tasks are lists of these.
 *
 *   const fields = form(
 *     { kind: 'choice', name: 'conclusion', label: { zh: '调查结论', en: 'Conclusion' }, pii: 'P1', options: [...] },
 *     { kind: 'longText', name: 'opinion', label: {...}, pii: 'P1', max: 500, when: ({ conclusion }) => conclusion !== 'fit' },
 *   );
 *   const parsed = parseFields(fields, request.form, lang);          // './parse.ts'; values are typed by the fields
 *   renderFields(fields, { lang, typed: parsed.typed, errors: parsed.errors }); // './render.ts'
 *
 * `typed` (what was typed, as parameters) is what forms are shown from; `typedFrom(fields, answers)` makes it of answers.
 */
export type Field =
  | TextField
  | ChoiceField
  | ChoicesField
  | YesNoField
  | TickField
  | MoneyField
  | NumberField
  | DateField
  | CodeField
  | FileField
  | ListField;

/** Personal-data class, P0 public to P3 sensitive: P3 is sealed where it is stored and masked where others see it. */
export type Pii = 'P0' | 'P1' | 'P2' | 'P3';

type Common = {
  /** The glossary's identifier; also the parameter's name. */
  readonly name: string;
  readonly label: Text;
  readonly hint?: Text;
  /** Required unless said otherwise. */
  readonly optional?: true;
  readonly pii: Pii;
  /** Asked and kept only when this holds for the answers so far. Pure. */
  readonly when?: (answers: Answers) => boolean;
  /** What to say when it is missing, where «请填写…» does not fit. */
  readonly missing?: Text;
};

export type TextField = Common & {
  readonly kind: 'text' | 'longText';
  /** In characters as people count them. */
  readonly min?: number;
  readonly max?: number;
  /** What browsers may fill in by themselves, in HTML's words. */
  readonly autocomplete?: string;
  readonly width?: 'short' | 'tiny';
};
export type FieldOption<V extends string = string> = {
  readonly value: V;
  readonly label: Text;
  readonly hint?: Text;
};
export type ChoiceField = Common & {
  readonly kind: 'choice';
  /** A list, or the name of one that the page brings along (the federation's unions). */
  readonly options: readonly FieldOption[] | string;
};
export type ChoicesField = Common & {
  readonly kind: 'choices';
  readonly options: readonly FieldOption[];
  readonly max?: number;
};
export type YesNoField = Common & { readonly kind: 'yesNo' };
/** A statement that must be ticked to go on, unless optional: its only answer is true. */
export type TickField = Common & { readonly kind: 'tick' };
/** In yuan on the page, in whole fen in the answers. */
export type MoneyField = Common & { readonly kind: 'money'; readonly minFen?: number; readonly maxFen?: number };
export type NumberField = Common & {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly unit?: Text;
};
export type DateField = Common & {
  readonly kind: 'date';
  readonly from?: CivilDate;
  /** `today`: not in the future. */
  readonly to?: CivilDate | 'today';
};
/** An identity number whose check digit fails passes with a reason; it is kept as `<name>Exception`. */
export type CodeField = Common & {
  readonly kind: 'idNumber' | 'mobile' | 'email' | 'bankCard';
  readonly autocomplete?: string;
};
/** Uploads go past the forms to the files port; the answer is the list of what is stored. */
export type FileField = Common & { readonly kind: 'file'; readonly max: number };
export type SimpleField = Exclude<Field, ListField | FileField>;
/** Rows of the same fields: family members, expenses. `item` names one of them. */
export type ListField = Common & {
  readonly kind: 'list';
  readonly item: Text;
  readonly fields: readonly SimpleField[];
  readonly min?: number;
  readonly max: number;
};

/** Plain JSON: amounts are fen, dates are `yyyy-mm-dd`. */
export type Answer = string | number | boolean | readonly string[] | readonly Answers[];
export type Answers = { readonly [name: string]: Answer | undefined };

/** Keeps the names and options of a literal list, so that parsed values are typed by it. */
export const form = <const F extends readonly Field[]>(...fields: F): F => fields;

/** The fields that are asked, given these answers. */
export const asked = <F extends Field>(fields: readonly F[], answers: Answers): readonly F[] =>
  fields.filter(({ when }) => when === undefined || when(answers));
