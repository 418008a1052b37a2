import type { Page } from '#functions/page';
import type { PageRequest } from '#functions/web/request';
import { type PageResponse, redirect, show } from '#functions/web/respond';
import type { Parsed } from '#shared/forms/parse';
import { renderFields } from '#shared/forms/render';
import type { Host } from '#shared/host';
import { errorSummary } from '#shared/html/errors';
import { type Content, html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { link } from '#shared/html/link';
import { card, facts, go, next, row, tag, timeline } from '#shared/html/show';
import { organisation } from '#shared/people/organisation';
import { reference } from '#shared/pipeline';
import { daysLeft, lastDay } from '#shared/tasks/daysLeft';
import { say } from '#shared/text';
import { civilDate, formatDate, formatInstant } from '#shared/time/civil';
import { mayWithdraw, type Standing, standingOf } from './standing.ts';
import { type Visit, visitOf } from './visit.ts';
import { navOf } from './walk.ts';

type Wrong = Extract<Parsed<unknown>, { ok: false }>;

/** Until when, and how long that is. */
const deadline = ({ waiting }: Standing, { lang }: PageRequest, host: Host): Content => {
  if (!waiting) return undefined;
  const day = formatDate(lastDay(waiting.task.dueAt), lang);
  const left = say(daysLeft(host, waiting.task.dueAt), lang);
  return lang === 'zh' ? `最迟 ${day}，${left}` : `By ${day}: ${left}`;
};

/** What the applicant can do about it now. */
const asks = (
  request: PageRequest,
  host: Host,
  visit: Visit,
  { waiting }: Standing,
  wrong: Wrong | undefined,
): Content => {
  const { lang } = request;
  const zh = lang === 'zh';
  if (visit.correction) {
    const { sections } = visit.correction;
    const { journey } = visit.pipeline.application;
    return html`<h2>${zh ? '需要补正的部分' : 'Parts to correct'}</h2>
      <ul>
        ${journey.filter(({ id }) => sections.includes(id)).map(({ title }) => html`<li>${say(title, lang)}</li>`)}
      </ul>
      ${row(html`<a class="go" href="${link(host.site, '/apply/check')}">${zh ? '去补正' : 'Correct it'}</a>`)}`;
  }
  if (waiting?.definition.asks !== 'applicant') return undefined;
  const { task, definition } = waiting;
  return Object.entries(definition.outcomes)
    .filter(([, { hidden: unseen }]) => unseen !== true)
    .map(
      ([name, { label, fields = [] }]) =>
        html`<form method="post" action="${link(host.site, '/status')}" novalidate>
          ${hidden('task', task.id)}${hidden('outcome', name)}${renderFields(fields, { lang, ...wrong })}${row(go(say(label, lang)))}
        </form>`,
    );
};

export const statusView = async (
  request: PageRequest,
  host: Host,
  visit: Visit,
  standing: Standing,
  wrong?: Wrong,
): Promise<PageResponse> => {
  const { lang } = request;
  const zh = lang === 'zh';
  const { each, earlier, status, opinion, refused, waiting } = standing;
  const { name } = await organisation(host.table).unit(each.union);
  const errors = wrong?.errors ?? [];
  const mine = waiting?.definition.asks === 'applicant';
  return show(request, host, {
    title: zh ? '办理进度' : 'Progress',
    audience: 'applicant',
    nav: navOf(host, lang, visit).map((item) => ({ ...item, current: true })),
    wrong: errors.length > 0,
    body: html`${errorSummary(errors, lang)}
      <h1>${mine ? say(waiting.definition.question, lang) : zh ? '办理进度' : 'How it is going'}</h1>
      ${
        request.query.get('done') === 'resubmit' && html`<p>${tag(zh ? '已重新提交' : 'Sent again', 'ok')}</p>`
      }${next(html`<b>${say(status, lang)}</b>${waiting && html`<br />${deadline(standing, request, host)}`}`)}
      ${opinion && card(say(opinion.by, lang), html`<p class="pre">${opinion.words}</p>`)}
      ${refused !== undefined && card(zh ? '没有付成的账户' : 'The account that could not be paid', html`<p>${refused}</p>`)}
      ${asks(request, host, visit, standing, wrong)}
      ${card(
        zh ? '您的申请' : 'Your application',
        facts([
          {
            term: zh ? '受理编号' : 'Reference',
            value: html`<span class="nowrap">${reference(visit.pipeline, each.id)}</span>`,
          },
          { term: zh ? '提交时间' : 'Sent', value: formatInstant(each.openedAt, lang) },
          { term: zh ? '所在工会' : 'Union', value: name },
        ]),
      )}
      ${card(
        zh ? '已经办过的' : 'What has been done',
        timeline([
          { time: formatInstant(each.openedAt, lang), what: zh ? '提交申请' : 'Application sent', place: 'past' },
          ...earlier.map(({ title, outcome, at }) => ({
            time: formatDate(civilDate(at), lang),
            what: `${say(title, lang)}${zh ? '：' : ': '}${say(outcome, lang)}`,
            place: 'past' as const,
          })),
          ...(each.closedAt === undefined
            ? [
                {
                  time: zh ? '现在' : 'Now',
                  what: waiting ? say(waiting.definition.title, lang) : say(status, lang),
                  place: 'now' as const,
                },
              ]
            : []),
        ]),
      )}
      ${
        mayWithdraw(standing) &&
        html`<p>
          <a href="${link(host.site, '/status/withdraw')}">${zh ? '撤回申请' : 'Withdraw the application'}</a>
        </p>`
      }
      <form method="post" action="${link(host.site, '/leave')}" class="noprint">
        <button class="link">${zh ? '退出（别人的手机请退出）' : 'Leave (on somebody else’s phone)'}</button>
      </form>`,
  });
};

/** GET /status */
export const statusPage: Page = async (request, host) => {
  const visit = await visitOf(request, host);
  if (!visit) return redirect(host.site, '/return');
  const { submitted } = visit.draft;
  if (submitted === undefined) return redirect(host.site, '/apply');
  return statusView(request, host, visit, await standingOf(host, visit.pipeline, submitted));
};
