import type { Case } from '#shared/cases/case';
import { casePk } from '#shared/cases/case';
import { describeAnswer } from '#shared/forms/describe';
import type { Host } from '#shared/host';
import { address } from '#shared/html/link';
import type { Pipeline } from '#shared/pipeline';
import { prefix, type Fields, type Json } from '#shared/table/table';
import type { Earlier } from '#shared/tasks/earlier';

/**
 * Facts for a letter: those that came with the message, and those that follow from the case: its page for admins, and
 * what the last answer listed as missing, in the words of the form that listed it.
 */
export const givenFacts = async (
  host: Pick<Host, 'table' | 'site'>,
  pipeline: Pipeline | undefined,
  each: Case | undefined,
  earlier: readonly Earlier[],
  given: Fields,
): Promise<Fields> => {
  if (!pipeline || !each) return given;
  const missing = await missingParts(host, pipeline, each, earlier.at(-1));
  return {
    casePage: address(host.site, `/admin/cases/${each.id}`),
    ...(missing.length > 0 && { missing }),
    ...given,
  };
};

/** Only choices are told: they are words of ours. Free text may say anything, and stays off mails. */
const missingParts = async (
  { table }: Pick<Host, 'table'>,
  pipeline: Pipeline,
  each: Case,
  last: Earlier | undefined,
): Promise<Json[]> => {
  const fields = last && pipeline.tasks[last.task.name]?.outcomes[last.task.outcome ?? '']?.fields;
  const field = fields?.find(({ kind, pii }) => kind === 'choices' && pii !== 'P3');
  if (!last || !field) return [];
  const { items } = await table.query({
    pk: casePk(each.id),
    ...prefix(`FORM#${last.task.name}#`),
    descending: true,
    limit: 1,
  });
  const plain = items[0]?.['plain'];
  const chosen =
    typeof plain === 'object' && plain !== null && !Array.isArray(plain) && field.name in plain
      ? valuesOf(plain, field.name)
      : [];
  return chosen.map((value) => ({
    zh: String(describeAnswer(field, [value], { lang: 'zh', masked: true })),
    en: String(describeAnswer(field, [value], { lang: 'en', masked: true })),
  }));
};

const valuesOf = (plain: object, name: string): string[] => {
  const value: unknown = Object.entries(plain).find(([key]) => key === name)?.[1];
  return Array.isArray(value) ? value.map(String) : [];
};
