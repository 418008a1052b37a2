import { NoSuchPage } from '#functions/web/refusals';
import type { PageRequest } from '#functions/web/request';
import { type PageResponse, redirect } from '#functions/web/respond';
import type { Page } from '#functions/page';
import { describeAnswers } from '#shared/forms/describe';
import type { Answers, ListField } from '#shared/forms/fields';
import type { Placed } from '#shared/forms/journey';
import { parseFields } from '#shared/forms/parse';
import { renderFields } from '#shared/forms/render';
import { rowsOf, typedFrom } from '#shared/forms/typed';
import type { Host } from '#shared/host';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { hidden, radios } from '#shared/html/inputs';
import { link } from '#shared/html/link';
import { facts, go, row as buttons } from '#shared/html/show';
import { say } from '#shared/text';
import { civilDate } from '#shared/time/civil';
import { refuseLocked } from './correction.ts';
import { framed } from './frame.ts';
import { saveAnswers, type Visit, visitOf } from './visit.ts';
import { after, before, questionAt, questionLink, toCheck } from './walk.ts';

/** Lists, one row per page: family members, expenses. Rows have ids of their own, so that saving twice adds once. */
const ROW_ID = /^[a-f0-9]{12}$/;
const MORE = 'another';

const rowLink = (slug: string, id: string, checking: boolean): `/${string}` =>
  `/apply/${slug}/${id}${checking ? '?to=check' : ''}`;

/** GET /apply/members: who is there already, and whether there is anybody else. */
export const rowsPage = (
  request: PageRequest,
  host: Host,
  visit: Visit,
  placed: Placed,
  field: ListField,
  errors: readonly FieldError[],
): Promise<PageResponse> => {
  const { lang } = request;
  const { slug, title } = placed.question;
  const rows = rowsOf(visit.answers[field.name]);
  const item = say(field.item, lang);
  const checking = toCheck(request);
  const ask =
    rows.length === 0
      ? { zh: `有要添加的${item}吗？`, en: `Is there any ${item} to add?` }
      : { zh: `还要再添加${item}吗？`, en: `Add another ${item}?` };
  const chosen = visit.answers[field.name] === undefined ? undefined : 'no';
  return framed(request, host, {
    placed,
    visit,
    backTo: before(slug, visit, checking),
    title: say(title, lang),
    wrong: errors.length > 0,
    summary: errorSummary(errors, lang),
    body: html`<h1>${say(title, lang)}</h1>
      ${field.hint && html`<p class="hint">${say(field.hint, lang)}</p>`}${rows.map(
        (each, i) =>
          html`<section class="card">
            <h2>${item} ${i + 1}</h2>
            ${facts(describeAnswers(field.fields, each, { lang, masked: true }))}
            <p>
              <a href="${link(host.site, rowLink(slug, String(each['id']), checking))}"
                >${lang === 'zh' ? '修改或删除' : 'Change or remove'}<span class="sr"> ${item} ${i + 1}</span></a
              >
            </p>
          </section>`,
      )}
      <form method="post" novalidate>
        ${checking && hidden('to', 'check')}${
          rows.length < field.max &&
          radios(
            { name: MORE, label: say(ask, lang), error: errors.find((error) => error.field === MORE)?.message },
            [
              { value: 'yes', label: lang === 'zh' ? '是，添加' : 'Yes, add' },
              { value: 'no', label: lang === 'zh' ? '没有了' : 'No' },
            ],
            chosen,
          )
        }${buttons(go(lang === 'zh' ? '保存并继续' : 'Save and continue'))}
      </form>`,
  });
};

/** POST /apply/members */
export const saveRows = async (
  request: PageRequest,
  host: Host,
  visit: Visit,
  placed: Placed,
  field: ListField,
): Promise<PageResponse> => {
  const { form, lang } = request;
  const { slug } = placed.question;
  const full = rowsOf(visit.answers[field.name]).length >= field.max;
  const choice = full ? 'no' : form.get(MORE);
  if (choice === 'yes') return redirect(host.site, rowLink(slug, 'new', toCheck(request)));
  if (choice !== 'no') {
    const message = lang === 'zh' ? `请选择是否添加${field.item.zh}` : `Choose whether to add ${field.item.en}`;
    return rowsPage(request, host, visit, placed, field, [{ field: MORE, message }]);
  }
  const saved = await saveAnswers(host, visit, (old) => ({ ...old, [field.name]: rowsOf(old[field.name]) }));
  return redirect(host.site, after(slug, { ...visit, answers: saved }, toCheck(request)));
};

type Row = { readonly visit: Visit; readonly placed: Placed; readonly field: ListField; readonly id: string };

const rowAt = async (request: PageRequest, host: Host): Promise<Row | undefined> => {
  const visit = await visitOf(request, host);
  if (!visit) return undefined;
  const placed = questionAt(request.params['question'], visit.answers);
  const field = placed?.question.fields[0];
  const asksNew = request.params['row'] === 'new' && request.method === 'GET';
  const id = asksNew ? Buffer.from(host.random.bytes(6)).toString('hex') : (request.params['row'] ?? '');
  if (!placed || field?.kind !== 'list' || !ROW_ID.test(id)) throw new NoSuchPage('No such list');
  refuseLocked(visit, placed);
  return { visit, placed, field, id };
};
const isRow = (id: string) => (each: Answers) => each['id'] === id;

const form = (
  request: PageRequest,
  host: Host,
  { visit, placed, field, id }: Row,
  said: { typed: URLSearchParams; errors: readonly FieldError[] },
) => {
  const { lang } = request;
  const checking = toCheck(request);
  const exists = rowsOf(visit.answers[field.name]).some(isRow(id));
  const item = say(field.item, lang);
  const title = lang === 'zh' ? `${exists ? '修改' : '添加'}${item}` : `${exists ? 'Change' : 'Add'} ${item}`;
  return framed(request, host, {
    placed,
    visit,
    backTo: questionLink(placed.question.slug, checking),
    title,
    wrong: said.errors.length > 0,
    summary: errorSummary(said.errors, lang),
    body: html`<h1>${title}</h1>
      <form method="post" action="${link(host.site, rowLink(placed.question.slug, id, checking))}" novalidate>
        ${renderFields(field.fields, { lang, ...said })}${buttons(
          go(lang === 'zh' ? '保存' : 'Save'),
          exists &&
            html`<button class="plain" name="remove" value="yes">
              ${lang === 'zh' ? `删除这项${item}` : `Remove this ${item}`}
            </button>`,
        )}
      </form>`,
  });
};

/** GET /apply/{question}/{row}: `new`, or the id of a row. */
export const showRow: Page = async (request, host) => {
  const found = await rowAt(request, host);
  if (!found) return redirect(host.site, '/return?why=session');
  const answers = rowsOf(found.visit.answers[found.field.name]).find(isRow(found.id)) ?? {};
  return form(request, host, found, { typed: typedFrom(found.field.fields, answers), errors: [] });
};

/** POST /apply/{question}/{row} */
export const saveRow: Page = async (request, host) => {
  const found = await rowAt(request, host);
  if (!found) return redirect(host.site, '/return?why=session');
  const { visit, placed, field, id } = found;
  const done = redirect(host.site, questionLink(placed.question.slug, toCheck(request)));
  const change = (rows: (old: readonly Answers[]) => readonly Answers[]) =>
    saveAnswers(host, visit, (old) => ({ ...old, [field.name]: rows(rowsOf(old[field.name])).slice(0, field.max) }));
  if (request.form.has('remove')) {
    await change((old) => old.filter((each) => !isRow(id)(each)));
    return done;
  }
  const parsed = parseFields(field.fields, request.form, request.lang, { today: civilDate(host.clock.now()) });
  if (!parsed.ok) return form(request, host, found, parsed);
  const next: Answers = { id, ...parsed.values };
  await change((old) => (old.some(isRow(id)) ? old.map((each) => (isRow(id)(each) ? next : each)) : [...old, next]));
  return done;
};
