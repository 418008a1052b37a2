import type { Page } from '#functions/page';
import { NoSuchPage } from '#functions/web/refusals';
import type { PageResponse } from '#functions/web/respond';
import { isRevealed } from '#shared/cases/reveal';
import type { StoredFile } from '#shared/files/files';
import { accessOf } from './access.ts';
import { attachmentsOf } from './attachments.ts';
import { deadEnd } from './dead.page.ts';
import { fromStore, show } from '#functions/web/respond';
import { html } from '#shared/html/html';
import { link } from '#shared/html/link';
import { say } from '#shared/text';

const SHOWN: readonly string[] = ['image/jpeg', 'image/png'];

/**
 * GET …/files/{form}/{field}/{nth}: a file of this case and of no other. What holds an identity card or a diagnosis is
 * opened like any sealed field, with a session and a reason.
 */
export const openFile: Page = async (request, host) => {
  const access = await accessOf(request, host);
  const dead = await deadEnd(request, host, access);
  if (dead || access.kind !== 'task') return dead ?? Promise.reject(new Error('Every other access is a dead end'));
  const { form = '', field = '', nth = '' } = request.params;
  const attachment = (await attachmentsOf(host, access)).find(({ path }) => path === `/files/${form}/${field}/${nth}`);
  const stored = attachment && (await host.files.stat(attachment.key));
  if (!attachment || !stored) throw new NoSuchPage('No such file');
  if (attachment.sealed && !(access.session && (await isRevealed(host, access.each.id, access.person)))) {
    const title = say({ zh: '查看材料前请说明理由', en: 'Give a reason to see the documents' }, request.lang);
    return show(request, host, {
      title,
      audience: 'approver',
      status: 403,
      body: html`<h1>${title}</h1>
        <p>
          ${say({ zh: '材料里有证件、病情等信息。请回到这件事，在「查看完整申请」里登录并说明理由，半小时内可以查看全部材料。', en: 'Documents show identity cards or illness. Go back, open “The whole application”, sign in and give a reason: for half an hour you can see them all.' }, request.lang)}
        </p>
        <p><a href="${link(host.site, access.base)}">${say({ zh: '返回', en: 'Go back' }, request.lang)}</a></p>`,
    });
  }
  const body = await host.files.read(attachment.key);
  if (!body) throw new NoSuchPage('No such file');
  return fromStore(host, attachment.key, served(stored, body, `${form}-${field}-${nth}`));
};

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/heic': 'heic',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

/** Photos may be shown, sandboxed; all else is kept as a file. The name is ours, never the one it came with. */
export const served = ({ type }: StoredFile, body: Uint8Array, name: string): PageResponse => ({
  status: 200,
  headers: {
    'content-type': SHOWN.includes(type) ? type : EXTENSIONS[type] ? type : 'application/octet-stream',
    'content-disposition': `${SHOWN.includes(type) ? 'inline' : 'attachment'}; filename="${name}.${EXTENSIONS[type] ?? 'bin'}"`,
    'content-security-policy': "default-src 'none'; sandbox",
  },
  body,
});
