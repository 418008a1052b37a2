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
  readonly definition: TaskDefinition | undefined;
};

/**
 * Facts for a letter: those that came with the message, and those that follow from the case: its pages, what the
 * last answer listed as missing, on which day, and where money is decided the amount proposed and what is left of the fund.
 */
export const givenFacts = async (host: Host, about: About, given: Fields): Promise<Fields> => {
  const { pipeline, each, earlier, definition } = about;
  if (!pipeline || !each) return given;
  return {
    casePage: address(host.site, `/admin/cases/${each.id}`),
    noticePage: address(host.site, `/notices/${each.id}`),
    ...(await lastAnswer(host, pipeline, each, earlier.at(-1))),
    ...(definition?.signedIn && (await money(host, pipeline, each, earlier))),
    ...given,
  };
};

/** Only choices and dates are told: those are words of ours. Free text may say anything, and stays off mails. */
const lastAnswer = async (host: Host, { tasks }: Pipeline, each: Case, last: Earlier | undefined): Promise<Fields> => {
  const fields = last && tasks[last.task.name]?.outcomes[last.task.outcome ?? '']?.fields;
  const open = fields?.filter(({ pii }) => pii !== 'P3') ?? [];
  const [choices, dates] = [open.find(({ kind }) => kind === 'choices'), open.filter(({ kind }) => kind === 'date')];
  if (!last || (!choices && dates.length === 0)) return {};
  const filled = await filledInWith(host, each, last);
  return {
    ...Object.fromEntries(dates.flatMap(({ name }) => (filled[name] === undefined ? [] : [[name, filled[name]]]))),
    ...(choices && missingIn(choices, filled[choices.name])),
  };
};

const missingIn = (field: Field, chosen: Json | undefined): Fields => {
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
