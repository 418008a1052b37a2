import type { PageRequest } from '#functions/web/request';
import { type PageResponse, redirect } from '#functions/web/respond';
import { describeAnswers } from '#shared/forms/describe';
import type { ListField } from '#shared/forms/fields';
import type { Placed } from '#shared/forms/journey';
import { rowsOf } from '#shared/forms/typed';
import type { Host } from '#shared/host';
import type { FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { hidden, radios } from '#shared/html/inputs';
import { link } from '#shared/html/link';
import { facts, go, row as buttons } from '#shared/html/show';
import { say } from '#shared/text';
import { framed } from './frame.ts';
import { saveAnswers, type Visit } from './visit.ts';
import { after, before, toCheck } from './walk.ts';

/** Lists: family members, expenses. Their rows are pages of their own (`row.page.ts`). */
const MORE = 'another';

export const rowLink = (slug: string, id: string, checking: boolean): `/${string}` =>
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
    pipeline: visit.pipeline,
    placed,
    visit,
    backTo: before(slug, visit, checking),
    title: say(title, lang),
    errors,
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
