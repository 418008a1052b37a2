import type { Content } from '#shared/html/html';
import { html } from '#shared/html/html';
import type { Fact } from '#shared/html/show';
import { formatYuan, SignedFen } from '#shared/money';
import { maskBankCard, maskEmail, maskIdNumber, maskMobile } from '#shared/people/mask';
import { type Lang, say, type Text } from '#shared/text';
import { CivilDate, formatDate } from '#shared/time/civil';
import { type Answer, type Answers, asked, type Field, type FieldOption } from './fields.ts';
import { rowsOf } from './typed.ts';

export type Describing = {
  readonly lang: Lang;
  readonly options?: Readonly<Record<string, readonly FieldOption[]>>;
  /** Hides numbers of identity, phone, mail and bank card: always, but for the owner and for a revealed case. */
  readonly masked: boolean;
};

const YES: Text = { zh: '是', en: 'Yes' };
const NO: Text = { zh: '否', en: 'No' };
const NONE: Text = { zh: '未填写', en: 'Not given' };
const EMPTY: Text = { zh: '没有', en: 'None' };
const NO_FILE: Text = { zh: '没有上传', en: 'Nothing uploaded' };

const MASKS = { idNumber: maskIdNumber, bankCard: maskBankCard, mobile: maskMobile, email: maskEmail } as const;

const labelOf = (options: readonly FieldOption[], value: string, lang: Lang): string => {
  const option = options.find((each) => each.value === value);
  return option ? say(option.label, lang) : value;
};

/** An answer in words. */
export const describeAnswer = (field: Field, answer: Answer | undefined, how: Describing): Content => {
  const { lang, options = {}, masked } = how;
  if (Array.isArray(answer) && answer.length === 0) {
    return say(field.kind === 'list' ? EMPTY : field.kind === 'file' ? NO_FILE : NONE, lang);
  }
  if (answer === undefined) return say(NONE, lang);
  switch (field.kind) {
    case 'choice':
      return labelOf(
        typeof field.options === 'string' ? (options[field.options] ?? []) : field.options,
        String(answer),
        lang,
      );
    case 'choices':
      return (Array.isArray(answer) ? answer : [])
        .map((value) => labelOf(field.options, String(value), lang))
        .join(lang === 'zh' ? '、' : ', ');
    case 'yesNo':
    case 'tick':
      return say(answer === true ? YES : NO, lang);
    case 'money':
      return `${formatYuan(SignedFen.parse(answer))} ${lang === 'zh' ? '元' : 'yuan'}`;
    case 'number':
      return field.unit ? `${Number(answer)} ${say(field.unit, lang)}` : Number(answer);
    case 'date':
      return formatDate(CivilDate.parse(answer), lang);
    case 'idNumber':
    case 'bankCard':
    case 'mobile':
    case 'email':
      return masked ? MASKS[field.kind](String(answer)) : String(answer);
    case 'file':
      return lang === 'zh'
        ? `${Array.isArray(answer) ? answer.length : 0} 份`
        : `${Array.isArray(answer) ? answer.length : 0} files`;
    case 'list':
      return rowsOf(answer).map(
        (row, i) => html`<p><b>${say(field.item, lang)} ${i + 1}</b>${describeRow(field.fields, row, how)}</p>`,
      );
    default:
      return String(answer);
  }
};

const EXCEPTION: Text = { zh: '（情况说明）', en: ' (explanation)' };

/** Answered fields as facts, with what was written about a number that is unusual; what was not answered is left out. */
export const describeAnswers = (fields: readonly Field[], answers: Answers, how: Describing): Fact[] =>
  asked(fields, answers).flatMap((field) => {
    const answer = answers[field.name];
    if (answer === undefined) return [];
    const term = say(field.label, how.lang);
    const exception = answers[`${field.name}Exception`];
    return [
      { term, value: describeAnswer(field, answer, how) },
      ...(typeof exception === 'string' ? [{ term: `${term}${say(EXCEPTION, how.lang)}`, value: exception }] : []),
    ];
  });

/** A row of a list, one answer per line. */
const describeRow = (fields: readonly Field[], row: Answers, how: Describing): Content =>
  describeAnswers(fields, row, how).map(
    ({ term, value }) => html`<br />${term}${how.lang === 'zh' ? '：' : ': '}${value}`,
  );
