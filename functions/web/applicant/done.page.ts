import type { Page } from '#functions/page';
import { redirect, say as outcome, show } from '#functions/web/respond';
import { getCase } from '#shared/cases/change';
import { showReturnCode } from '#shared/forms/returnCode';
import type { Host } from '#shared/host';
import { html } from '#shared/html/html';
import { address, link } from '#shared/html/link';
import { card, facts, next, row } from '#shared/html/show';
import { organisation } from '#shared/people/organisation';
import { policyOf, reference } from '#shared/pipeline';
import { say } from '#shared/text';
import { addDays, type CivilDate, civilDate, formatDate, formatInstant } from '#shared/time/civil';
import type { Instant } from '#shared/time/instant';
import type { Applying } from './applying.ts';
import { visitOf } from './visit.ts';
import { navOf } from './walk.ts';

/** The day by which somebody will have looked at it. */
const lookedAtBy = async (host: Host, pipeline: Applying, openedAt: Instant): Promise<CivilDate> => {
  const day = civilDate(openedAt);
  const { values } = await policyOf(host.table, pipeline, day);
  const days = values.days['acceptance'];
  return days === undefined ? addDays(day, 3) : host.calendars.working().internalDeadline(day, days).date;
};

/** GET /apply/done: the receipt. Without the session of whoever sent it, it says how to get there and nothing else. */
export const donePage: Page = async (request, host) => {
  const { lang } = request;
  const visit = await visitOf(request, host);
  if (!visit) {
    return outcome(request, host, {
      title: lang === 'zh' ? '申请回执' : 'Receipt',
      audience: 'applicant',
      nav: navOf(host, lang, undefined),
      text: html`${lang === 'zh' ? '为保护您的信息，请用取件码查看回执和办理进度。' : 'To protect you, the receipt is only shown with your return code.'}
        <a href="${link(host.site, '/return')}">${lang === 'zh' ? '输入取件码' : 'Enter the code'}</a>`,
    });
  }
  if (visit.draft.submitted === undefined) return redirect(host.site, '/apply');
  const { pipeline } = visit;
  const each = await getCase(host.table, visit.draft.submitted);
  const { name } = await organisation(host.table).unit(each.union);
  const by = formatDate(await lookedAtBy(host, pipeline, each.openedAt), lang);
  const zh = lang === 'zh';
  return show(request, host, {
    title: zh ? '申请已提交' : 'Application sent',
    audience: 'applicant',
    nav: navOf(host, lang, visit),
    body: html`<div class="done">
        <h1>${zh ? '申请已提交' : 'Your application has been sent'}</h1>
        <p>${zh ? '受理编号' : 'Reference'} <b class="code">${reference(pipeline, each.id)}</b></p>
      </div>
      ${card(
        zh ? '请记下，或打印这一页' : 'Note this down, or print this page',
        html`${facts([
            {
              term: zh ? '受理编号' : 'Reference',
              value: html`<b class="nowrap">${reference(pipeline, each.id)}</b>`,
            },
            {
              term: zh ? '取件码' : 'Return code',
              value: html`<b class="code">${showReturnCode(visit.draft.code)}</b>`,
            },
            { term: zh ? '查进度的网址' : 'Where to look', value: address(host.site, '/return') },
            { term: zh ? '提交时间' : 'Sent', value: formatInstant(each.openedAt, lang) },
            { term: zh ? '所在工会' : 'Union', value: name },
          ])}
          <p class="quiet">
            ${zh ? '凭取件码和手机号后四位，可以随时在任何手机上查看进度。取件码请不要告诉别人。' : 'With the code and the last four digits of your mobile number you can see how it goes at any time, on any phone. Tell nobody the code.'}
          </p>`,
      )}
      ${next(say(pipeline.application.applicants.sent({ by, union: name }), lang), zh ? '接下来' : 'What happens next')}
      ${row(html`<a class="plain" href="${link(host.site, '/status')}">${zh ? '查看办理进度' : 'See how it goes'}</a>`)}
      <form method="post" action="${link(host.site, '/leave')}" class="noprint">
        <button class="link">
          ${zh ? '用的是别人的手机？退出，不留下记录' : 'Somebody else’s phone? Leave without a trace'}
        </button>
      </form>`,
  });
};
