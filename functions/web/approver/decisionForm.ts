import type { PageRequest } from '#functions/web/request';
import type { Field } from '#shared/forms/fields';
import { renderFields } from '#shared/forms/render';
import type { Host } from '#shared/host';
import type { FieldError } from '#shared/html/errors';
import { type Content, type Html, html } from '#shared/html/html';
import { hidden, radios, textArea } from '#shared/html/inputs';
import { link } from '#shared/html/link';
import { go, row } from '#shared/html/show';
import type { Outcome, TaskDefinition } from '#shared/tasks/definition';
import { say, type Text } from '#shared/text';
import type { TaskAccess } from './access.ts';

/**
 * The form of a task. An answer that brings fields of its own is asked for them on a second page, so that nobody meets
 * questions that do not concern their answer; everything else is one page. Without script.
 */
export type Entered = {
  readonly typed: URLSearchParams;
  readonly errors: readonly FieldError[];
  /** Chosen on the page before: its fields are asked now. */
  readonly chosen?: string | undefined;
};

export const NOTHING_ENTERED: Entered = { typed: new URLSearchParams(), errors: [] };

export const offered = ({ outcomes }: TaskDefinition): (readonly [string, Outcome])[] =>
  Object.entries(outcomes).filter(([, { hidden: never }]) => !never);

/** The fields that go with an answer; files come by another way. */
export const fieldsFor = (definition: TaskDefinition, outcome: Outcome | undefined): readonly Field[] =>
  (outcome?.fields ?? definition.fields ?? []).filter(({ kind }) => kind !== 'file');

export const decisionForm = ({ lang }: PageRequest, { site }: Host, access: TaskAccess, entered: Entered): Content => {
  const { base, definition } = access;
  const choices = offered(definition);
  const only = choices.length === 1 ? choices[0]?.[0] : undefined;
  const chosen = entered.chosen ?? only;
  const outcome = chosen === undefined ? undefined : definition.outcomes[chosen];
  const words = (text: Text) => say(text, lang);
  const buttons = row(
    go(words({ zh: '确认并提交', en: 'Confirm and submit' })),
    entered.chosen !== undefined &&
      html`<a href="${link(site, base)}"
        >${words({ zh: '返回，改选其他意见', en: 'Back, to choose another answer' })}</a
      >`,
    html`<a href="${link(site, `${base}/recuse`)}"
      >${words(hasApplicant(access) ? { zh: '我与申请人有亲属关系，请求回避', en: 'I am related to the applicant: step aside' } : { zh: '我与此事有利害关系，请求回避', en: 'I have an interest in it: step aside' })}</a
    >`,
  );
  return html`<form method="post" action="${link(site, base)}" novalidate>
    ${
      outcome && chosen !== undefined
        ? second(lang, access, [chosen, outcome], entered)
        : first(lang, access, choices, entered)
    }${buttons}
  </form>`;
};

const errorOf = ({ errors }: Entered, field: string) => errors.find((error) => error.field === field)?.message;

/** Whether somebody outside reads what is decided. */
export const hasApplicant = ({ pipeline }: Pick<TaskAccess, 'pipeline'>): boolean =>
  pipeline.application?.applicants !== undefined;

const first = (
  lang: PageRequest['lang'],
  access: TaskAccess,
  choices: readonly (readonly [string, Outcome])[],
  entered: Entered,
): Html => {
  const asked = {
    name: 'outcome',
    label: say({ zh: '您的意见', en: 'Your decision' }, lang),
    error: errorOf(entered, 'outcome'),
  };
  const options = choices.map(([value, { label, hint }]) => ({
    value,
    label: say(label, lang),
    hint: hint && say(hint, lang),
  }));
  const all = choices.map(([, { opinion }]) => opinion);
  return html`${radios(asked, options, entered.typed.get('outcome') ?? undefined)}${
    all.some((each) => each !== 'none') &&
    opinionBox(lang, access, all.includes('required') ? 'some' : 'optional', entered)
  }`;
};

const second = (
  lang: PageRequest['lang'],
  access: TaskAccess,
  [name, outcome]: readonly [string, Outcome],
  entered: Entered,
): Html =>
  html`${entered.chosen === undefined && html`<h2>${say(outcome.label, lang)}</h2>`}${hidden('outcome', name)}${hidden('filled', 'yes')}${renderFields(
    fieldsFor(access.definition, outcome),
    { lang, typed: entered.typed, errors: entered.errors },
  )}${outcome.opinion !== 'none' && opinionBox(lang, access, outcome.opinion, entered)}`;

const HINTS: Record<'required' | 'some' | 'optional', Text> = {
  required: { zh: '必填', en: 'Required' },
  some: { zh: '退回或不同意时必填', en: 'Required to return or refuse' },
  optional: { zh: '选填', en: 'Optional' },
};
const READERS: Record<'applicant' | 'officials', Text> = {
  applicant: { zh: '，申请人看得到。', en: '; the applicant can read it.' },
  officials: { zh: '，后面办理的人看得到。', en: '; whoever acts next can read it.' },
};

const opinionBox = (lang: PageRequest['lang'], access: TaskAccess, need: keyof typeof HINTS, entered: Entered): Html =>
  textArea(
    {
      name: 'opinion',
      label: say({ zh: '意见', en: 'Opinion' }, lang),
      hint: `${say(HINTS[need], lang)}${say(READERS[hasApplicant(access) ? 'applicant' : 'officials'], lang)}`,
      error: errorOf(entered, 'opinion'),
    },
    { value: entered.typed.get('opinion') ?? '', rows: 4 },
  );
