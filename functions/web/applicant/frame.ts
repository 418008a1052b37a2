import { type PageResponse, type Shown, show } from '#functions/web/respond';
import type { PageRequest } from '#functions/web/request';
import type { Placed } from '#shared/forms/journey';
import { showReturnCode } from '#shared/forms/returnCode';
import type { Host } from '#shared/host';
import { errorSummary, type FieldError } from '#shared/html/errors';
import { type Content, type Html, html } from '#shared/html/html';
import { link } from '#shared/html/link';
import { back, where } from '#shared/html/show';
import { type Lang, say } from '#shared/text';
import type { Applying } from './applying.ts';
import type { Visit } from './visit.ts';
import { navOf } from './walk.ts';

/** Where one is among the sections: in words, and as a bar for those who see it. */
const progress = ({ application: { journey } }: Applying, { section, nth }: Placed, lang: Lang): Html =>
  html`${where(
      lang === 'zh'
        ? `第 ${nth} 部分，共 ${journey.length} 部分：${section.title.zh}`
        : `Part ${nth} of ${journey.length}: ${section.title.en}`,
    )}
    <ol class="progress" aria-hidden="true">
      ${journey.map((_, i) => html`<li class="${i + 1 < nth ? 'past' : i + 1 === nth ? 'now' : ''}"></li>`)}
    </ol>`;

/** Shown from the first saved page on: a battery may be empty at any time. */
const codeLine = ({ draft: { code } }: Visit, lang: Lang): Html =>
  html`<p class="quiet small">
    ${lang === 'zh' ? '已保存。取件码 ' : 'Saved. Your return code is '}<b class="nowrap tnum"
      >${showReturnCode(code)}</b
    >${
      lang === 'zh'
        ? '，请记下。凭它和手机号后四位，30 天内可以在任何手机上继续。'
        : '. Note it down: with it and the last four digits of your mobile number you can go on within 30 days, on any phone.'
    }
  </p>`;

export type Framed = {
  readonly pipeline: Applying;
  readonly placed: Placed;
  readonly visit: Visit | undefined;
  readonly backTo: `/${string}`;
  readonly title: string;
  readonly body: Content;
  /** What is wrong with what was filled in; said above everything else. */
  readonly errors: readonly FieldError[];
  readonly formAction?: string | undefined;
} & Pick<Shown, 'cookies'>;

/** A page of the form: where one is, the way back, the question, the code to return with. */
export const framed = (request: PageRequest, host: Host, page: Framed): Promise<PageResponse> => {
  const { lang } = request;
  const { pipeline, placed, visit, backTo, title, body, errors, formAction, cookies } = page;
  return show(request, host, {
    title: `${title} – ${say(placed.section.title, lang)}`,
    audience: 'applicant',
    nav: navOf(host, lang, visit),
    wrong: errors.length > 0,
    formAction,
    ...(cookies && { cookies }),
    body: html`${errorSummary(errors, lang)}${back(link(host.site, backTo), lang === 'zh' ? '返回' : 'Back')}${progress(pipeline, placed, lang)}${body}${
      visit && visit.draft.submitted === undefined && codeLine(visit, lang)
    }`,
  });
};
