import { NoSuchPage } from '#functions/web/refusals';
import type { PageRequest } from '#functions/web/request';
import { uploadTags } from '#functions/web/uploadTags';
import { type PageResponse, redirect } from '#functions/web/respond';
import type { FileField } from '#shared/forms/fields';
import type { Placed } from '#shared/forms/journey';
import type { Host } from '#shared/host';
import type { FieldError } from '#shared/html/errors';
import { html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { link } from '#shared/html/link';
import { go, plain, row } from '#shared/html/show';
import { type Lang, say } from '#shared/text';
import { framed } from './frame.ts';
import { MOST_FILE_BYTES, type Place, placesOf, storedIn } from './stored.ts';
import type { Visit } from './visit.ts';
import { before, questionLink, toCheck } from './walk.ts';

const GRANT_MS = 60 * 60_000;
const ACCEPT = 'image/jpeg,image/png,image/heic,image/webp,application/pdf';

const size = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;

const listed = ({ key, file }: Place, lang: Lang, place: number) =>
  file &&
  html`<li>
    <span class="filename">${file.name}</span> <span class="quiet nowrap">${size(file.bytes)}</span>
    ${uploadTags(file, lang)}
    <form method="post">
      ${hidden('remove', key)}<button class="link">
        ${lang === 'zh' ? '删除' : 'Remove'}<span class="sr"> ${place} ${file.name}</span>
      </button>
    </form>
  </li>`;

/** What the store said when it took nothing. */
const WHY: Readonly<Record<string, { zh: string; en: string }>> = {
  size: {
    zh: '文件超过 10 MB，请压缩或重新拍照后上传',
    en: 'The file is over 10 MB. Take a smaller photo and upload it',
  },
  empty: { zh: '请先选择要上传的文件', en: 'Choose a file first' },
  late: { zh: '上传页面已过期，请再选一次文件', en: 'The page was open for too long. Choose the file again' },
};

/** GET of a question about files: what has arrived, a form that posts to the store, and the way on. */
export const filesPage = async (
  request: PageRequest,
  host: Host,
  visit: Visit,
  placed: Placed,
  field: FileField,
): Promise<PageResponse> => {
  const { lang } = request;
  const { slug, title } = placed.question;
  const checking = toCheck(request);
  const places = await storedIn(host, visit, field);
  const free = places.find(({ file }) => file === undefined);
  const back = new URL(link(host.site, questionLink(slug, checking)), host.site.url);
  const grant =
    free &&
    (await host.files.grant({ key: free.key, maxBytes: MOST_FILE_BYTES, back, until: host.clock.now() + GRANT_MS }));
  const why = WHY[request.query.get('upload') ?? ''];
  const errors: FieldError[] = why ? [{ field: 'file', message: say(why, lang) }] : [];
  return framed(request, host, {
    pipeline: visit.pipeline,
    placed,
    visit,
    backTo: before(slug, visit, checking),
    title: say(title, lang),
    errors,
    formAction: grant?.action,
    body: html`<h1>${say(field.label, lang)}</h1>
      ${field.hint && html`<p class="hint">${say(field.hint, lang)}</p>`}${
        places.some(({ file }) => file) &&
        html`<ul class="uploads">
          ${places.map((place, i) => listed(place, lang, i + 1))}
        </ul>`
      }${
        grant
          ? html`<form method="post" action="${grant.action}" enctype="multipart/form-data" class="card">
              ${Object.entries(grant.fields).map(([name, value]) => hidden(name, value))}
              <label for="file">${lang === 'zh' ? '选择照片或文件' : 'Choose a photo or file'}</label>
              <p class="hint" id="file-hint">
                ${lang === 'zh' ? 'JPG、PNG、HEIC 或 PDF，每份不超过 10 MB' : 'JPG, PNG, HEIC or PDF, 10 MB at most each'}
              </p>
              ${errors.map(({ message }) => html`<p class="why" id="file-error">${message}</p>`)}<input
                type="file"
                id="file"
                name="file"
                accept="${ACCEPT}"
                aria-describedby="file-hint"
              />
              ${plain(lang === 'zh' ? '上传' : 'Upload')}
            </form>`
          : html`<p class="quiet">
              ${lang === 'zh' ? '已放满，删除一份后可以再上传' : 'Full. Remove one to upload another'}
            </p>`
      }
      <form method="post">${checking && hidden('to', 'check')}${row(go(lang === 'zh' ? '继续' : 'Continue'))}</form>`,
  });
};

/** POST /apply/{question} with `remove`: takes a file away again. */
export const removeFile = async (
  request: PageRequest,
  host: Host,
  visit: Visit,
  placed: Placed,
  field: FileField,
): Promise<PageResponse> => {
  const key = request.form.get('remove') ?? '';
  if (!placesOf(visit, field).includes(key)) throw new NoSuchPage('No such file');
  await host.files.remove(key);
  return redirect(host.site, questionLink(placed.question.slug, toCheck(request)));
};
