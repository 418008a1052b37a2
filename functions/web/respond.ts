import type { Host, Site } from '#shared/host';
import { type Content, html } from '#shared/html/html';
import { type Audience, layout, type NavItem } from '#shared/html/layout';
import { basePath, link } from '#shared/html/link';
import { photoScriptPath } from './photoScriptPath.ts';
import { cookieName, type PageRequest } from './request.ts';
import { helpLine } from './help.ts';

/** What a page handler answers. Most are made by `show`, `redirect` or `download`. */
export type PageResponse = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body: string | Uint8Array;
};

export type Shown = {
  readonly title: string;
  readonly audience: Audience;
  readonly body: Content;
  /** 200 when absent; a form shown again with errors is 422. */
  readonly status?: number;
  readonly wrong?: boolean;
  readonly nav?: readonly NavItem[];
  readonly navEnd?: Content;
  readonly cookies?: readonly string[];
  /** Further places that a form on this page posts to: the origin of an upload grant. */
  readonly formAction?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A whole page in the site's frame. */
export const show = async (request: PageRequest, host: Host, shown: Shown): Promise<PageResponse> => {
  const { lang } = request;
  const about = await host.site.about();
  const query = new URLSearchParams(request.query);
  query.set('lang', lang === 'zh' ? 'en' : 'zh');
  const page = layout({
    ...shown,
    site: host.site,
    lang,
    otherLang: `${basePath(host.site)}${request.path}?${query.toString()}`,
    sample: about.sample,
    help: helpLine(about, lang),
    script: shown.formAction === undefined ? undefined : link(host.site, photoScriptPath),
  });
  return {
    status: shown.status ?? (shown.wrong ? 422 : 200),
    headers: {
      'content-type': 'text/html; charset=utf-8',
      ...formAction(shown.formAction, host.site),
      ...(shown.formAction !== undefined && { [SCRIPTS]: 'own' }),
      ...shown.headers,
    },
    ...(shown.cookies && { cookies: shown.cookies }),
    body: page.toString(),
  };
};

const SCRIPTS = 'x-scripts'; // both are read and removed by the chain, which writes them into the policy
const FORM_ACTION = 'x-form-action';
const formAction = (action: string | undefined, site: Site): Record<string, string> => {
  const origin = action === undefined ? undefined : new URL(action, site.url).origin;
  return origin === undefined || origin === site.url.origin ? {} : { [FORM_ACTION]: origin };
};

/** After a POST: the browser gets another page by GET, and its Back button does nothing twice. */
export const redirect = (site: Site, to: `/${string}`, cookies: readonly string[] = []): PageResponse => ({
  status: 303,
  headers: { location: link(site, to) },
  cookies,
  body: '',
});

/** A file to keep. `name` is ASCII. */
export const download = (name: string, type: string, body: string | Uint8Array): PageResponse => ({
  status: 200,
  headers: { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` },
  body,
});

/** Lambda answers with 6 MB, of which a third is lost to base64. */
const MOST_BYTES = 4_000_000;

/** What has been read from the store; what is too large for an answer the browser fetches there itself. */
export const fromStore = async (
  { files }: Pick<Host, 'files'>,
  key: string,
  response: PageResponse,
): Promise<PageResponse> => {
  if (response.body.length <= MOST_BYTES) return response;
  const { 'content-type': type = 'application/octet-stream', 'content-disposition': disposition = 'attachment' } =
    response.headers ?? {};
  const at = await files.link(key, { type, disposition });
  return at ? { status: 303, headers: { location: at.href }, body: '' } : response;
};

/** A Set-Cookie line. Without `seconds` it lives as long as the browser; with 0 it is removed. */
export const cookie = (site: Site, name: string, value: string, seconds?: number): string =>
  [
    `${cookieName(site, name)}=${value}`,
    `Path=${basePath(site) === '' ? '/' : basePath(site)}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(site.url.protocol === 'https:' ? ['Secure'] : []),
    ...(seconds === undefined ? [] : [`Max-Age=${seconds}`]),
  ].join('; ');

/** A short page that says one thing: an outcome, a dead end with the way out. */
export const say = (
  request: PageRequest,
  host: Host,
  shown: Omit<Shown, 'body'> & { readonly text: Content; readonly more?: Content },
): Promise<PageResponse> =>
  show(request, host, {
    ...shown,
    body: html`<h1>${shown.title}</h1>
      <p>${shown.text}</p>
      ${shown.more}`,
  });
