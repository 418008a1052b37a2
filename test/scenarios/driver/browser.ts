import { CannotSay, fill, type Said } from './fill.ts';
import { type Form, type Page, readPage } from './page.ts';
import type { Postbox } from './postbox.ts';
import type { Time } from './time.ts';

/** Where requests go. It may be killed at any moment, and comes back at the same address. */
export type Server = {
  readonly url: URL;
  /** Resolves once it answers (again). */
  up(): Promise<void>;
  /** Told of every request that is sent. */
  sending?(): void;
  /** Waits before somebody tries again who was told that it does not work for the moment. */
  again?(): Promise<void>;
  /** Its people act one after the other, where two plays are to be the same to the letter (together.ts). */
  readonly inTurn?: boolean;
  /** Its clock and its mail, where they are not to be had under `/_clock` and `/_mail`. */
  readonly time?: Time;
  readonly postbox?: Postbox;
};

const MOST_REDIRECTS = 10;

/** No answer came, and whoever asked would rather look than ask twice. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
}

class NotNow extends Error {}

/** Sends a request until it is answered: who sees no answer sends again, as people reload a page. */
export const insist = async (server: Server, url: URL, init: RequestInit = {}, once = false): Promise<Response> => {
  for (;;) {
    server.sending?.();
    try {
      const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(60_000) });
      const body = await response.arrayBuffer(); // an answer that breaks off is no answer
      if (response.status === 503 && server.again) throw new NotNow();
      return new Response([204, 205, 304].includes(response.status) ? null : body, {
        status: response.status,
        headers: response.headers,
      });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'TimeoutError') throw error;
      await (error instanceof NotNow ? server.again?.() : server.up());
      if (once) throw new Unanswered(url.pathname, { cause: error });
    }
  }
};

export type Sending = {
  readonly said?: Said;
  /** Labels of `said` that the page must have a place for. */
  readonly must?: readonly string[];
  /** Begins with these words; the first one where nothing is said. */
  readonly button?: string;
  readonly file?: File;
  /** Does to the form what no label says: unticks rows of a table. */
  readonly edit?: (data: URLSearchParams) => void;
  /** Throws instead of sending again what was not answered. */
  readonly once?: boolean;
};

/** Somebody's browser: it keeps cookies, follows redirects, fills in forms. Nothing of it knows the product. */
export type Browser = ReturnType<typeof openBrowser>;

export const openBrowser = (server: Server) => {
  const cookies = new Map<string, string>();

  const remember = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (/;\s*max-age=0/i.test(line)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  };

  const request = async (url: URL, init: RequestInit = {}, once = false): Promise<{ response: Response; url: URL }> => {
    let [to, how] = [url, init];
    for (let hops = 0; hops < MOST_REDIRECTS; hops += 1) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { ...(cookie && { cookie }), 'accept-language': 'zh-CN' };
      const response = await insist(server, to, { ...how, headers }, once && hops === 0);
      remember(response);
      const location = response.headers.get('location');
      if (response.status < 300 || response.status >= 400 || location === null) return { response, url: to };
      [to, how] = [new URL(location, to), {}];
    }
    throw new Error(`${url.pathname} redirects for ever`);
  };

  const show = async ({ response, url }: { response: Response; url: URL }): Promise<Page> => {
    const page = readPage(response.status, url, await response.text());
    if (response.status >= 500) throw new Error(`${url.pathname}: ${response.status} ${page.words}`);
    return page;
  };

  const send = async (form: Form, data: URLSearchParams, { file, once }: Sending): Promise<Page> => {
    if (!form.multipart) return show(await request(new URL(form.action), { method: form.method, body: data }, once));
    const body = new FormData();
    for (const [name, value] of data) body.append(name, value);
    for (const { kind, name } of form.controls) if (kind === 'file' && file) body.append(name, file);
    return show(await request(new URL(form.action), { method: 'POST', body }));
  };

  return {
    open: async (to: string | URL): Promise<Page> => show(await request(new URL(to, server.url))),
    /** What a link leads to, as it is: a file. */
    download: async (to: string | URL): Promise<string> =>
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(
        await (await request(new URL(to, server.url))).response.arrayBuffer(),
      ),
    /**
     * Fills in a form and sends it by one of its buttons.
     *
     * @throws {CannotSay} when the page comes back with faults, or had no place for something in `must`
     */
    submit: async (
      page: Page,
      form: Form,
      { said = {}, must = [], button, edit, ...sending }: Sending = {},
    ): Promise<Page> => {
      const where = `${page.heading} (${page.url.pathname.slice(0, 24)})`;
      const { data, used } = fill(form, said);
      const lost = must.filter((label) => !used.has(label));
      if (lost.length > 0) throw new CannotSay(`${where} does not ask for ${lost.join(', ')}`);
      const pressed =
        button === undefined ? form.buttons[0] : form.buttons.find(({ words }) => words.startsWith(button));
      if (button !== undefined && !pressed) throw new CannotSay(`${where} has no button “${button}”`);
      if (pressed?.name !== undefined) data.append(pressed.name, pressed.value);
      edit?.(data);
      const answer = await send(form, data, sending);
      if (answer.faults.length > 0) throw new CannotSay(`${where}: ${answer.faults.join('; ')}`);
      return answer;
    },
  };
};
