import type { Page } from '#functions/page';
import { accessOf, actorOf, notApartFrom, type TaskAccess } from '#functions/web/approver/access';
import { deadEnd } from '#functions/web/approver/dead.page';
import { receipt } from '#functions/web/approver/receipt';
import { NoSuchPage } from '#functions/web/refusals';
import type { PageRequest } from '#functions/web/request';
import { type PageResponse, redirect, show, type Shown } from '#functions/web/respond';
import { navOf } from '#functions/web/session';
import type { Actor } from '#shared/events/chain';
import type { Host } from '#shared/host';
import { html } from '#shared/html/html';
import { link } from '#shared/html/link';
import { back, where } from '#shared/html/show';
import { reference } from '#shared/pipeline';
import { say, type Text } from '#shared/text';

/** A page below a task's own: by the link of a mail or by a session, as the task's page itself. */
export type Visit = {
  readonly request: PageRequest;
  readonly host: Host;
  readonly access: TaskAccess;
  readonly by: Actor;
  readonly t: (text: Text) => string;
  /** A link to another of these pages: `to('/spending')`. */
  readonly to: (path: '' | `/${string}`) => string;
  readonly goTo: (path: '' | `/${string}`) => PageResponse;
};

/**
 * A page for whoever is asked one of these tasks. Where money is booked the link alone is not enough, and whoever must
 * be kept apart from an earlier step is told so on the task's own page.
 */
export const forTask =
  (names: readonly string[], page: (visit: Visit) => Promise<PageResponse>): Page =>
  async (request, host) => {
    const access = await accessOf(request, host);
    const dead = await deadEnd(request, host, access);
    if (dead || access.kind !== 'task') return dead ?? Promise.reject(new NoSuchPage('Every other access is dead'));
    if (access.standing.kind === 'decidedByYou') return receipt(request, host, access);
    if (!names.includes(access.task.name)) throw new NoSuchPage(`${access.task.name} has no such page`);
    const mayNot = notApartFrom(access) !== undefined || (access.definition.signedIn && !access.session);
    if (mayNot) return redirect(host.site, access.base);
    const base = `${access.base}/inspection` as const;
    return page({
      request,
      host,
      access,
      by: actorOf(access),
      t: (text) => say(text, request.lang),
      to: (path) => link(host.site, `${base}${path}`),
      goTo: (path) => redirect(host.site, `${base}${path}`),
    });
  };

/** The page in the frame of its task: whose it is, and the way back. */
export const framed = (
  { request, host, access, t, to }: Visit,
  { body, ...shown }: Omit<Shown, 'audience' | 'nav'> & { readonly top?: boolean },
): Promise<PageResponse> => {
  const { each, pipeline, definition, session, base } = access;
  const place = `${each.title}　${t(definition.title)}　${reference(pipeline, each.id)}`;
  return show(request, host, {
    ...shown,
    audience: 'approver',
    ...navOf(request, host, session),
    body: html`${
      shown.top
        ? back(link(host.site, base), t({ zh: '返回这件事', en: 'Back to the task' }))
        : back(to(''), t({ zh: '返回', en: 'Back' }))
    }${where(place)}${body}`,
  });
};
