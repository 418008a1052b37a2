import type { PageRequest } from '#functions/web/request';
import type { Answers, Field, FieldOption } from '#shared/forms/fields';
import { firstOpen, type Placed, questionsOf } from '#shared/forms/journey';
import type { Host } from '#shared/host';
import type { NavItem } from '#shared/html/layout';
import { link } from '#shared/html/link';
import { organisation } from '#shared/people/organisation';
import { type Lang, say } from '#shared/text';
import type { Applying } from './applying.ts';
import type { Visit } from './visit.ts';

/** The lists that these fields name: the unions that a worker can belong to. Read only where they are asked for. */
export const optionsOf = async (
  { table }: Pick<Host, 'table'>,
  fields: readonly Field[],
): Promise<Record<string, readonly FieldOption[]>> => {
  if (!fields.some((field) => field.kind === 'choice' && field.options === 'unions')) return {};
  const units = await organisation(table).units();
  const unions = units.filter(({ kind }) => kind === 'union');
  return { unions: unions.map(({ id, name }) => ({ value: id, label: { zh: name, en: name } })) };
};

/** `/apply/income`, or with the way straight back to the check page. */
export const questionLink = (slug: string, toCheck = false): `/${string}` =>
  `/apply/${slug}${toCheck ? '?to=check' : ''}`;

/** Whether this page was opened from the check page, and leads straight back there. */
export const toCheck = ({ query, form }: PageRequest): boolean => (query.get('to') ?? form.get('to')) === 'check';

export const questionAt = ({ application }: Applying, slug: string | undefined, answers: Answers): Placed | undefined =>
  questionsOf(application.journey, answers).find(({ question }) => question.slug === slug);

type Walking = Pick<Visit, 'pipeline' | 'answers' | 'correction'>;

/** The question before or after, among those that are asked. */
const beside = ({ pipeline, answers }: Walking, slug: string, step: 1 | -1): Placed | undefined => {
  const list = questionsOf(pipeline.application.journey, answers);
  const at = list.findIndex(({ question }) => question.slug === slug);
  return at < 0 ? undefined : list[at + step];
};

/** Where an answered question leads: on, or straight back to the check page unless the answer opened new questions. */
export const after = (slug: string, walking: Walking, checking: boolean): `/${string}` => {
  const { pipeline, answers, correction } = walking;
  if (correction) return '/apply/check';
  const open = checking ? firstOpen(pipeline.application.journey, answers) : beside(walking, slug, 1);
  return open ? questionLink(open.question.slug, checking) : '/apply/check';
};

const last = ({ pipeline, answers }: Walking): Placed | undefined =>
  questionsOf(pipeline.application.journey, answers).at(-1);

/** Where the way back leads; without a question, from the check page. */
export const before = (slug: string | undefined, visit: Walking | undefined, checking: boolean): `/${string}` => {
  if (checking || visit?.correction) return '/apply/check';
  const previous = visit && (slug === undefined ? last(visit) : beside(visit, slug, -1));
  return previous ? questionLink(previous.question.slug) : '/';
};

export const navOf = ({ site }: Pick<Host, 'site'>, lang: Lang, visit: Visit | undefined): NavItem[] =>
  visit === undefined
    ? [
        {
          href: link(site, '/return'),
          label: say({ zh: '继续填写或查进度', en: 'Continue, or see how it goes' }, lang),
        },
      ]
    : visit.draft.submitted === undefined
      ? [{ href: link(site, '/apply/saved'), label: say({ zh: '保存并稍后继续', en: 'Save and come back' }, lang) }]
      : [{ href: link(site, '/status'), label: say({ zh: '办理进度', en: 'Progress' }, lang) }];
