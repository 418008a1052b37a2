import type { Page } from '#functions/page';
import { cookie, redirect, show } from '#functions/web/respond';
import { drafts } from '#shared/forms/draft';
import { closeSession } from '#shared/forms/draftSession';
import { showReturnCode } from '#shared/forms/returnCode';
import { html } from '#shared/html/html';
import { address, link } from '#shared/html/link';
import { card, row } from '#shared/html/show';
import { civilDate, formatDate } from '#shared/time/civil';
import { fileFieldsOf, placesOf } from './stored.ts';
import { SESSION_COOKIE, visitOf } from './visit.ts';
import { navOf } from './walk.ts';

/** GET /apply/saved: nothing is lost; how to come back, and until when. */
export const savedPage: Page = async (request, host) => {
  const { lang } = request;
  const visit = await visitOf(request, host);
  if (!visit || visit.draft.submitted !== undefined) return redirect(host.site, '/return');
  const zh = lang === 'zh';
  const until = formatDate(civilDate(visit.draft.expires), lang);
  const hasMobile = visit.answers['mobile'] !== undefined;
  return show(request, host, {
    title: zh ? '已保存' : 'Saved',
    audience: 'applicant',
    nav: navOf(host, lang, visit).map((item) => ({ ...item, current: true })),
    body: html`<h1>${zh ? '已保存，可以稍后继续' : 'Saved: you can come back later'}</h1>
      ${card(
        zh ? '您的取件码' : 'Your return code',
        html`<p><b class="code">${showReturnCode(visit.draft.code)}</b></p>
          <p>
            ${
              hasMobile
                ? zh
                  ? html`在任何手机上打开
                      <b>${address(host.site, '/return')}</b>，输入取件码和手机号后四位，就能接着填。`
                  : html`On any phone open <b>${address(host.site, '/return')}</b> and enter the code and the last four
                      digits of your mobile number.`
                : zh
                  ? '您还没有填写手机号码。换手机继续前，请先填写「怎样联系您」这一页。'
                  : 'You have not given a mobile number yet: answer “How can we reach you?” before you change phones.'
            }
          </p>
          <p>
            ${zh ? `请在${until}前继续；过期未提交的内容会自动删除。` : `Come back by ${until}; after that, what was not sent is deleted.`}
          </p>`,
      )}${row(
        html`<a class="go" href="${link(host.site, '/apply')}">${zh ? '继续填写' : 'Continue now'}</a>`,
        html`<form method="post" action="${link(host.site, '/leave')}">
          <button class="plain">${zh ? '退出（别人的手机请退出）' : 'Leave (on somebody else’s phone)'}</button>
        </form>`,
      )}
      <details>
        <summary>${zh ? '不想申请了，删除填过的内容' : 'I do not want to apply: delete what I filled in'}</summary>
        <div>
          <form method="post" action="${link(host.site, '/apply/discard')}">
            <p>${zh ? '删除后不能恢复，取件码也不再有效。' : 'This cannot be undone, and the code ends.'}</p>
            <button class="plain">${zh ? '全部删除' : 'Delete everything'}</button>
          </form>
        </div>
      </details>`,
  });
};

/** POST /apply/discard: whoever takes their consent back before sending leaves nothing behind. */
export const discard: Page = async (request, host) => {
  const visit = await visitOf(request, host);
  if (!visit || visit.draft.submitted !== undefined) return redirect(host.site, '/');
  await drafts(host).discard(visit.key, visit.draft);
  const places = fileFieldsOf(visit).flatMap((field) => placesOf(visit, field));
  await Promise.all(places.map((key) => host.files.remove(key)));
  await closeSession(host, request.cookies[SESSION_COOKIE]);
  return redirect(host.site, '/', [cookie(host.site, SESSION_COOKIE, '', 0)]);
};
