import type { Fields } from '#shared/table/table';
import type { Lang, Text } from '#shared/text';

/** A letter before it is set: paragraphs of plain text, one link at most. Both parts of the mail are made from it. */
export type Letter = {
  readonly subject: string;
  /** What the reader's program shows beside the subject. */
  readonly preheader: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly facts?: readonly (readonly [name: string, value: string])[];
  readonly action?: { readonly label: string; readonly url: string };
  readonly after?: readonly string[];
};

/** What a letter is written from. None of it is sensitive: the case's masked title, dates, amounts, facts given. */
export type LetterView = {
  readonly lang: Lang;
  readonly reference: string;
  readonly title: string;
  readonly to: string;
  readonly federation: string;
  readonly phone: string;
  readonly unit: string;
  readonly task?: { readonly title: Text; readonly question: Text; readonly dueOn: string; readonly daysLeft: string };
  readonly link?: string;
  readonly statusPage: string;
  readonly appliedYuan?: string;
  readonly approvedYuan?: string;
  readonly paidYuan?: string;
  readonly earlier: readonly string[];
  readonly facts: Fields;
};

/** Named by what has happened: `asked`, `returned`, `paid`. */
export type Letters = Readonly<Record<string, (view: LetterView) => Letter>>;
