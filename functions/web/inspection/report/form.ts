import type { PageResponse } from '#functions/web/respond';
import { parseFields } from '#shared/forms/parse';
import type { Answers, Field } from '#shared/forms/fields';
import { renderFields } from '#shared/forms/render';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { type Content, html } from '#shared/html/html';
import { civilDate } from '#shared/time/civil';
import { framed, type Visit } from '../visit.ts';
import { saveAndReturn } from './home.ts';

/** One form of the report: shown, checked with everything that was typed kept, saved. */
export type FormPage = {
  readonly title: string;
  readonly lead?: Content;
  readonly fields: readonly Field[];
  readonly after?: Content;
};

export const formPage = (
  visit: Visit,
  { title, lead, fields, after }: FormPage,
  typed: URLSearchParams,
  errors: readonly FieldError[] = [],
): Promise<PageResponse> => {
  const { lang } = visit.request;
  return framed(visit, {
    title,
    wrong: errors.length > 0,
    body: html`${errorSummary(errors, lang)}
      <h1>${title}</h1>
      ${lead}
      <form method="post" novalidate>${renderFields(fields, { lang, typed, errors })}${saveAndReturn(visit)}</form>
      ${after}`,
  });
};

/** What was posted, or the page again with what is wrong. «Add another» is the page again with nothing wrong. */
export const posted = async (
  visit: Visit,
  page: FormPage,
  save: (values: Answers) => Promise<PageResponse>,
): Promise<PageResponse> => {
  const { request, host } = visit;
  const fields: readonly Field[] = page.fields;
  const parsed = parseFields(fields, request.form, request.lang, { today: civilDate(host.clock.now()) });
  if (!parsed.ok) return formPage(visit, page, parsed.typed, parsed.errors);
  const values: Answers = parsed.values;
  return save(values);
};
