import type { Site } from '#shared/host';
import { basePath } from '#shared/html/link';
import type { Lang } from '#shared/text';
import type { HttpEvent } from './event.ts';
import { BodyTooLarge, ForeignOrigin, NoSuchPage, NotAForm, Unreadable } from './refusals.ts';

/** What a page handler gets: everything decoded and checked, nothing of the transport left. */
export type PageRequest = {
  readonly method: 'GET' | 'POST';
  /** Without the site's own path: always as in the route table. */
  readonly path: string;
  /** The `{names}` of the route. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Empty for GET. */
  readonly form: URLSearchParams;
  readonly cookies: Readonly<Record<string, string>>;
  readonly lang: Lang;
  readonly ip: string;
  /** Names this request in logs and on the error page. */
  readonly id: string;
};

const MOST_BODY_BYTES = 64 * 1024;
const CONTROL = /[^\P{Cc}\t\n\r]/u; // tab and line ends are what people type
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws {Unreadable} for what is not UTF-8, or holds control characters */
const params = (encoded: string): URLSearchParams => {
  let text;
  try {
    text = decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch (cause) {
    throw new Unreadable('Not percent-encoded UTF-8', { cause });
  }
  if (CONTROL.test(text)) throw new Unreadable('Control characters');
  return new URLSearchParams(encoded);
};

/** @throws {BodyTooLarge} {NotAForm} {Unreadable} */
const formOf = ({ body = '', isBase64Encoded, headers }: HttpEvent): URLSearchParams => {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MOST_BODY_BYTES) throw new BodyTooLarge(`${bytes.length} bytes`);
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') throw new NotAForm(`Content type ${type ?? 'missing'}`);
  try {
    return params(utf8.decode(bytes));
  } catch (cause) {
    throw cause instanceof Unreadable ? cause : new Unreadable('Not UTF-8', { cause });
  }
};

/** The path as routes have it. A proxy may or may not have cut the site's own path off. */
const pathOf = (raw: string, site: Site): string => {
  const base = basePath(site);
  const inside = base !== '' && (raw === base || raw.startsWith(`${base}/`)) ? raw.slice(base.length) : raw;
  try {
    if (CONTROL.test(decodeURIComponent(inside))) throw new NoSuchPage('Control characters in the path');
  } catch (cause) {
    throw cause instanceof NoSuchPage ? cause : new NoSuchPage('The path is not UTF-8', { cause });
  }
  return inside === '' ? '/' : inside;
};

/** `__Host-` keeps a neighbour of the domain from setting our cookies; it needs https and no path of our own. */
export const cookieName = (site: Site, name: string): string =>
  site.url.protocol === 'https:' && basePath(site) === '' ? `__Host-${name}` : name;

const cookiesOf = (pairs: readonly string[] = [], site: Site): Record<string, string> => {
  const prefix = cookieName(site, '');
  return Object.fromEntries(
    pairs.flatMap((pair) => {
      const at = pair.indexOf('=');
      const name = pair.slice(0, at).trim();
      return at > 0 && name.startsWith(prefix) ? [[name.slice(prefix.length), pair.slice(at + 1).trim()]] : [];
    }),
  );
};

const asLang = (value: string | null | undefined): Lang | undefined =>
  value === 'zh' || value === 'en' ? value : undefined;

/** `?lang`, then the cookie, then what the browser prefers; Chinese when none of them says. */
const langOf = (query: URLSearchParams, cookie: string | undefined, accepted = ''): Lang => {
  const preferred = accepted.split(',').map((range) => range.trim().slice(0, 2).toLowerCase());
  return asLang(query.get('lang')) ?? asLang(cookie) ?? preferred.map(asLang).find(Boolean) ?? 'zh';
};

/** The language of a request that may be broken in every other way, for its error page. */
export const langOfEvent = ({ rawQueryString, cookies, headers }: HttpEvent, site: Site): Lang =>
  langOf(new URLSearchParams(rawQueryString), cookiesOf(cookies, site)['lang'], headers['accept-language']);

/**
 * Refuses forms that another site made the browser post. Sec-Fetch-Site says it where browsers send it (https and
 * loopback); elsewhere Origin does. Our pages send no referrer, and so make such browsers say `Origin: null`: that is
 * let through, because SameSite=Lax keeps the cookies of a session out of any post from elsewhere.
 *
 * @see https://fetch.spec.whatwg.org/#append-a-request-origin-header
 */
const refuseForeign = (headers: HttpEvent['headers'], site: Site): void => {
  const fetchSite = headers['sec-fetch-site'];
  const origin = headers['origin'];
  if (fetchSite === 'cross-site' || fetchSite === 'same-site') throw new ForeignOrigin(`Sec-Fetch-Site: ${fetchSite}`);
  if (origin !== undefined && origin !== 'null' && origin !== site.url.origin)
    throw new ForeignOrigin(`Origin: ${origin}`);
};

/** @throws {Refusal} for what no page can read */
export const readRequest = (event: HttpEvent, site: Site): PageRequest => {
  const { method, sourceIp } = event.requestContext.http;
  const path = pathOf(event.rawPath, site);
  const cookies = cookiesOf(event.cookies, site);
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') throw new NoSuchPage(`No page answers ${method}`);
  if (method === 'POST') refuseForeign(event.headers, site);
  const query = params(event.rawQueryString);
  return {
    method: method === 'POST' ? 'POST' : 'GET',
    path,
    params: {},
    query,
    form: method === 'POST' ? formOf(event) : new URLSearchParams(),
    cookies,
    lang: langOf(query, cookies['lang'], event.headers['accept-language']),
    ip: sourceIp,
    id: event.requestContext.requestId,
  };
};
