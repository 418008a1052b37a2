import { raw } from 'hono/html';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Direct } from './front.ts';
import { type Content, html } from '#shared/html/html';
import { formatInstant } from '#shared/time/civil';
import { Instant } from '#shared/time/instant';
import type { KeptMail, Mailbox } from './mailbox.ts';

/**
 * The local mailbox, for whoever sits at this machine: `/_mail` lists, `/_mail/message?id=` shows one mail as text and
 * as HTML in a sandbox, `/_mail/messages?since=&to=` is JSON, oldest first. Off where mail goes to a server.
 */
export const mailboxPlaces = (mailbox: Mailbox): Direct[] => [
  { path: '/_mail', loopback: true, answer: (request, response) => answer(mailbox, request, response) },
  { path: '/_mail/', loopback: true, answer: (request, response) => answer(mailbox, request, response) },
];

const SHOWN_ON_PAGE = 200;

const answer = async (mailbox: Mailbox, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  request.resume();
  const url = new URL(request.url ?? '/', 'http://localhost');
  url.pathname = url.pathname.slice(Math.max(0, url.pathname.indexOf('/_mail'))); // a proxy may pass a prefix on
  const { status, type, body, policy } = reply(mailbox, request.method ?? 'GET', url);
  response.writeHead(status, {
    'content-type': type,
    'content-security-policy': policy ?? PAGE_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  await new Promise<void>((done) => response.end(request.method === 'HEAD' ? undefined : body, done));
};

type Reply = { readonly status: number; readonly type: string; readonly body: string; readonly policy?: string };

const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'";
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox";
const HTML = 'text/html; charset=utf-8';
const notFound: Reply = { status: 404, type: 'text/plain; charset=utf-8', body: '没有这封邮件 / No such mail\n' };

const reply = (mailbox: Mailbox, method: string, url: URL): Reply => {
  if (method !== 'GET' && method !== 'HEAD') return { ...notFound, status: 405, body: 'GET\n' };
  const to = url.searchParams.get('to') || undefined;
  if (url.pathname === '/_mail') {
    const mails = mailbox.list({ limit: SHOWN_ON_PAGE, ...(to && { to }) });
    return { status: 200, type: HTML, body: listPage(mails, to) };
  }
  if (url.pathname === '/_mail/messages') {
    const mails = mailbox.list({ since: sinceOf(url.searchParams.get('since')), ...(to && { to }) });
    return { status: 200, type: 'application/json; charset=utf-8', body: JSON.stringify(mails.toReversed()) };
  }
  const mail = mailbox.get(url.searchParams.get('id') ?? '');
  if (!mail) return notFound;
  if (url.pathname === '/_mail/message') return { status: 200, type: HTML, body: mailPage(mail) };
  // Links of a mail open beside it: the frame that shows it may neither run scripts nor hold another page.
  const body = mail.html.replace('<head>', '<head><base target="_blank">');
  return url.pathname === '/_mail/message.html' ? { status: 200, type: HTML, body, policy: MAIL_POLICY } : notFound;
};

/** Milliseconds since 1970, or an ISO instant. */
const sinceOf = (text: string | null): number => {
  const since = text === null ? 0 : /^\d+$/.test(text) ? Number(text) : Date.parse(text);
  return Number.isFinite(since) ? since : 0;
};

const STYLE = `
:root { color-scheme: light dark;
  font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
body { max-width: 860px; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; } ul { list-style: none; padding: 0; margin: 0; } li b { display: block; }
li a { display: block; padding: .75rem 0; min-height: 44px; border-bottom: 1px solid #8884;
  text-decoration: none; color: inherit; }
small { opacity: .75; }
pre { white-space: pre-wrap; font: inherit; border: 1px solid #8884; border-radius: 6px; padding: 1rem; }
iframe { width: 100%; height: 46rem; border: 1px solid #8884; border-radius: 6px; background: #fff; color-scheme: light; }
dl { display: grid; grid-template-columns: 4em 1fr; gap: .25rem 1rem; } dd { margin: 0; }`;

const page = (title: string, body: Content): string =>
  html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html> `.toString();

const time = (mail: KeptMail): string => formatInstant(Instant.parse(mail.at), 'zh');

const listPage = (mails: readonly KeptMail[], to: string | undefined): string =>
  page(
    '本机邮箱',
    html`<h1>本机邮箱 <small>Local mailbox</small></h1>
      <p>没有设置 SMTP_URL，邮件都留在这里，只有本机能看。${to && html`收件人：${to}　<a href="_mail">全部</a>`}</p>
      ${mails.length === 0 && html`<p>还没有邮件。No mail yet.</p>`}
      <ul>
        ${mails.map(
          (mail) =>
            html`<li>
              <a href="_mail/message?id=${encodeURIComponent(mail.id)}"
                ><b>${mail.subject}</b><small>${time(mail)}　→ ${mail.to}</small></a
              >
            </li>`,
        )}
      </ul>`,
  );

const mailPage = (mail: KeptMail): string =>
  page(
    mail.subject,
    html`<p><a href="../_mail">← 本机邮箱</a></p>
      <h1>${mail.subject}</h1>
      <dl>
        <dt>收件人</dt>
        <dd><a href="../_mail?to=${encodeURIComponent(mail.to)}">${mail.to}</a></dd>
        <dt>时间</dt>
        <dd>${time(mail)}</dd>
      </dl>
      <h2>文本 <small>Text</small></h2>
      <pre>${linked(mail.text)}</pre>
      <h2>HTML</h2>
      <iframe
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        title="HTML"
        src="message.html?id=${encodeURIComponent(mail.id)}"
      ></iframe>`,
  );

/** The addresses of a text, as links. */
const linked = (text: string): Content =>
  text.split(/(https?:\/\/\S+)/).map((part, i) => (i % 2 === 1 ? html`<a href="${part}">${part}</a>` : part));
