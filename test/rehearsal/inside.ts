import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import { ClientRequest } from 'node:http';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type Call, callsOf, type Sent } from './calls.ts';
import { shiftClock } from './clock/shift.ts';

/**
 * Loaded into every function's process before the function (NODE_OPTIONS), as Lambda extensions are. The bundles are
 * the deployed ones, without a line of the rehearsal in them; this changes what they run in:
 *
 * - their clock is the rehearsal's;
 * - each call to AWS is written down, once per function: its own words, not ours;
 * - each invocation is counted as it begins and ends, so that others can tell when nothing is left to do.
 */
const folder = process.env['REHEARSAL'] ?? '';
const self = process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? 'unknown';
const note = (kind: string, text: string): void => appendFileSync(join(folder, kind, self), text);

shiftClock(folder);

/** Who looks on must not make a function fail: what cannot be read is written down as that. */
const asCalls = (sent: Sent): readonly Call[] => {
  try {
    return callsOf(sent);
  } catch {
    return [{ action: sent.target ?? sent.path, resource: 'unread' }];
  }
};

const written = new Set<string>();
const record = (request: ClientRequest, body: string): void => {
  const target = request.getHeader('x-amz-target');
  const { method, path } = request;
  for (const call of asCalls({ method, path, target: target === undefined ? undefined : String(target), body })) {
    const line = `${JSON.stringify(call)}\n`;
    if (written.has(line)) continue;
    written.add(line);
    note('calls', line);
  }
};

subscribe('http.client.request.created', (message) => {
  const request = typeof message === 'object' && message !== null && 'request' in message ? message.request : undefined;
  if (!(request instanceof ClientRequest)) return;
  const sent: Buffer[] = [];
  for (const name of ['write', 'end'] as const) {
    const watched = new Proxy(request[name], {
      apply: (target, of, args: unknown[]) => {
        const [chunk] = args;
        if (typeof chunk === 'string' || chunk instanceof Uint8Array) sent.push(Buffer.from(chunk));
        if (name === 'end') record(request, Buffer.concat(sent).toString());
        return Reflect.apply(target, of, args);
      },
    });
    Object.assign(request, { [name]: watched });
  }
});

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
      return await handler(withCookies(event), context);
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
