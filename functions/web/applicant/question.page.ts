import type { Page } from '#functions/page';
import { NoSuchPage } from '#functions/web/refusals';
import type { PageRequest } from '#functions/web/request';
import { cookie, type PageResponse, redirect } from '#functions/web/respond';
import { drafts } from '#shared/forms/draft';
import { openSession } from '#shared/forms/draftSession';
import { type Answers, asked } from '#shared/forms/fields';
import { firstOpen, type Placed, questionsOf } from '#shared/forms/journey';
import { type Parsed, parseFields } from '#shared/forms/parse';
import { renderFields } from '#shared/forms/render';
import { typedFrom } from '#shared/forms/typed';
import type { Host } from '#shared/host';
import { errorSummary } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { go, row } from '#shared/html/show';
import { say } from '#shared/text';
import { civilDate } from '#shared/time/civil';
import { journey } from '#workflows/hardshipAid/form';
import { refuseLocked } from './correction.ts';
import { framed } from './frame.ts';
import { filesPage, removeFile } from './files.page.ts';
import { rowsPage, saveRows } from './rows.page.ts';
import { after, before, optionsOf, questionAt, questionLink, toCheck } from './walk.ts';
import { saveAnswers, SESSION_COOKIE, type Visit, visitOf } from './visit.ts';

const FIRST = questionsOf(journey, {})[0]?.question.slug ?? '';

/** @throws {NoSuchPage} for a question that is not in the form, or not asked after these answers */
const find = (request: PageRequest, answers: Answers): Placed => {
  const placed = questionAt(request.params['question'], answers);
  if (!placed) throw new NoSuchPage('No such question');
  return placed;
};

const showFields = async (
  request: PageRequest,
  host: Host,
  visit: Visit | undefined,
  placed: Placed,
  said: Pick<Extract<Parsed<unknown>, { ok: false }>, 'typed' | 'errors'>,
): Promise<PageResponse> => {
  const { lang } = request;
  const { question } = placed;
  const answers = visit?.answers ?? {};
  const title = say(question.title, lang);
  const only = question.fields.length === 1 && question.lead === undefined;
  const named = only && question.fields[0]?.label[lang] === title;
  const back = before(question.slug, visit, toCheck(request));
  return framed(request, host, {
    placed,
    visit,
    backTo: back,
    title,
    wrong: said.errors.length > 0,
    summary: errorSummary(said.errors, lang),
    body: html`${!named && html`<h1>${title}</h1>`}${question.lead && html`<p>${say(question.lead, lang)}</p>`}
      <form method="post" novalidate>
        ${toCheck(request) && hidden('to', 'check')}${renderFields(shownFields(placed, answers), {
          lang,
          ...said,
          options: await optionsOf(host, question.fields),
          heading: named,
        })}${
          question.why &&
          html`<details>
            <summary>${lang === 'zh' ? '为什么要问这个' : 'Why we ask'}</summary>
            <div>${say(question.why, lang)}</div>
          </details>`
        }${row(go(lang === 'zh' ? '保存并继续' : 'Save and continue'))}
      </form>`,
  });
};

/** Fields that hang on an answer of this same page are always shown; those that hang on another page only if asked. */
const shownFields = ({ question: { fields } }: Placed, answers: Answers) => {
  const own = new Set(fields.map(({ name }) => name));
  const elsewhere = Object.fromEntries(Object.entries(answers).filter(([name]) => !own.has(name)));
  return fields.some(({ when }) => when) ? fields : asked(fields, elsewhere);
};

/** GET /apply/{question} */
export const showQuestion: Page = async (request, host) => {
  const visit = await visitOf(request, host);
  const answers = visit?.answers ?? {};
  const placed = find(request, answers);
  if (!visit && placed.question.slug !== FIRST) return redirect(host.site, '/return?why=session');
  refuseLocked(visit, placed);
  const [field] = placed.question.fields;
  if (visit && field?.kind === 'list') return rowsPage(request, host, visit, placed, field, []);
  if (visit && field?.kind === 'file') return filesPage(request, host, visit, placed, field);
  return showFields(request, host, visit, placed, { typed: typedFrom(placed.question.fields, answers), errors: [] });
};

/** POST /apply/{question}: the first one makes the draft. */
export const saveQuestion: Page = async (request, host) => {
  const visit = await visitOf(request, host);
  const answers = visit?.answers ?? {};
  const placed = find(request, answers);
  const { slug, fields } = placed.question;
  if (!visit && slug !== FIRST) return redirect(host.site, '/return?why=session');
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
  if (!parsed.ok) return showFields(request, host, visit, placed, parsed);
  const merged = (old: Answers): Answers => ({ ...others(old), ...parsed.values });
  if (visit) {
    const saved = await saveAnswers(host, visit, merged);
    return redirect(host.site, after(slug, { ...visit, answers: saved }, toCheck(request)));
  }
  const { draft, key } = await drafts(host).create(merged({}));
  const session = cookie(host.site, SESSION_COOKIE, await openSession(host, key));
  return redirect(host.site, after(slug, { answers: draft.answers }, false), [session]);
};

/** GET /apply: where one left off. */
export const resume: Page = async (request, host) => {
  const visit = await visitOf(request, host);
  if (visit?.draft.submitted !== undefined) return redirect(host.site, '/status');
  const open = firstOpen(journey, visit?.answers ?? {});
  return redirect(host.site, open ? questionLink(open.question.slug) : '/apply/check');
};
