import { isTaken, isTakenType, MOST_FILE_BYTES } from '#functions/web/applicant/stored';
import { served } from '#functions/web/approver/file.page';
import { NoSuchPage } from '#functions/web/refusals';
import { fromStore, type PageResponse } from '#functions/web/respond';
import { uploadTags } from '#functions/web/uploadTags';
import type { StoredFile } from '#shared/files/files';
import type { Host } from '#shared/host';
import { type Content, html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { plain } from '#shared/html/show';
import type { Visit } from './visit.ts';

/** Papers that prove something: so many places below a prefix, and what is stored there is what there is. */
const GRANT_MS = 60 * 60_000;
export type Place = { readonly key: string; readonly nth: number; readonly file: StoredFile | undefined };

export const placesIn = (host: Pick<Host, 'files'>, prefix: string, max: number): Promise<Place[]> =>
  Promise.all(
    Array.from({ length: max }, async (_, i) => {
      const key = `${prefix}/${i + 1}`;
      return { key, nth: i + 1, file: await host.files.stat(key) };
    }),
  );
export const taken = (places: readonly Place[]): { key: string; nth: number; file: StoredFile }[] =>
  places.flatMap(({ key, nth, file }) => (file && isTaken(file) ? [{ key, nth, file }] : []));

/** What is there, with links, and the form for one more. `path` is the page's own, below the task's. */
export const evidenceCard = async (
  { host, t, to, request: { lang } }: Visit,
  { title, prefix, max, path, side }: { title: string; prefix: string; max: number; path: `/${string}`; side: string },
): Promise<{ readonly body: Content; readonly action: string | undefined }> => {
  const places = await placesIn(host, prefix, max);
  const free = places.find(({ file }) => file === undefined);
  const until = host.clock.now() + GRANT_MS;
  const back = new URL(to(path), host.site.url);
  const grant = free && (await host.files.grant({ key: free.key, maxBytes: MOST_FILE_BYTES, back, until }));
  const id = `file-${side}`;
  return {
    action: grant?.action,
    body: html`<section class="card">
      <h2>${title}</h2>
      ${
        places.some(({ file }) => file) &&
        html`<ul class="uploads">
          ${places.map(
            ({ nth, file }) =>
              file &&
              html`<li>
                <a class="filename" href="${to(`${path}/${side}/${nth}`)}">${file.name}</a> ${uploadTags(file, lang)}
                <form method="post">
                  ${hidden('remove', `${side}/${nth}`)}<button class="link">
                    ${t({ zh: '删除', en: 'Remove' })}<span class="sr"> ${file.name}</span>
                  </button>
                </form>
              </li>`,
          )}
        </ul>`
      }${
        grant &&
        html`<form method="post" action="${grant.action}" enctype="multipart/form-data">
          ${Object.entries(grant.fields).map(([name, value]) => hidden(name, value))}
          <label for="${id}">${t({ zh: '选择照片或文件', en: 'Choose a photo or file' })}</label>
          <p class="hint">
            ${t({ zh: 'JPG、PNG、HEIC 或 PDF，每份不超过 10 MB', en: 'JPG, PNG, HEIC or PDF, 10 MB at most each' })}
          </p>
          <input
            type="file"
            id="${id}"
            name="file"
            accept="image/jpeg,image/png,image/heic,image/webp,application/pdf"
          />
          ${plain(t({ zh: '上传', en: 'Upload' }))}
        </form>`
      }
    </section>`,
  };
};

/** A paper itself: photos are shown, sandboxed; all else is kept as a file under a name of ours. */
export const paper = async (host: Host, key: string): Promise<PageResponse> => {
  const stored = await host.files.stat(key);
  const body = stored && isTakenType(stored.type) ? await host.files.read(key) : undefined;
  if (!stored || !body) throw new NoSuchPage('No such file');
  return fromStore(host, key, served(stored, body, 'evidence'));
};
