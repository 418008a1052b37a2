import type { Case } from '#shared/cases/case';
import { describeAnswer } from '#shared/forms/describe';
import type { Field } from '#shared/forms/fields';
import type { Host } from '#shared/host';
import { address } from '#shared/html/link';
import { Fund, FundId, fundKey } from '#shared/ledger/budget';
import type { Pipeline } from '#shared/pipeline';
import { policyOf } from '#shared/pipeline';
import type { Fields, Json } from '#shared/table/table';
import type { TaskDefinition } from '#shared/tasks/definition';
import { type Earlier, filledInWith } from '#shared/tasks/earlier';
import { civilDate, yearOf } from '#shared/time/civil';

export type About = {
  readonly pipeline: Pipeline | undefined;
  readonly each: Case | undefined;
  readonly earlier: readonly Earlier[];
  /** Of the task that the letter asks for, or whose answer it tells of. */
  readonly task: string | undefined;
  readonly definition: TaskDefinition | undefined;
};

/**
 * Facts for a letter: those that came with the message, and those that follow from the case: its pages, which answer it
 * follows (`objection.dismiss`), the day and the amount of an answer that is told of, what the last one listed as
 * missing, and where money is decided the amount proposed and what is left of the fund.
 */
export const givenFacts = async (host: Host, about: About, given: Fields): Promise<Fields> => {
  const { pipeline, each, earlier, definition } = about;
  if (!pipeline || !each) return given;
  const [told, last] = [earlier.find(({ task }) => task.id === about.task), earlier.at(-1)];
  return {
    casePage: address(host.site, `/admin/cases/${each.id}`),
    noticePage: address(host.site, `/notices/${each.id}`),
    ...(last && { after: `${last.task.name}.${last.task.outcome}` }),
    ...(told ? await answerTold(host, pipeline, each, told) : last && (await missingBy(host, pipeline, each, last))),
    ...(definition?.signedIn && (await money(host, pipeline, each, earlier))),
    ...given,
  };
};

const fieldsOf = ({ tasks }: Pipeline, { task }: Earlier): readonly Field[] =>
  tasks[task.name]?.outcomes[task.outcome ?? '']?.fields ?? [];

/** Days and amounts of the answer that the letter tells of. Free text may say anything, and stays off mails. */
const answerTold = async (host: Host, pipeline: Pipeline, each: Case, told: Earlier): Promise<Fields> => {
  const names = fieldsOf(pipeline, told).flatMap(({ kind, name }) =>
    kind === 'date' || kind === 'money' ? [name] : [],
  );
  if (names.length === 0) return {};
  const filled = await filledInWith(host, each, told);
  return Object.fromEntries(Object.entries(filled).filter(([name]) => names.includes(name)));
};

/** What the last answer listed, whose question follows from it: choices are words of ours. */
const missingBy = async (host: Host, pipeline: Pipeline, each: Case, last: Earlier): Promise<Fields> => {
  const field = fieldsOf(pipeline, last).find(({ kind, pii }) => kind === 'choices' && pii !== 'P3');
  if (!field) return {};
  const { [field.name]: chosen } = await filledInWith(host, each, last);
  const missing = (Array.isArray(chosen) ? chosen : []).map((value: Json) => ({
    zh: String(describeAnswer(field, [String(value)], { lang: 'zh', masked: true })),
    en: String(describeAnswer(field, [String(value)], { lang: 'en', masked: true })),
  }));
  return missing.length > 0 ? { missing } : {};
};

const asksFor = (definition: TaskDefinition | undefined, name: string): boolean =>
  [
    ...(definition?.fields ?? []),
    ...Object.values(definition?.outcomes ?? {}).flatMap(({ fields }) => fields ?? []),
  ].some((field) => field.name === name);

const money = async (host: Host, pipeline: Pipeline, each: Case, earlier: readonly Earlier[]): Promise<Fields> => {
  const now = civilDate(host.clock.now());
  const { values } = await policyOf(host.table, pipeline, civilDate(each.openedAt));
  const fund = FundId.safeParse(values['fund']);
  const item = fund.success ? await host.table.get(fundKey(fund.data, yearOf(now))) : undefined;
  const proposing = earlier.filter(({ task }) => asksFor(pipeline.tasks[task.name], 'proposedFen'));
  const answers = await Promise.all(proposing.map((step) => filledInWith(host, each, step)));
  const proposed = answers.findLast(({ proposedFen }) => proposedFen !== undefined)?.['proposedFen'];
  return {
    ...(item && { budgetLeftFen: Fund.parse(item).freeFen }),
    ...(proposed !== undefined && each.approvedFen === undefined && { proposedFen: proposed }),
  };
};
