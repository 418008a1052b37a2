import type { Page } from '#functions/page';
import type { PageRequest } from '#functions/web/request';
import { type PageResponse, show } from '#functions/web/respond';
import type { Host } from '#shared/host';
import { type Content, html } from '#shared/html/html';
import { link } from '#shared/html/link';
import { card, row } from '#shared/html/show';
import { say, type Text } from '#shared/text';
import { type Applying, applyingOf, chosenIn, whatOneCanApplyFor } from './applying.ts';
import { type Visit, visitOf } from './visit.ts';
import { navOf } from './walk.ts';

/** GET /: what it is, what one needs, how long it takes, what happens then; first which, where there is a choice. */
export const startPage: Page = async (request, host) => {
  const visit = await visitOf(request, host);
  const chosen = request.query.get('for');
  if (!visit && chosen === null && whatOneCanApplyFor().length > 1) return choosing(request, host);
  return starting(request, host, visit?.pipeline ?? applyingOf(chosen), visit);
};

const choosing = (request: PageRequest, host: Host): Promise<PageResponse> => {
  const { lang } = request;
  const title = say({ zh: '您要申请什么', en: 'What would you like to apply for?' }, lang);
  return show(request, host, {
    title,
    audience: 'applicant',
    nav: navOf(host, lang, undefined),
    body: html`<h1>${title}</h1>
      ${whatOneCanApplyFor().map(({ name, application: { applicants } }) =>
        card(
          say(applicants.title, lang),
          html`<p>${say(applicants.lead, lang)}</p>
            ${row(
              html`<a class="plain" href="${link(host.site, `/?for=${name}`)}"
                >${say({ zh: '了解并申请', en: 'Read on and apply' }, lang)}<span class="sr">
                  ${say(applicants.title, lang)}</span
                ></a
              >`,
            )}`,
        ),
      )}`,
  });
};

const starting = (
  request: PageRequest,
  host: Host,
  pipeline: Applying,
  visit: Visit | undefined,
): Promise<PageResponse> => {
  const { lang } = request;
  const { applicants } = pipeline.application;
  const list = (texts: readonly Text[]): Content => texts.map((each) => html`<li>${say(each, lang)}</li>`);
  const sent = visit?.draft.submitted !== undefined;
  const main = sent
    ? { href: link(host.site, '/status'), label: { zh: '查看办理进度', en: 'See how it goes' } }
    : visit
      ? { href: link(host.site, '/apply'), label: { zh: '继续填写', en: 'Continue' } }
      : { href: link(host.site, `/apply${chosenIn(pipeline)}`), label: { zh: '开始申请', en: 'Start now' } };
  return show(request, host, {
    title: say(applicants.title, lang),
    audience: 'applicant',
    nav: navOf(host, lang, visit),
    body: html`<h1>${say(applicants.title, lang)}</h1>
      <p>${say(applicants.lead, lang)}</p>
      ${row(
        html`<a class="go" href="${main.href}">${say(main.label, lang)}</a>`,
        sent
          ? html`<form method="post" action="${link(host.site, '/leave')}">
              <button class="link">${say({ zh: '退出，另外申请一份', en: 'Leave, and start another' }, lang)}</button>
            </form>`
          : html`<a href="${link(host.site, '/return')}"
              >${say({ zh: '凭取件码继续，或查看进度', en: 'Come back with your code' }, lang)}</a
            >`,
      )}
      ${card(
        say({ zh: '请先准备', en: 'Have ready' }, lang),
        html`<ul>
          ${list(applicants.need)}
        </ul>`,
      )}
      ${card(
        say({ zh: '提交以后', en: 'What happens then' }, lang),
        html`<ol>
          ${list(applicants.steps)}
        </ol>`,
      )}
      <p class="quiet">${say(applicants.otherwise, lang)}</p>`,
  });
};
