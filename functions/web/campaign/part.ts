import type { Page } from '#functions/page';
import { accessOf, type TaskAccess } from '#functions/web/approver/access';
import { deadEnd } from '#functions/web/approver/dead.page';
import { receipt } from '#functions/web/approver/receipt';
import { signInFirst } from '#functions/web/approver/answering';
import { NoSuchPage } from '#functions/web/refusals';
import type { PageRequest } from '#functions/web/request';
import { type PageResponse, show, type Shown } from '#functions/web/respond';
import { navOf } from '#functions/web/session';
import type { Host } from '#shared/host';
import { html } from '#shared/html/html';
import { link } from '#shared/html/link';
import { next, where } from '#shared/html/show';
import { reference } from '#shared/pipeline';
import { daysLeft, lastDay } from '#shared/tasks/daysLeft';
import { type Lang, say, type Text } from '#shared/text';
import { formatDate } from '#shared/time/civil';

/** What a task's page of its own knows: who asks for it, by which task, and how to speak to them. */
export type PartVisit = {
  readonly request: PageRequest;
  readonly host: Host;
  readonly access: TaskAccess;
  readonly lang: Lang;
  readonly t: (text: Text) => string;
  /** A link below the task's address. */
  readonly at: (path?: string) => string;
};

/**
 * A page below a task, by the link of a mail or by a session. Links that lead nowhere say why; a decided task shows its
 * receipt; nothing is changed by GET, whoever fetches it.
 */
export const forTask =
  (name: string, page: (visit: PartVisit) => Promise<PageResponse>): Page =>
  async (request, host) => {
    const access = await accessOf(request, host);
    const dead = await deadEnd(request, host, access);
    if (dead || access.kind !== 'task') return dead ?? Promise.reject(new Error('Every other access is a dead end'));
    if (access.task.name !== name) throw new NoSuchPage('Not a page of this task');
    if (access.standing.kind === 'decidedByYou') return receipt(request, host, access);
    if (access.definition.signedIn && !access.session) {
      const title = say(access.definition.title, request.lang);
      return show(request, host, { title, audience: 'approver', body: signInFirst(request, host, access) });
    }
    const { lang } = request;
    return page({
      request,
      host,
      access,
      lang,
      t: (text) => say(text, lang),
      at: (path = '') => link(host.site, `${access.base}${path}`),
    });
  };

/** The page in the frame of a task: which campaign, what is asked, until when. */
export const inTask = (visit: PartVisit, shown: Omit<Shown, 'audience' | 'nav' | 'title'>): Promise<PageResponse> => {
  const { request, host, access, t, lang } = visit;
  const { definition, pipeline, each, session, task } = access;
  const by = html`<b>${formatDate(lastDay(task.dueAt), lang)}</b>`;
  const left = say(daysLeft(host, task.dueAt), lang);
  return show(request, host, {
    ...shown,
    title: `${t(definition.title)} ${reference(pipeline, each.id)}`,
    audience: 'approver',
    ...navOf(request, host, session),
    body: html`${where(`${t(definition.title)}　${reference(pipeline, each.id)}`)}
      <h1>${each.title}${lang === 'zh' ? '：' : ': '}${t(definition.question)}</h1>
      ${next(lang === 'zh' ? html`请在 ${by} 24:00 前办理，${left}。` : html`Please do this by ${by}, 24:00: ${left}.`)}
      ${shown.body}`,
  });
};
