import type { Page } from '#functions/page';
import type { PageRequest } from '#functions/web/request';
import { redirect, show } from '#functions/web/respond';
import type { Host } from '#shared/host';
import { parseFields, type Parsed } from '#shared/forms/parse';
import { renderFields } from '#shared/forms/render';
import { errorSummary } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { link } from '#shared/html/link';
import { next, row } from '#shared/html/show';
import { object } from '#shared/notices/object';
import { objectionFields } from '#shared/notices/objections';
import { say } from '#shared/text';
import { pipelineOf, taskOf } from '#workflows/index';
import { noticeAt } from './notices.page.ts';

const TITLE = { zh: '反映意见', en: 'Object to a notice' };

const ask = async (request: PageRequest, host: Host, parsed?: Parsed<unknown>) => {
  const { lang } = request;
  const { caseId } = await noticeAt(host, request.params['id']);
  const errors = parsed && !parsed.ok ? parsed.errors : [];
  return show(request, host, {
    title: say(TITLE, lang),
    audience: 'public',
    wrong: errors.length > 0,
    body: html`${errorSummary(errors, lang)}
      <p class="where">
        <a href="${link(host.site, `/notices/${caseId}`)}"
          >${say({ zh: '返回公示', en: 'Back to the notice' }, lang)}</a
        >
      </p>
      <h1>${say(TITLE, lang)}</h1>
      <form method="post">
        ${renderFields(objectionFields, { lang, errors, ...(parsed ? { typed: parsed.typed } : {}) })}
        ${row(html`<button class="go">${say({ zh: '提交', en: 'Send' }, lang)}</button>`)}
      </form>`,
  });
};

/** GET /notices/{id}/objection, and the receipt of one that was sent: loading it again sends nothing again. */
export const objectionPage: Page = (request, host) => {
  const n = request.query.get('received') ?? '';
  return /^\d{1,4}$/.test(n) ? received(request, host, n) : ask(request, host);
};

/** POST /notices/{id}/objection. The first objection stops the notice; all of them are kept for the investigation. */
export const submitObjection: Page = async (request, host) => {
  const { lang } = request;
  const notice = await noticeAt(host, request.params['id']);
  const parsed = parseFields(objectionFields, request.form, lang);
  if (!parsed.ok) return ask(request, host, parsed);
  const definition = taskOf(pipelineOf(notice.pipeline), 'publicNotice');
  const values = Object.fromEntries(Object.entries(parsed.values).filter(([, value]) => value !== undefined));
  const n = await object(host, { caseId: notice.caseId, task: 'publicNotice', definition, values });
  return redirect(host.site, `/notices/${notice.caseId}/objection?received=${n}`);
};

const received = (request: PageRequest, host: Host, n: string) => {
  const { lang } = request;
  const title = say({ zh: '已经收到', en: 'Received' }, lang);
  return show(request, host, {
    title,
    audience: 'public',
    body: html`<h1>${title}</h1>
      ${next(
        say(
          {
            zh: `这是对本公示的第 ${n} 份意见。公示已经暂停，由没有参与办理的人员在 10 个工作日内核实。`,
            en: `This is objection ${n} to this notice. The notice has stopped; somebody who had no part in the case will look into it within 10 working days.`,
          },
          lang,
        ),
      )}`,
  });
};
