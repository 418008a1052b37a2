import { randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpEvent, HttpResult } from '#functions/web/event';

/**
 * The HTTP front of the embedded host: node:http in, an event of API Gateway's format to the pages, their answer out.
 * `direct` are the places that exist on this host only (uploads, mailbox, clock) and take the request as it is.
 */
export type FrontOptions = {
  readonly hostname: string;
  /** 0: any free one. */
  readonly port: number;
  readonly pages: (event: unknown) => Promise<HttpResult>;
  readonly direct?: readonly Direct[];
  /** Whether X-Forwarded-For is a proxy of ours speaking. */
  readonly behindProxy?: boolean;
};
export type Direct = {
  /** Answers this path and, when it ends in a slash, everything below it. */
  readonly path: `/${string}`;
  /** Refused to everyone but this machine itself. */
  readonly loopback?: boolean;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
};
export type Front = { readonly port: number; readonly close: () => Promise<void> };

const KEPT_BODY_BYTES = 64 * 1024 + 1; // one more than pages take, so that they can say that it is too much
const DRAINED_BYTES = 16 * 1024 * 1024; // a larger body is cut off without an answer
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/;

/** Short enough to be read out on the telephone. */
const requestId = (): string => Array.from({ length: 8 }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');

/** The body up to a little more than pages take; what is beyond is read and forgotten, so that the answer arrives. */
const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const kept: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    if (bytes < KEPT_BODY_BYTES) kept.push(part.subarray(0, KEPT_BODY_BYTES - bytes));
    bytes += part.length;
    if (bytes > DRAINED_BYTES) request.destroy();
  }
  return Buffer.concat(kept);
};

const eventOf = (request: IncomingMessage, body: Buffer, behindProxy: boolean): HttpEvent => {
  const { method = 'GET', url = '/', headers, socket } = request;
  const at = url.indexOf('?');
  const path = at < 0 ? url : url.slice(0, at);
  const forwarded = behindProxy
    ? String(headers['x-forwarded-for'] ?? '')
        .split(',')
        .at(-1)
        ?.trim()
    : undefined;
  return {
    version: '2.0',
    rawPath: path,
    rawQueryString: at < 0 ? '' : url.slice(at + 1),
    cookies: headers.cookie?.split(/; */) ?? [],
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value && String(value)])),
    requestContext: {
      requestId: requestId(),
      http: { method, path, sourceIp: forwarded || (socket.remoteAddress ?? '') },
    },
    ...(body.length > 0 && { body: body.toString('base64'), isBase64Encoded: true }),
  };
};

const reply = (response: ServerResponse, { statusCode, headers, cookies, body, isBase64Encoded }: HttpResult): void => {
  if (cookies) response.setHeader('set-cookie', [...cookies]);
  response.writeHead(statusCode, headers).end(isBase64Encoded ? Buffer.from(body, 'base64') : body);
};

const plain = (response: ServerResponse, status: number, text: string): void => {
  if (response.headersSent) response.destroy();
  else response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
};

const serve = async (request: IncomingMessage, response: ServerResponse, options: FrontOptions): Promise<void> => {
  const path = request.url?.split('?')[0] ?? '/';
  const direct = options.direct?.find((each) =>
    each.path.endsWith('/') ? path.startsWith(each.path) : path === each.path,
  );
  if (!direct) {
    const event = eventOf(request, await bodyOf(request), options.behindProxy === true);
    reply(response, await options.pages(event));
  } else if (direct.loopback && !LOOPBACK.test(request.socket.remoteAddress ?? '')) {
    plain(response, 404, 'Not found');
  } else await direct.answer(request, response);
};

const listening = (server: Server, { port, hostname }: FrontOptions): Promise<AddressInfo> =>
  new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, hostname, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('Not a TCP address'));
      else resolve(address);
    });
  });

/** @throws whatever listen() reports: EADDRINUSE when the port is taken */
export const openFront = async (options: FrontOptions): Promise<Front> => {
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 65_000 });
  let closing = false;
  server.on('request', (request, response) => {
    // A connection in use would be kept for as long as somebody goes on asking: no host would ever stop.
    if (closing) response.setHeader('connection', 'close');
    serve(request, response, options).catch((error: unknown) => {
      const name = error instanceof Error ? error.name : 'unknown';
      if (!request.destroyed) console.error(JSON.stringify({ level: 'error', code: 'front.failed', error: name }));
      plain(response, 500, 'Internal error');
    });
  });
  const { port } = await listening(server, options);
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        closing = true;
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
};
