import type { Page } from '#functions/page';
import { NoSuchPage } from '#functions/web/refusals';
import { show } from '#functions/web/respond';
import { type Html, html } from '#shared/html/html';
import { link } from '#shared/html/link';
import { card, facts, row } from '#shared/html/show';
import type { Host } from '#shared/host';
import { CaseId } from '#shared/ids';
import { getNotice, type Notice, noticesUp } from '#shared/notices/notice';
import { NoticeOver } from '#shared/notices/object';
import { type Lang, say } from '#shared/text';
import { civilDate, formatDate } from '#shared/time/civil';

/** What anybody may read of a notice that is up: nothing but its masked line and its dates. */
const facts3 = ({ line, since, lastDay, contact, supervisionPhone, status }: Notice, lang: Lang): Html =>
  facts([
    { term: say({ zh: '姓名', en: 'Name' }, lang), value: line.name },
    { term: say({ zh: '单位', en: 'Unit' }, lang), value: line.unit },
    { term: say({ zh: '事项', en: 'Matter' }, lang), value: say(line.aid, lang) },
    {
      term: say({ zh: '公示期', en: 'Notice' }, lang),
      value:
        status === 'paused'
          ? say({ zh: '收到意见，暂停计算，正在核实', en: 'Stopped while an objection is looked into' }, lang)
          : `${formatDate(since, lang)} – ${formatDate(lastDay, lang)}`,
    },
    { term: say({ zh: '联系电话', en: 'Contact' }, lang), value: contact },
    { term: say({ zh: '监督电话', en: 'Supervision' }, lang), value: supervisionPhone },
  ]);

/** GET /notices. Those that are up today; each disappears by itself when its last day has passed. */
export const noticeList: Page = async (request, host) => {
  const { lang, query } = request;
  const today = civilDate(host.clock.now());
  const { notices, cursor } = await noticesUp(host.table, today, query.get('cursor') ?? undefined);
  const title = say({ zh: '正在公示', en: 'Public notices' }, lang);
  return show(request, host, {
    title,
    audience: 'public',
    body: html`<h1>${title}</h1>
      ${notices.length === 0 && html`<p>${say({ zh: '现在没有公示。', en: 'There are no notices now.' }, lang)}</p>`}
      ${notices.map((notice) =>
        card(
          html`<a href="${link(host.site, `/notices/${notice.caseId}`)}">${notice.line.name}　${notice.line.unit}</a>`,
          facts3(notice, lang),
        ),
      )}
      ${
        cursor !== undefined &&
        html`<p>
          <a href="${link(host.site, '/notices')}?cursor=${encodeURIComponent(cursor)}"
            >${say({ zh: '下一页', en: 'Next page' }, lang)}</a
          >
        </p>`
      }`,
  });
};

/** The notice of a case, while it is up or held up by an objection. @throws {NoticeOver} afterwards {NoSuchPage} */
export const noticeAt = async (host: Pick<Host, 'table' | 'clock'>, id: string | undefined): Promise<Notice> => {
  const caseId = CaseId.safeParse(id);
  const notice = caseId.success ? await getNotice(host.table, caseId.data) : undefined;
  if (!notice || notice.scope === 'internal') throw new NoSuchPage('There is no such notice');
  const over = notice.status === 'ended' || (notice.status === 'up' && civilDate(host.clock.now()) > notice.lastDay);
  if (over) throw new NoticeOver('This notice has ended');
  return notice;
};

/** GET /notices/{id}. */
export const noticePage: Page = async (request, host) => {
  const { lang } = request;
  const notice = await noticeAt(host, request.params['id']);
  const title = say({ zh: '帮扶公示', en: 'Public notice' }, lang);
  return show(request, host, {
    title,
    audience: 'public',
    body: html`<h1>${title}</h1>
      ${card(say({ zh: '拟帮扶对象', en: 'Proposed for aid' }, lang), facts3(notice, lang))}
      <p>
        ${say(
          {
            zh: '对公示内容有不同意见的，可以在公示期内反映，可以不留姓名。收到意见后公示暂停，由没有参与办理的人员核实。',
            en: 'If you know of anything against it you may say so during the notice, without giving your name. The notice then stops until somebody who had no part in the case has looked into it.',
          },
          lang,
        )}
      </p>
      ${row(html`<a class="go" href="${link(host.site, `/notices/${notice.caseId}/objection`)}">${say({ zh: '反映意见', en: 'Object' }, lang)}</a>`)}`,
  });
};
