import type { Text } from '#shared/text';
import { type Answers, asked, type Field } from './fields.ts';

/**
 * A long form as a walk: sections of questions, one thing per page. Used by applicants' pages and by whoever shows
 * what was applied for; a pipeline declares it in its `form.ts`.
 */
export type Question = {
  /** In the address: `/apply/income`. */
  readonly slug: string;
  readonly title: Text;
  /** Below the heading, before the fields. */
  readonly lead?: Text;
  /** Behind «why we ask». */
  readonly why?: Text;
  readonly fields: readonly Field[];
};
export type Section = { readonly id: string; readonly title: Text; readonly questions: readonly Question[] };
export type Journey = readonly Section[];

/** A question on its way: which section, and where that stands. */
export type Placed = { readonly question: Question; readonly section: Section; readonly nth: number };

/** The questions that are asked, given these answers, in order. A question none of whose fields apply is passed over. */
export const questionsOf = (journey: Journey, answers: Answers): readonly Placed[] =>
  journey.flatMap((section, i) =>
    section.questions
      .filter(({ fields }) => asked(fields, answers).length > 0)
      .map((question) => ({ question, section, nth: i + 1 })),
  );

export const fieldsOf = (journey: Journey): readonly Field[] =>
  journey.flatMap(({ questions }) => questions.flatMap(({ fields }) => fields));

/**
 * Whether nothing that must be answered on this page is missing. Stored answers have passed their checks. A list may be
 * empty, but somebody must have said so; files may always come later.
 */
export const isAnswered = ({ fields }: Question, answers: Answers): boolean =>
  asked(fields, answers).every(
    ({ name, optional, kind }) => optional || kind === 'file' || answers[name] !== undefined,
  );

/** The first question that still needs an answer; nothing when the form is complete. */
export const firstOpen = (journey: Journey, answers: Answers): Placed | undefined =>
  questionsOf(journey, answers).find(({ question }) => !isAnswered(question, answers));

/** Answers without those that no longer apply: what is kept when somebody changes an answer that others hang on. */
export const pruned = (journey: Journey, answers: Answers): Answers => {
  const names = new Set(asked(fieldsOf(journey), answers).flatMap(({ name }) => [name, `${name}Exception`]));
  return Object.fromEntries(Object.entries(answers).filter(([name]) => names.has(name)));
};

/** Names of fields that are sealed, rows of lists and explained exceptions included. */
export const sealedNames = (fields: readonly Field[]): ReadonlySet<string> =>
  new Set(fields.filter(({ pii }) => pii === 'P3').flatMap(({ name }) => [name, `${name}Exception`]));
