import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import { ClientRequest, IncomingMessage } from 'node:http';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { encodedWords } from '#shared/aws/mime';
import { type Right, RIGHTS_OF_POST } from '#test/aws/rights';
import { type Asked, rightsAsked } from './calls.ts';
import { shiftClock } from './clock/shift.ts';

/**
 * Loaded into every function's process before the function (NODE_OPTIONS), as Lambda extensions are. The bundles are
 * the deployed ones, without a line of the rehearsal in them; this changes what they run in:
 *
 * - their clock is the rehearsal's;
 * - each call to AWS is written down, once per function, as the rights that it needs;
 * - each invocation is counted as it begins and ends, and each answer to a waiting execution by its token, so that
 *   others can tell when nothing is left to do;
 * - cookies and names of uploads come as AWS gives them.
 */
const folder = process.env['REHEARSAL'] ?? '';
const self = process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? 'unknown';
const note = (kind: string, text: string): void => appendFileSync(join(folder, kind, self), text);

shiftClock(folder);

const written = new Set<Right>();
const record = (rights: readonly Right[]): void => {
  for (const right of rights) if (!written.has(right)) note('calls', `${right}\n`);
  for (const right of rights) written.add(right);
};

/** Who looks on must not make a function fail: what cannot be read is written down as that. */
const asRights = (asked: Asked): readonly Right[] => {
  try {
    return rightsAsked(asked);
  } catch {
    return [`unread:${asked.method} ${asked.path}`];
  }
};

const Made = z.object({ request: z.instanceof(ClientRequest) });
const Answered = z.object({ request: z.instanceof(ClientRequest), response: z.instanceof(IncomingMessage) });
const bodies = new WeakMap<ClientRequest, Buffer[]>();

subscribe('http.client.request.created', (message) => {
  const { request } = Made.parse(message);
  const sent: Buffer[] = [];
  bodies.set(request, sent);
  for (const name of ['write', 'end'] as const) {
    const watched = new Proxy(request[name], {
      apply: (target, of, args: unknown[]) => {
        const [chunk] = args;
        if (typeof chunk === 'string' || chunk instanceof Uint8Array) sent.push(Buffer.from(chunk));
        return Reflect.apply(target, of, args);
      },
    });
    Object.assign(request, { [name]: watched });
  }
});

const NAME = 'x-amz-meta-name';
/** The emulator gives the name of an upload back as bytes of UTF-8, S3 in the words of RFC 2047. */
const nameInWords = ({ headers }: IncomingMessage): void => {
  const name = headers[NAME];
  if (name === undefined) return;
  headers[NAME] = encodedWords(Buffer.from(String(name), 'latin1').toString()).replaceAll('\r\n ', ' ');
};

const SIGNAL = /^AWSStepFunctions\.SendTask/;
const Signal = z.object({ taskToken: z.string() });

subscribe('http.client.response.finish', (message) => {
  const { request, response } = Answered.parse(message);
  const status = response.statusCode ?? 0;
  const headers = Object.fromEntries(
    Object.entries(request.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
  const body = Buffer.concat(bodies.get(request) ?? []);
  record(asRights({ method: request.method, path: request.path, headers, body, status }));
  if (SIGNAL.test(headers['x-amz-target'] ?? '') && status === 200)
    note('signals', `${Signal.parse(JSON.parse(body.toString())).taskToken}\n`);
  nameInWords(response);
});

/** A form that S3 will take from a browser, by the right of the role that signed it. */
const SIGNED_FORM = /name="x-amz-signature"/i;
const Answer = z.looseObject({ body: z.string() });
const recordForms = (answer: unknown): void => {
  const { success, data } = Answer.safeParse(answer);
  if (success && SIGNED_FORM.test(data.body)) record(RIGHTS_OF_POST);
};

const Request = z.looseObject({ version: z.literal('2.0'), headers: z.looseObject({ cookie: z.string() }) });

/**
 * The emulator leaves cookies among the headers of a request; API Gateway puts them into a list of their own.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
const withCookies = (event: unknown): unknown => {
  const { success, data } = Request.safeParse(event);
  return success ? { ...data, cookies: data.headers.cookie.split(/; */) } : event;
};

/** What every invocation passes through. */
let running = 0;
const counted =
  (handler: (event: unknown, context: unknown) => Promise<unknown>) => async (event: unknown, context: unknown) => {
    note('begun', '.');
    running += 1;
    try {
      const answer = await handler(withCookies(event), context);
      recordForms(answer);
      return answer;
    } finally {
      running -= 1;
      note('ended', '.');
    }
  };
// The emulator ends the process of a function that outlives its time, as happens where the machine is busy.
process.once('SIGTERM', () => {
  note('ended', '.'.repeat(running));
  process.exit();
});
Object.assign(globalThis, { counted });

const BUNDLE = /\/index\.js$/;
registerHooks({
  load: (url, context, next) => {
    const loaded = next(url, context);
    if (!BUNDLE.test(url) || !loaded.source) return loaded;
    const source = `${loaded.source.toString()}\nmodule.exports = { handler: counted(module.exports.handler) };`;
    return { ...loaded, source };
  },
});
