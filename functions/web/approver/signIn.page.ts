import type { Page } from '#functions/page';
import type { PageRequest } from '#functions/web/request';
import { cookie, type PageResponse, redirect, show } from '#functions/web/respond';
import { SESSION_COOKIE } from '#functions/web/session';
import type { Host } from '#shared/host';
import { html } from '#shared/html/html';
import { errorSummary } from '#shared/html/errors';
import { hidden, textInput } from '#shared/html/inputs';
import { link } from '#shared/html/link';
import { go, row } from '#shared/html/show';
import { organisation } from '#shared/people/organisation';
import { SESSION_SECONDS, startSession } from '#shared/people/sessions';
import { type FoundSignIn, findSignIn, ownPath, requestSignIn, SIGN_IN_MINUTES } from '#shared/people/signIn';
import { say, type Text } from '#shared/text';

/** GET /sign-in: asks for the registered address; `?back=` is the page that was wanted. */
export const askForAddress: Page = (request, host) => askAgain(request, host);

const askAgain = (request: PageRequest, host: Host, error?: string): Promise<PageResponse> => {
  const words = (text: Text) => say(text, request.lang);
  const title = words({ zh: '登录', en: 'Sign in' });
  const back = ownPath(request.form.get('back') ?? request.query.get('back'));
  const asked = {
    name: 'email',
    label: words({ zh: '在本会登记的邮箱', en: 'The address registered with your federation' }),
    hint: words({ zh: '我们把登录链接发到这个邮箱，不用密码。', en: 'We mail you a link; there is no password.' }),
    error,
  };
  return show(request, host, {
    title,
    audience: 'approver',
    wrong: error !== undefined,
    body: html`${errorSummary(error === undefined ? [] : [{ field: 'email', message: error }], request.lang)}
      <h1>${title}</h1>
      <form method="post" action="${link(host.site, '/sign-in')}" novalidate>
        ${hidden('back', back)}
        ${textInput(asked, { type: 'email', inputmode: 'email', autocomplete: 'email', value: request.form.get('email') ?? '' })}
        ${row(go(words({ zh: '把登录链接发给我', en: 'Mail me a link' })))}
      </form>`,
  });
};

const WRONG: Text = { zh: '请填写邮箱，例如 name@example.com', en: 'Enter an address like name@example.com' };

/** POST /sign-in: the same answer whether or not the address is known. */
export const mailLink: Page = async (request, host) => {
  const email = request.form.get('email')?.trim() ?? '';
  if (!/^[^\s@]{1,100}@[^\s@]{1,150}$/.test(email)) return askAgain(request, host, say(WRONG, request.lang));
  await requestSignIn(host, email, ownPath(request.form.get('back')));
  return linkSent(request, host);
};

/** What is said after a sign-in link was asked for, wherever that was. */
export const linkSent = (request: PageRequest, host: Host): Promise<PageResponse> => {
  const zh = request.lang === 'zh';
  const title = zh ? '请查看邮箱' : 'Check your mail';
  return show(request, host, {
    title,
    audience: 'approver',
    body: html`<h1>${title}</h1>
      <p>
        ${
          zh
            ? `如果这个邮箱在本会登记过，几分钟内会收到登录链接，${SIGN_IN_MINUTES} 分钟内有效，只能用一次。请在这台设备上打开。`
            : `If the address is registered, a sign-in link arrives within minutes. It works once, within ${SIGN_IN_MINUTES} minutes; open it on this device.`
        }
      </p>
      <p>
        ${
          zh
            ? '没有收到？请看垃圾邮件，或半分钟后再试；邮箱有变动的，请帮扶中心更正。'
            : 'Nothing came? Look among junk mail, or try again in half a minute. If your address has changed, ask the aid centre to correct it.'
        }
      </p>`,
  });
};

/** GET /sign-in/{token}: only a button. Scanners that fetch links sign nobody in. */
export const showSignIn: Page = async (request, host) => {
  const found = await findSignIn(host, request.params['token'] ?? '');
  if (found.kind !== 'good') return spent(request, host, found.kind);
  const { name } = await organisation(host.table).person(found.link.person);
  const zh = request.lang === 'zh';
  const title = zh ? `${name}，请确认登录` : `Sign in as ${name}`;
  return show(request, host, {
    title,
    audience: 'approver',
    body: html`<h1>${title}</h1>
      <p>
        ${
          zh
            ? '按下按钮后，这台设备保持登录 12 小时。不是您本人的设备，用完请退出。'
            : 'This device stays signed in for 12 hours. If it is not your own, sign out afterwards.'
        }
      </p>
      <form method="post">${row(go(zh ? '登录' : 'Sign in'))}</form>`,
  });
};

/** POST /sign-in/{token}: the session begins. */
export const enter: Page = async (request, host) => {
  const token = request.params['token'] ?? '';
  const started = await startSession(host, token, request.ip);
  if (!started) {
    const { kind } = await findSignIn(host, token);
    return spent(request, host, kind === 'good' ? 'used' : kind);
  }
  return redirect(host.site, ownPath(started.back), [
    cookie(host.site, SESSION_COOKIE, started.token, SESSION_SECONDS),
  ]);
};

const SPENT: Record<Exclude<FoundSignIn['kind'], 'good'>, Text> = {
  used: { zh: '这个登录链接已经用过', en: 'This sign-in link has been used' },
  expired: { zh: '这个登录链接已过期', en: 'This sign-in link has expired' },
  unknown: { zh: '这个登录链接无效', en: 'This sign-in link is not valid' },
};

const spent = (request: PageRequest, host: Host, kind: Exclude<FoundSignIn['kind'], 'good'>): Promise<PageResponse> => {
  const title = say(SPENT[kind], request.lang);
  const zh = request.lang === 'zh';
  return show(request, host, {
    title,
    audience: 'approver',
    status: kind === 'unknown' ? 404 : 410,
    body: html`<h1>${title}</h1>
      <p>
        ${
          zh
            ? '登录链接只能用一次，15 分钟内有效。请检查网址是否完整，或者重新索取一个。'
            : 'A link works once, within 15 minutes. Check that the address is complete, or ask for a new one.'
        }
      </p>
      <p><a href="${link(host.site, '/sign-in')}">${zh ? '重新索取登录链接' : 'Ask for a new link'}</a></p>`,
  });
};
