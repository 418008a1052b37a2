import type { PageRequest } from '#functions/web/request';
import type { Host } from '#shared/host';
import { type Content, type Html, html } from '#shared/html/html';
import { link } from '#shared/html/link';
import { go, row } from '#shared/html/show';
import { say } from '#shared/text';
import { notApartFrom, type TaskAccess } from './access.ts';
import { notApart } from './apart.ts';
import { decisionForm, type Entered, offered } from './decisionForm.ts';

/** The form; or why there is none: kept apart from an earlier step, a sign-in that is missing, nothing to answer here. */
export const answering = async (
  request: PageRequest,
  host: Host,
  access: TaskAccess,
  entered: Entered,
): Promise<Content> => {
  const { lang } = request;
  if (notApartFrom(access) !== undefined) return notApart(request, host, access);
  const elsewhere = ownPage(request, host, access);
  if (offered(access.definition).length === 0) {
    if (elsewhere) return elsewhere;
    return html`<p>
      ${say({ zh: '这一步在工作台的批次页面办理。', en: 'This step is done on the batch page of the console.' }, lang)}
      <a href="${link(host.site, '/admin')}">${say({ zh: '打开工作台', en: 'Open the console' }, lang)}</a>
    </p>`;
  }
  if (access.definition.signedIn && !access.session) return signInFirst(request, host, access);
  return html`${elsewhere}${decisionForm(request, host, access, entered)}`;
};

/** The way to the pages on which a task is done that needs more than one form. */
const ownPage = ({ lang }: PageRequest, { site }: Host, { base, definition }: TaskAccess): Html | undefined =>
  definition.page &&
  row(
    html`<a class="go" href="${link(site, `${base}/${definition.page.path}`)}">${say(definition.page.label, lang)}</a>`,
  );

/** Money needs more than a link: the sign-in link goes to the registered address of this very person. */
export const signInFirst = ({ lang }: PageRequest, { site }: Host, { base }: TaskAccess): Html =>
  html`<form method="post" action="${link(site, `${base}/sign-in`)}" class="card">
    <h2>${say({ zh: '登录后决定', en: 'Sign in to decide' }, lang)}</h2>
    <p>
      ${say(
        {
          zh: '这一步涉及资金，除了这个链接，还要登录。我们把登录链接发到您登记的邮箱，打开后就回到这件事。',
          en: 'This step concerns money, so the link alone is not enough. We mail a sign-in link to your registered address; it brings you back here.',
        },
        lang,
      )}
    </p>
    ${row(go(say({ zh: '把登录链接发到我的邮箱', en: 'Mail me a sign-in link' }, lang)))}
  </form>`;
