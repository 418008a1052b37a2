import { PersonId } from '#shared/ids';
import { startSession } from '#shared/people/sessions';
import { newSignIn } from '#shared/people/signIn';
import type { Site } from '#test/fakes';

export type Shown = { readonly status: number; readonly text: string; readonly location: string | null };

/** A browser without scripts, signed in as a person of the sample federation; as nobody where none is named. */
export const browse = async (site: Site, person?: string) => {
  const cookies: Record<string, string> = {};
  if (person) {
    const { token, write } = await newSignIn(site.host, PersonId.parse(person), '/admin');
    await site.table.transact([write]);
    cookies['session'] = (await startSession(site.host, token, 'test'))?.token ?? '';
  }
  const cookie = () =>
    Object.entries(cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
  const shown = async (response: Response): Promise<Shown> => {
    await site.idle();
    return { status: response.status, text: await response.text(), location: response.headers.get('location') };
  };
  const at = (path: string) => new URL(path, site.url);
  return {
    cookies,
    get: async (path: string): Promise<Shown> =>
      shown(await fetch(at(path), { headers: { cookie: cookie(), 'accept-language': 'zh' }, redirect: 'manual' })),
    post: async (path: string, form: [string, string][] | Record<string, string>): Promise<Shown> =>
      shown(
        await fetch(at(path), {
          method: 'POST',
          body: new URLSearchParams(form),
          headers: { cookie: cookie(), 'accept-language': 'zh' },
          redirect: 'manual',
        }),
      ),
    /** Posts the upload form of a page as a browser does. */
    upload: async (page: string, file: string | Uint8Array): Promise<Shown> => {
      const body = new FormData();
      const form = /<form[^>]+multipart[\s\S]*?<\/form>/.exec(page)?.[0] ?? '';
      for (const [, name = '', value = ''] of form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g))
        body.set(name, value);
      body.set('file', new File([file], 'return.csv', { type: 'text/csv' }));
      const action = /action="([^"]+)"/.exec(form)?.[1] ?? '';
      return shown(await fetch(at(action), { method: 'POST', body, redirect: 'manual' }));
    },
  };
};
export type Browser = Awaited<ReturnType<typeof browse>>;

/** Parameters of the checkboxes and hidden fields of a page's form to this action. */
export const fieldsOf = ({ text }: Shown, action: string): [string, string][] => {
  const forms = [...text.matchAll(/<form method="post" action="([^"]+)"[\s\S]*?<\/form>/g)];
  const form = forms.find(([, to]) => to === action)?.[0] ?? '';
  return [...form.matchAll(/<input[^>]*>/g)].flatMap(([input]) => {
    const of = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(input)?.[1];
    const unticked = of('type') === 'checkbox' && !input.includes('checked');
    const name = of('name');
    return name === undefined || unticked ? [] : [[name, of('value') ?? '']];
  });
};
