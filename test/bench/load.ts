import { Agent, request } from 'node:http';

/** Sends requests as cheaply as node:http can, so that what is measured is the other side. */
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export type Answer = { readonly status: number; readonly location: string; readonly body: string };

export const send = (url: URL, { form, cookie = '' }: { form?: string; cookie?: string } = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = {
      ...(cookie && { cookie }),
      ...(form !== undefined && {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(form),
      }),
    };
    const sent = request(url, { agent, method: form === undefined ? 'GET' : 'POST', headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '', body }),
      );
    });
    sent.on('error', reject).end(form);
  });

/** Does all of it, so many at once. @returns how many per second */
export const rate = async <T>(list: readonly T[], atOnce: number, run: (each: T) => Promise<void>): Promise<number> => {
  const left = list.values();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const each of left) await run(each);
    }),
  );
  return (list.length * 1_000) / (performance.now() - started);
};

/** Resolves once the host has delivered whatever followed from what was done: it must not weigh on what comes next. */
export const settled = async (base: URL): Promise<void> => {
  for (let quiet = 0; quiet < 10;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    quiet = /"delivering":0\b/.test((await send(new URL('healthz', base))).body) ? quiet + 1 : 0;
  }
};

export const median = (list: readonly number[]): number =>
  list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
