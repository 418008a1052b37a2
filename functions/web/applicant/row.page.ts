import { NoSuchPage } from '#functions/web/refusals';
import type { PageRequest } from '#functions/web/request';
import { type PageResponse, redirect } from '#functions/web/respond';
import type { Page } from '#functions/page';
import type { Answers, ListField } from '#shared/forms/fields';
import type { Placed } from '#shared/forms/journey';
import { parseFields } from '#shared/forms/parse';
import { renderFields } from '#shared/forms/render';
import { rowsOf, typedFrom } from '#shared/forms/typed';
import type { Host } from '#shared/host';
import type { FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { link } from '#shared/html/link';
import { go, row as buttons } from '#shared/html/show';
import { say } from '#shared/text';
import { civilDate } from '#shared/time/civil';
import { refuseLocked } from './correction.ts';
import { framed } from './frame.ts';
import { returnForm } from './returnForm.ts';
import { rowLink } from './rows.page.ts';
import { saveAnswers, type Visit, visitOf } from './visit.ts';
import { questionAt, questionLink, toCheck } from './walk.ts';

/** One row of a list per page. Rows have ids of their own, so that saving one twice adds it once. */
const ROW_ID = /^[a-f0-9]{12}$/;

export type Row = { readonly visit: Visit; readonly placed: Placed; readonly field: ListField; readonly id: string };

const rowAt = async (request: PageRequest, host: Host): Promise<Row | undefined> => {
  const visit = await visitOf(request, host);
  if (!visit) return undefined;
  const placed = questionAt(visit.pipeline, request.params['question'], visit.answers);
  const field = placed?.question.fields[0];
  const asksNew = request.params['row'] === 'new' && request.method === 'GET';
  const id = asksNew ? Buffer.from(host.random.bytes(6)).toString('hex') : (request.params['row'] ?? '');
  if (!placed || field?.kind !== 'list' || !ROW_ID.test(id)) throw new NoSuchPage('No such list');
  refuseLocked(visit, placed);
  return { visit, placed, field, id };
};
const isRow = (id: string) => (each: Answers) => each['id'] === id;

/** One row, to be typed or mended. */
export const rowPage = (
  request: PageRequest,
  host: Host,
  { visit, placed, field, id }: Row,
  said: { readonly typed: URLSearchParams; readonly errors: readonly FieldError[] },
  cookies: readonly string[] = [],
): Promise<PageResponse> => {
  const { lang } = request;
  const checking = toCheck(request);
  const exists = rowsOf(visit.answers[field.name]).some(isRow(id));
  const item = say(field.item, lang);
  const title = lang === 'zh' ? `${exists ? '修改' : '添加'}${item}` : `${exists ? 'Change' : 'Add'} ${item}`;
  return framed(request, host, {
    pipeline: visit.pipeline,
    placed,
    visit,
    backTo: questionLink(placed.question.slug, checking),
    title,
    cookies,
    errors: said.errors,
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
  return rowPage(request, host, found, { typed: typedFrom(found.field.fields, answers), errors: [] });
};

/** POST /apply/{question}/{row} */
export const saveRow: Page = async (request, host) => {
  const found = await rowAt(request, host);
  if (!found) return returnForm(request, host, { keep: request });
  const { visit, placed, field, id } = found;
  const done = redirect(host.site, questionLink(placed.question.slug, toCheck(request)));
  const change = (rows: (old: readonly Answers[]) => readonly Answers[]) =>
    saveAnswers(host, visit, (old) => ({ ...old, [field.name]: rows(rowsOf(old[field.name])).slice(0, field.max) }));
  if (request.form.has('remove')) {
    await change((old) => old.filter((each) => !isRow(id)(each)));
    return done;
  }
  const parsed = parseFields(field.fields, request.form, request.lang, { today: civilDate(host.clock.now()) });
  if (!parsed.ok) return rowPage(request, host, found, parsed);
  const next: Answers = { id, ...parsed.values };
  await change((old) => (old.some(isRow(id)) ? old.map((each) => (isRow(id)(each) ? next : each)) : [...old, next]));
  return done;
};
