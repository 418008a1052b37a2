import type * as z from 'zod/mini';
import type { Machine } from '#shared/asl';
import { fieldsOf, type Journey, sealedNames } from '#shared/forms/journey';
import type { Figure, LedgerRow } from '#shared/ledger/rows';
import type { Letters } from '#shared/mail/letter';
import type { Reach } from '#shared/reach';
import { type Dated, policyOn } from '#shared/policy/policy';
import type { Fields, Json, Table } from '#shared/table/table';
import { fieldsOfTasks, type TaskDefinition } from '#shared/tasks/definition';
import type { Lang, Text } from '#shared/text';
import type { CivilDate } from '#shared/time/civil';

/** A pipeline as hosts, pages, steps and tests see it: everything peculiar to it hangs from here. */
export type Pipeline = {
  readonly name: string;
  readonly label: Text;
  /** What the title of its cases is a name of: the applicant, where nothing is said. */
  readonly concerns?: Text;
  /** The pipeline that opens its cases, and in whose folders its steps are: it has no place of its own in the console. */
  readonly within?: string;
  /** The letters of its case ids (`HA`), and what people see in their place (`困`). */
  readonly prefix: string;
  readonly mark: string;
  readonly machine: Machine<string, string>;
  /** By step of its own: the rights that the step's function has on AWS. */
  readonly reaches: Readonly<Record<string, readonly Reach[]>>;
  readonly tasks: Readonly<Record<string, TaskDefinition>>;
  /** How a case can end. */
  readonly ends: Readonly<Record<string, End>>;
  readonly letters: Letters;
  /** What a half-year report says of it, where that rests on money received and paid (others: functions/report.ts). */
  readonly report?: MoneyReport;
  /** What the applicant filled in, as whoever decides is shown it; absent where nobody applies. */
  readonly application?: Application;
  readonly policy: { readonly shape: z.ZodMiniType<PolicyValues>; readonly shipped: readonly Dated<PolicyValues>[] };
};

export type End = {
  readonly label: Text;
  readonly status: Text;
  /** The letter that tells the applicant of it. */
  readonly tells?: string;
};

export type Application = {
  readonly journey: Journey;
  /** What applicants are told; absent where officials fill it in. */
  readonly applicants?: Applicants;
  /** Sealed fields that a decision rests on: shown to whoever decides. The others are masked until a reason is given. */
  readonly decisive: readonly string[];
  /** How the result in the form `calculation` came about, line by line; absent where nothing is worked out. */
  readonly workings?: (calculation: Fields, lang: Lang) => readonly (readonly [term: string, value: string])[];
  /** Fields that whoever decides sees at a glance, by name. */
  readonly glance?: readonly string[];
  /** How far the case is, from its facts: shown at a glance too. */
  readonly standing?: (facts: Fields, lang: Lang) => readonly (readonly [term: string, value: string])[];
};

/** From the ledger of a period to its figures, and from those to the sentence. */
export type MoneyReport = {
  readonly figures: (ledger: MoneyLedger) => readonly Figure[];
  readonly sentence: (figures: readonly Figure[]) => Text;
};
export type MoneyLedger = { readonly received: readonly LedgerRow[]; readonly paid: readonly LedgerRow[] };

/**
 * What an applicant is told before the form, and once it has been sent. Of the form, the fields `name`, `union` and
 * `mobile` are looked at by name, and `email`, `appliedFen` and `idNumber` where they are asked: who it is, whose case
 * it becomes, and the way back to it. A task `correction`, where there is one, opens parts of the form again.
 */
export type Applicants = {
  readonly title: Text;
  /** Who can apply and for what; how long it takes. */
  readonly lead: Text;
  readonly need: readonly Text[];
  readonly steps: readonly Text[];
  /** How to apply without this page. */
  readonly otherwise: Text;
  /** What happens now; `by` is the day by which somebody will have looked at it, as people write it. */
  readonly sent: (facts: { readonly by: string; readonly union: string }) => Text;
  /** Sections that are open where an official sent it back without listing any. */
  readonly unlisted: readonly string[];
};

/** `days` are working days, by the name that a task gives its deadline. */
export type PolicyValues = {
  readonly days: Readonly<Record<string, number>>;
  /** After so long even a waiting state asks again; never an answer, only a safeguard against a lost token. */
  readonly hardTimeoutDays: number;
} & { readonly [field: string]: Json };

/** The policy of a pipeline in force on a day; a part of another pipeline goes by that one's. */
export const policyOf = (
  table: Table,
  { name, within, policy }: Pick<Pipeline, 'name' | 'within' | 'policy'>,
  on: CivilDate,
): Promise<Dated<PolicyValues>> => policyOn(table, within ?? name, policy, on);

/** Says of a name whether a field of the pipeline's forms is sealed under it: a field is sensitive wherever it stands. */
export const sealedIn = ({ application, tasks }: Pick<Pipeline, 'application' | 'tasks'>) => {
  const sealed = sealedNames([...fieldsOf(application?.journey ?? []), ...fieldsOfTasks(tasks)]);
  return (name: string): boolean => sealed.has(name);
};

/** What people call a case: `困-2019-482137`. */
export const reference = ({ prefix, mark }: Pick<Pipeline, 'prefix' | 'mark'>, id: string): string =>
  id.startsWith(`${prefix}-`) ? `${mark}${id.slice(prefix.length)}` : id;
