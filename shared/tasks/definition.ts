import type { Case } from '#shared/cases/case';
import type { Answers, Field } from '#shared/forms/fields';
import type { Role } from '#shared/people/organisation';
import type { Text } from '#shared/text';
import type { CivilDate } from '#shared/time/civil';

/**
 * What a pipeline says of one of its tasks, as data: whom to ask, for how long, which answers there are. Machines
 * name a task, the shared step `ask` opens it, pages and mails render it.
 */
export type TaskDefinition = {
  /** The stage as a clerk names it: 基层工会初审. */
  readonly title: Text;
  /** What is asked of whoever opens the page, as a sentence. */
  readonly question: Text;
  readonly asks: Asks;
  /** The name of its deadline among the policy's `days`, in working days. */
  readonly days: string;
  /** A deadline that the law or a rule gives to others: it waits for the calendar where a year is missing. */
  readonly legal?: true;
  /** Silence is never an answer of an officer: it climbs the ladder. For others the clock itself may answer. */
  readonly silence: 'escalate' | { readonly outcome: string };
  readonly outcomes: Readonly<Record<string, Outcome>>;
  /** Asked with every answer but those that bring fields of their own. */
  readonly fields?: readonly Field[];
  /** What cannot be right about an answer whose fields are each right: shown beside the field that it names. Pure. */
  readonly check?: (answer: { outcome: string; values: Answers; case: Case; today: CivilDate }) => readonly Problem[];
  /** Whoever decided one of these tasks of the case may not decide this one. */
  readonly apart?: readonly string[];
  /** Whoever is asked looks into what was said against the notice, and reads it here. */
  readonly hearsObjections?: true;
  /** The applicant is asked for another account, and sees which one the bank refused. */
  readonly givesAccount?: true;
  /** Whoever is asked confirms the account that the applicant gave in place of a refused one, and sees both here. */
  readonly confirmsAccount?: true;
  /** Approves or releases money: the link alone is not enough, a signed-in session is needed as well. */
  readonly signedIn?: true;
  /**
   * It is done on pages of its own, below the task's: their path, and what leads there. `instead`: the task's ordinary
   * page has nothing to add, and goes straight to them.
   */
  readonly page?: { readonly path: string; readonly label: Text; readonly instead?: true };
  /** The letter that asks; `asked` where none is named. */
  readonly letter?: string;
  /** The letter that tells the applicant that it has been opened. */
  readonly tells?: string;
  /** What the applicant reads while it lasts: where it is, and what comes next. */
  readonly status: Text;
};

export type Asks =
  | { readonly role: Role; readonly at: 'union' | 'township' | 'district' }
  /** The applicant: by mail where there is an address, always on the status page. */
  | 'applicant'
  /** Nobody: time itself answers, or the public does (a notice). */
  | 'nobody';

export type Problem = { readonly field: string; readonly message: Text };

export type Outcome = {
  readonly label: Text;
  readonly hint?: Text;
  /** Whether an opinion must be written. It reaches the applicant when the answer does. */
  readonly opinion: 'required' | 'optional' | 'none';
  readonly fields?: readonly Field[];
  /** The field that names items of the problem ledger: closed ones of the case, and no others. */
  readonly namesClosed?: string;
  /** The letter that tells the applicant of this answer. */
  readonly tells?: string;
  /** Given by the system, an import or another page, never offered on the task's own page. */
  readonly hidden?: true;
};

/** Every field that some task may ask for. */
export const fieldsOfTasks = (tasks: Readonly<Record<string, TaskDefinition>>): Field[] =>
  Object.values(tasks).flatMap(({ fields = [], outcomes }) => [
    ...fields,
    ...Object.values(outcomes).flatMap((outcome) => outcome.fields ?? []),
  ]);
