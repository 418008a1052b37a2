import middy from '@middy/core';
import httpRouter from '@middy/http-router';
import type { Host, HostProvider } from '#shared/host';
import { Refusal } from '#shared/faults';
import { errorPage } from './web/errorPage.ts';
import { HttpEvent, type HttpResult } from './web/event.ts';
import { withHeaders } from './web/headers.ts';
import { logFailure } from './web/log.ts';
import { NoSuchPage } from './web/refusals.ts';
import { type PageRequest, readRequest } from './web/request.ts';
import { cookie, type PageResponse } from './web/respond.ts';

/**
 * The chain of every page: read and check the request, find the page, answer with the headers of every answer.
 *
 *   export const routes: readonly Route[] = [{ method: 'GET', path: '/tasks/{token}', page: showTask }];
 *   pages(routes) // (host: HostProvider) => handler of HTTP API events; hosts bind it
 *
 * A page is a plain function of (request, host), so that tests call it without a server. It throws a `Refusal` to
 * answer with its status, an `Outage` for 503; all else becomes 500 with a reference.
 */
export type Page = (request: PageRequest, host: Host) => Promise<PageResponse>;
export type Route = {
  readonly method: 'GET' | 'POST';
  /** `/tasks/{token}`: names in braces arrive in `request.params`, decoded. HEAD is answered by the GET page. */
  readonly path: `/${string}`;
  readonly page: Page;
};

/** A page that is read when it is first asked for: rare ones, which the start of a function need not wait for. */
export const later =
  (load: () => Promise<Page>): Page =>
  async (request, host) =>
    (await load())(request, host);

export type PagesHandler = (event: unknown) => Promise<HttpResult>;

/** The event as the router wants it, with the host and, once read, the request. */
type Exchange = HttpEvent & {
  readonly host: Host;
  readonly request?: PageRequest;
  pathParameters?: PageRequest['params'];
};
/** middy's request, as far as our middlewares touch it. */
type Step = { event: Exchange; response?: PageResponse | undefined; error?: unknown };

const A_YEAR_SECONDS = 31_536_000;

const reading = {
  before: (step: Step): void => {
    const { event } = step;
    const request = readRequest(event, event.host.site);
    const { method, path } = request;
    const http = { ...event.requestContext.http, method, path };
    step.event = { ...event, requestContext: { ...event.requestContext, http }, request };
  },
  after: ({ event: { request, host }, response }: Step): PageResponse | undefined => {
    const chosen = request?.query.get('lang');
    if (!response || chosen == null || chosen !== request?.lang) return undefined;
    const remembered = cookie(host.site, 'lang', chosen, A_YEAR_SECONDS);
    return { ...response, cookies: [...(response.cookies ?? []), remembered] };
  },
};

const failing = {
  onError: ({ event, error }: Step): Promise<PageResponse> => {
    if (!(error instanceof Refusal) || error.status >= 500) {
      logFailure('page.failed', event.requestContext.requestId, error);
    }
    return errorPage(error, event, event.host);
  },
};

const decoded = (params: PageRequest['params'] = {}): PageRequest['params'] =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]));

const router = (routes: readonly Route[]) =>
  httpRouter<Exchange, PageResponse>({
    routes: routes.map(({ method, path, page }) => ({
      method,
      path,
      handler: ({ request, host, pathParameters }: Exchange) => {
        if (!request) throw new Error('The chain reads before it routes');
        return page({ ...request, params: decoded(pathParameters) }, host);
      },
    })),
    notFoundResponse: () => {
      throw new NoSuchPage('No such route');
    },
  });

const asResult = (event: HttpEvent, host: Host, { status, body, cookies, ...response }: PageResponse): HttpResult => {
  const head = event.requestContext.http.method === 'HEAD';
  const bytes = typeof body === 'string' ? undefined : Buffer.from(body).toString('base64');
  return {
    statusCode: status,
    headers: withHeaders(host.site, response.headers),
    ...(cookies && cookies.length > 0 && { cookies }),
    body: head ? '' : (bytes ?? String(body)),
    isBase64Encoded: bytes !== undefined && !head,
  };
};

/** Routes to a handler; it builds nothing until its first event. */
export const pages =
  (routes: readonly Route[]) =>
  (host: HostProvider): PagesHandler => {
    const chain = middy<Exchange, PageResponse>().use(reading).use(failing).handler(router(routes));
    return async (raw) => {
      const event = HttpEvent.parse(raw);
      const theHost = await host();
      const response: PageResponse = await chain({ ...event, host: theHost }, {});
      return asResult(event, theHost, response);
    };
  };
