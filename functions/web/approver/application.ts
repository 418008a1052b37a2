import { readForm } from '#shared/cases/forms';
import { isRevealed } from '#shared/cases/reveal';
import { Answered } from '#shared/forms/answers';
import { describeAnswer } from '#shared/forms/describe';
import { type Answers, asked, type Field, type FieldOption } from '#shared/forms/fields';
import type { Host } from '#shared/host';
import type { Content } from '#shared/html/html';
import type { Fact } from '#shared/html/show';
import { unlessErased } from '#shared/keys/keyLost';
import { maskName } from '#shared/people/mask';
import { organisation } from '#shared/people/organisation';
import type { Fields } from '#shared/table/table';
import { type Lang, say, type Text } from '#shared/text';
import type { TaskAccess } from './access.ts';

/** What the applicant filled in, and the calculation made of it, as far as there is any and its key is there. */
export type Filled = {
  readonly answers: Answers;
  readonly calculation: Fields | undefined;
  readonly options: Readonly<Record<string, readonly FieldOption[]>>;
  /** Whether this person, signed in, has given a reason to see all of it. */
  readonly revealed: boolean;
};

export const filledIn = async (
  host: Host,
  { each, pipeline, session, person }: TaskAccess,
): Promise<Filled | undefined> => {
  if (!pipeline.application) return undefined;
  return unlessErased(async () => {
    const [form, calculation, unions, revealed] = await Promise.all([
      readForm(host, each, 'application'),
      readForm(host, each, 'calculation'),
      unionsAsOptions(host),
      session !== undefined && isRevealed(host, each.id, person),
    ]);
    return (
      form && { answers: Answered.parse(form.values), calculation: calculation?.values, options: { unions }, revealed }
    );
  }, undefined);
};

const unionsAsOptions = async ({ table }: Pick<Host, 'table'>): Promise<FieldOption[]> =>
  (await organisation(table).units()).map(({ id, name }) => ({ value: id, label: { zh: name, en: name } }));

const HIDDEN: Text = { zh: '已隐藏', en: 'Hidden' };
const MASKED_KINDS: readonly Field['kind'][] = ['idNumber', 'bankCard', 'mobile', 'email'];

/** Names are shown by their first character, sealed fields not at all, unless a decision rests on them. */
const shownValue = (
  field: Field,
  { answers, options, revealed }: Filled,
  decisive: readonly string[],
  lang: Lang,
): Content => {
  const answer = answers[field.name];
  const open = revealed || decisive.includes(field.name);
  if (!open && field.name === 'name') return maskName(String(answer));
  const sealed = field.pii === 'P3' && field.kind !== 'file' && !MASKED_KINDS.includes(field.kind);
  if (!open && sealed) return say(HIDDEN, lang);
  return describeAnswer(field, answer, { lang, options, masked: !revealed });
};

/** Answered fields as facts; files have links of their own. */
export const factsOf = (fields: readonly Field[], filled: Filled, decisive: readonly string[], lang: Lang): Fact[] =>
  asked(fields, filled.answers)
    .filter(({ name, kind }) => filled.answers[name] !== undefined && kind !== 'file')
    .map((field) => ({ term: say(field.label, lang), value: shownValue(field, filled, decisive, lang) }));
