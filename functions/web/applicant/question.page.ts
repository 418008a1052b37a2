import type { Page } from '#functions/page';
import { NoSuchPage } from '#functions/web/refusals';
import type { PageRequest } from '#functions/web/request';
import { cookie, redirect } from '#functions/web/respond';
import { drafts } from '#shared/forms/draft';
import { openSession } from '#shared/forms/draftSession';
import type { Answers } from '#shared/forms/fields';
import { firstOpen, type Placed, questionsOf } from '#shared/forms/journey';
import { parseFields } from '#shared/forms/parse';
import { typedFrom } from '#shared/forms/typed';
import { civilDate } from '#shared/time/civil';
import { type Applying, applyingOf, chosenIn } from './applying.ts';
import { refuseLocked } from './correction.ts';
import { fieldsPage } from './fields.page.ts';
import { filesPage, removeFile } from './files.page.ts';
import { returnForm } from './returnForm.ts';
import { rowsPage, saveRows } from './rows.page.ts';
import { after, optionsOf, questionAt, questionLink, toCheck } from './walk.ts';
import { saveAnswers, SESSION_COOKIE, type Visit, visitOf } from './visit.ts';

const firstOf = ({ application }: Applying): string => questionsOf(application.journey, {})[0]?.question.slug ?? '';

/** What this page is about: what the session belongs to, or what the first question was opened for. */
const applyingHere = ({ query, form }: PageRequest, visit: Visit | undefined): Applying =>
  visit?.pipeline ?? applyingOf(form.get('for') ?? query.get('for'));

/** @throws {NoSuchPage} for a question that is not in the form, or not asked after these answers */
const find = (request: PageRequest, pipeline: Applying, answers: Answers): Placed => {
  const placed = questionAt(pipeline, request.params['question'], answers);
  if (!placed) throw new NoSuchPage('No such question');
  return placed;
};

/** GET /apply/{question} */
export const showQuestion: Page = async (request, host) => {
  const visit = await visitOf(request, host);
  const answers = visit?.answers ?? {};
  const pipeline = applyingHere(request, visit);
  if (!visit && request.params['question'] !== firstOf(pipeline)) return redirect(host.site, '/return?why=session');
  const placed = find(request, pipeline, answers);
  refuseLocked(visit, placed);
  const [field] = placed.question.fields;
  if (visit && field?.kind === 'list') return rowsPage(request, host, visit, placed, field, []);
  if (visit && field?.kind === 'file') return filesPage(request, host, visit, placed, field);
  return fieldsPage(request, host, pipeline, visit, placed, {
    typed: typedFrom(placed.question.fields, answers),
    errors: [],
  });
};

/** POST /apply/{question}: the first one makes the draft. */
export const saveQuestion: Page = async (request, host) => {
  const visit = await visitOf(request, host);
  const answers = visit?.answers ?? {};
  const pipeline = applyingHere(request, visit);
  if (!visit && request.params['question'] !== firstOf(pipeline)) return returnForm(request, host, { keep: request });
  const placed = find(request, pipeline, answers);
  const { slug, fields } = placed.question;
  refuseLocked(visit, placed);
  const [field] = fields;
  if (visit && field?.kind === 'list') return saveRows(request, host, visit, placed, field);
  if (visit && field?.kind === 'file' && request.form.has('remove'))
    return removeFile(request, host, visit, placed, field);
  if (visit && field?.kind === 'file') return redirect(host.site, after(slug, visit, toCheck(request)));
  const { lang, form } = request;
  const names = fields.flatMap(({ name }) => [name, `${name}Exception`]);
  const others = (old: Answers): Answers =>
    Object.fromEntries(Object.entries(old).filter(([name]) => !names.includes(name)));
  const parsed = parseFields(fields, form, lang, {
    already: others(answers),
    today: civilDate(host.clock.now()),
    options: await optionsOf(host, fields),
  });
  if (!parsed.ok) return fieldsPage(request, host, pipeline, visit, placed, parsed);
  const merged = (old: Answers): Answers => ({ ...others(old), ...parsed.values });
  if (visit) {
    const saved = await saveAnswers(host, visit, merged);
    return redirect(host.site, after(slug, { ...visit, answers: saved }, toCheck(request)));
  }
  const { draft, key } = await drafts(host).create(pipeline.name, merged({}));
  const session = cookie(host.site, SESSION_COOKIE, await openSession(host, key));
  return redirect(host.site, after(slug, { pipeline, answers: draft.answers }, false), [session]);
};

/** GET /apply: where one left off. */
export const resume: Page = async (request, host) => {
  const visit = await visitOf(request, host);
  if (visit?.draft.submitted !== undefined) return redirect(host.site, '/status');
  const pipeline = applyingHere(request, visit);
  const open = firstOpen(pipeline.application.journey, visit?.answers ?? {});
  const chosen = visit ? '' : chosenIn(pipeline);
  return redirect(host.site, open ? `${questionLink(open.question.slug)}${chosen}` : '/apply/check');
};
