import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import * as z from 'zod/mini';
import type { VirtualClock } from './clock.ts';
import type { Direct } from './front.ts';
import type { Embedded } from './host.ts';
import type { Store } from './sqlite.ts';
import { advance, next } from './timekeeper.ts';

/** The places that exist on this host only: health, uploads, and the control of virtual time. */

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(`${JSON.stringify(body)}\n`);
};

/** 200 when table, engine and pump answer; 503 with what does not. */
export const health = (embedded: Embedded): Direct => ({
  path: '/healthz',
  answer: async (_, response) => {
    try {
      await embedded.table.get({ pk: 'ORGANISATION', sk: 'ABOUT' });
      await embedded.engine.describeExecution({ machine: 'none', name: 'none' });
      json(response, 200, { status: 'ok', delivering: embedded.pump.busy() });
    } catch (error) {
      json(response, 503, { status: 'failing', error: error instanceof Error ? error.name : 'unknown' });
    }
  },
});

const MOST_UPLOAD_BYTES = 12 * 1024 * 1024;

const formOf = async (request: IncomingMessage): Promise<FormData> => {
  const headers = new Headers({ 'content-type': request.headers['content-type'] ?? '' });
  return new Response(Readable.toWeb(request), { headers }).formData();
};

/** Takes a file that a page has granted, and sends the browser back to that page. */
export const uploads = (embedded: Embedded, home: URL): Direct => ({
  path: '/uploads',
  answer: async (request, response) => {
    if (request.method !== 'POST' || Number(request.headers['content-length'] ?? Infinity) > MOST_UPLOAD_BYTES) {
      request.resume();
      json(response, request.method === 'POST' ? 413 : 405, { error: 'One file of at most 10 MB, by POST' });
      return;
    }
    let form: FormData;
    try {
      form = await formOf(request);
    } catch {
      json(response, 400, { error: 'Not a file upload' });
      return;
    }
    const [policy, signature, file] = ['policy', 'signature', 'file'].map((name) => form.get(name));
    if (typeof policy !== 'string' || typeof signature !== 'string' || !(file instanceof File)) {
      json(response, 400, { error: 'Not a file upload of ours' });
      return;
    }
    const result = await embedded.files.accept({ policy, signature }, file);
    if ('refused' in result && result.refused === 'policy')
      return json(response, 403, { error: 'This upload was not granted' });
    const back =
      'back' in result
        ? result.back
        : `${backOf(policy)}${backOf(policy).includes('?') ? '&' : '?'}upload=${result.refused}`;
    response.writeHead(303, { location: new URL(back, home).href, 'cache-control': 'no-store' }).end();
    return undefined;
  },
});

const backOf = (policy: string): string =>
  z.object({ back: z.string() }).parse(JSON.parse(Buffer.from(policy, 'base64url').toString())).back;

const Move = z.object({ to: z.optional(z.iso.datetime({ offset: true })), next: z.optional(z.boolean()) });

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads and moves virtual time. `{"to": "…"}` moves there; `{"next": true}` to the next thing that is due. */
export const clockControl = (embedded: Embedded, store: Store, clock: VirtualClock): Direct => ({
  path: '/_clock',
  loopback: true,
  answer: async (request, response) => {
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const move = Move.safeParse(readJson(Buffer.concat(chunks).toString() || '{}'));
      if (!move.success)
        return json(response, 400, { error: 'Say {"to": "2019-03-01T09:00:00+08:00"} or {"next": true}' });
      await embedded.idle();
      const to = move.data.to === undefined ? undefined : Date.parse(move.data.to);
      const target = to ?? (move.data.next ? await next(embedded, clock) : undefined);
      if (target !== undefined) await advance(embedded, store, clock, target);
    }
    await embedded.idle();
    const due = await next(embedded, clock);
    json(response, 200, {
      now: new Date(clock.now()).toISOString(),
      next: due === undefined ? null : new Date(due).toISOString(),
    });
    return undefined;
  },
});
