import type { Page } from '#functions/page';
import { cookie, redirect, show } from '#functions/web/respond';
import { navOf, SESSION_COOKIE, signedIn, toSignIn } from '#functions/web/session';
import { html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { link } from '#shared/html/link';
import { plain, table } from '#shared/html/show';
import { endSession, listSessions } from '#shared/people/sessions';
import { say, type Text } from '#shared/text';
import { formatInstant } from '#shared/time/civil';

/** GET /sessions: where one is signed in. */
export const showSessions: Page = async (request, host) => {
  const who = await signedIn(request, host);
  if (!who) return toSignIn(request, host);
  const words = (text: Text) => say(text, request.lang);
  const title = words({ zh: '登录的设备', en: 'Where you are signed in' });
  const rows = (await listSessions(host, who.person.id)).map((session) => [
    formatInstant(session.startedAt, request.lang),
    formatInstant(session.expiresAt, request.lang),
    session.from,
    session.id === who.session.id
      ? words({ zh: '这台设备', en: 'this device' })
      : html`<form method="post">${hidden('id', session.id)}${plain(words({ zh: '退出', en: 'Sign out' }))}</form>`,
  ]);
  return show(request, host, {
    title,
    audience: 'approver',
    ...navOf(request, host, who),
    body: html`<h1>${title}</h1>
      <p>${who.person.name}　${who.person.email}</p>
      ${table(
        words({ zh: '每次登录最长 12 小时', en: 'A session lasts 12 hours at most' }),
        [
          { name: words({ zh: '开始', en: 'Since' }) },
          { name: words({ zh: '结束', en: 'Until' }) },
          { name: words({ zh: '网络地址', en: 'Address' }) },
          { name: words({ zh: '操作', en: 'Action' }) },
        ],
        rows,
        '',
      )}`,
  });
};

/** POST /sessions: ends one of one's own. */
export const endOne: Page = async (request, host) => {
  const who = await signedIn(request, host);
  if (!who) return toSignIn(request, host);
  await endSession(host, who.person.id, request.form.get('id') ?? '');
  return redirect(host.site, '/sessions');
};

/** POST /sign-out: ends this one; also where there is none any more. */
export const signOut: Page = async (request, host) => {
  const who = await signedIn(request, host);
  if (who) await endSession(host, who.person.id, who.session.id);
  const title = say({ zh: '已退出', en: 'You are signed out' }, request.lang);
  return show(request, host, {
    title,
    audience: 'approver',
    cookies: [cookie(host.site, SESSION_COOKIE, '', 0)],
    body: html`<h1>${title}</h1>
      <p>
        <a href="${link(host.site, '/sign-in')}">${say({ zh: '重新登录', en: 'Sign in again' }, request.lang)}</a>
      </p>`,
  });
};
