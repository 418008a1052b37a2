import type { Fields } from '#shared/table/table';
import type { Lang, Text } from '#shared/text';

/** A letter before it is set: paragraphs of plain text, one link at most. Both parts of the mail are made from it. */
export type Letter = {
  readonly subject: string;
  /** What the reader's program shows beside the subject. */
  readonly preheader: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  /** An absent value leaves its line out. */
  readonly facts?: readonly (readonly [name: string, value: string | undefined])[];
  /** Points under a heading of their own: what is missing, what earlier steps said. Left out when there are none. */
  readonly list?: { readonly title: string; readonly items: readonly string[] };
  readonly action?: { readonly label: string; readonly url: string };
  readonly after?: readonly string[];
};

/** What a letter is written from. None of it is sensitive: the case's masked title, dates, amounts, facts given. */
export type LetterView = {
  readonly lang: Lang;
  readonly reference: string;
  /** Whom the case concerns, masked: 陈*. */
  readonly title: string;
  /** The name of whoever gets the letter; empty for applicants, whose name stays out of mails. */
  readonly to: string;
  readonly federation: string;
  readonly phone: string;
  readonly hours: string;
  /** Units and people are invented: said in every mail. */
  readonly sample: boolean;
  readonly unit: string;
  /** What the pipeline calls itself: 困难职工帮扶. */
  readonly pipeline: Text;
  /** What the title is a name of; the applicant where nothing is said. */
  readonly concerns?: Text;
  readonly task?: LetterTask;
  readonly link?: string;
  readonly statusPage: string;
  readonly appliedYuan?: string;
  readonly approvedYuan?: string;
  readonly receivedYuan?: string;
  readonly paidYuan?: string;
  /** What each earlier step recommended, oldest first: 基层工会初审：同意（2019年3月11日）. */
  readonly earlier: readonly string[];
  readonly facts: Fields;
};

export type LetterTask = {
  readonly title: Text;
  readonly question: Text;
  /** The last day of its deadline: 2019年3月15日. */
  readonly dueOn: string;
  /** How long that is from now: 还有 2 个工作日. */
  readonly daysLeft: string;
  /** Counted Monday to Friday, because a year of the calendar is missing. */
  readonly provisional: boolean;
  /** Silence climbs the ladder, or time itself answers. */
  readonly silence: 'escalates' | 'lapses';
  /** The link alone is not enough to decide. */
  readonly signedIn: boolean;
};

/** Named by what has happened: `asked`, `returned`, `paid`. */
export type Letters = Readonly<Record<string, (view: LetterView) => Letter>>;
