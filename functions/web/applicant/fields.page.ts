import type { PageRequest } from '#functions/web/request';
import type { PageResponse } from '#functions/web/respond';
import { type Answers, asked } from '#shared/forms/fields';
import type { Placed } from '#shared/forms/journey';
import { renderFields } from '#shared/forms/render';
import type { Host } from '#shared/host';
import type { FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { link } from '#shared/html/link';
import { go, row } from '#shared/html/show';
import { say } from '#shared/text';
import { framed } from './frame.ts';
import type { Applying } from './applying.ts';
import type { Visit } from './visit.ts';
import { before, optionsOf, questionLink, toCheck } from './walk.ts';

/** A question and its fields, with what was typed and what is wrong with it. */
export const fieldsPage = async (
  request: PageRequest,
  host: Host,
  pipeline: Applying,
  visit: Visit | undefined,
  placed: Placed,
  said: { readonly typed: URLSearchParams; readonly errors: readonly FieldError[] },
  cookies: readonly string[] = [],
): Promise<PageResponse> => {
  const { lang } = request;
  const { question } = placed;
  const answers = visit?.answers ?? {};
  const title = say(question.title, lang);
  const only = question.fields.length === 1 && question.lead === undefined;
  const named = only && question.fields[0]?.label[lang] === title;
  const back = before(question.slug, visit, toCheck(request));
  return framed(request, host, {
    pipeline,
    placed,
    visit,
    backTo: back,
    title,
    cookies,
    errors: said.errors,
    body: html`${!named && html`<h1>${title}</h1>`}${question.lead && html`<p>${say(question.lead, lang)}</p>`}
      <form method="post" action="${link(host.site, questionLink(question.slug))}" novalidate>
        ${toCheck(request) && hidden('to', 'check')}${!visit && hidden('for', pipeline.name)}${renderFields(
          shownFields(placed, answers),
          {
            lang,
            ...said,
            options: await optionsOf(host, question.fields),
            heading: named,
          },
        )}${
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
