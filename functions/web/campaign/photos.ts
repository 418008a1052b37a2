import { isTaken, MOST_FILE_BYTES } from '#functions/web/applicant/stored';
import { uploadTags } from '#functions/web/uploadTags';
import type { Photo } from '#shared/coverage/photos';
import type { StoredFile } from '#shared/files/files';
import { type Content, html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { plain } from '#shared/html/show';
import type { PartVisit } from './part.ts';
import { REFUSED } from './upload.ts';

/**
 * Photos that go with the receipts recorded next. They arrive before the form that names them is sent, in a set of their
 * own: the page makes its name, hands it through the upload and back, and the form brings it along.
 */
const GRANT_MS = 3_600_000;
const MOST = 3;
const SET = /^[0-9a-f]{24}$/;

export const setOf = ({ request, host }: PartVisit): string => {
  const given = request.form.get('set') ?? request.query.get('set') ?? '';
  return SET.test(given) ? given : Buffer.from(host.random.bytes(12)).toString('hex');
};

type Place = { readonly key: string; readonly file: StoredFile | undefined };
const placesOf = ({ host, access: { each, task } }: PartVisit, set: string): Promise<Place[]> =>
  Promise.all(
    Array.from({ length: MOST }, async (_, i) => {
      const key = `visits/${each.id}/${task.id}/${set}/${i + 1}`;
      return { key, file: await host.files.stat(key) };
    }),
  );

const isPhoto = (file: StoredFile): boolean => isTaken(file) && file.type.startsWith('image/');

/** The photos of a set that may be kept. */
export const photosIn = async (visit: PartVisit, set: string): Promise<Photo[]> =>
  (await placesOf(visit, set)).flatMap(({ key, file }) =>
    file && isPhoto(file) ? [{ key, sha256: file.sha256 }] : [],
  );

/** Takes one away again; only one of this set. */
export const removePhoto = async (visit: PartVisit, set: string, key: string): Promise<void> => {
  if ((await placesOf(visit, set)).some((place) => place.key === key)) await visit.host.files.remove(key);
};

/** The form that posts a photo to the store, and what of this set is there. */
export const photoCard = async (
  visit: PartVisit,
  set: string,
  from: string,
): Promise<{ readonly body: Content; readonly action: string | undefined }> => {
  const { host, t, at, lang, request } = visit;
  const places = await placesOf(visit, set);
  const free = places.find(({ file }) => file === undefined);
  const back = new URL(at(`/visits?${new URLSearchParams({ from, set }).toString()}`), host.site.url);
  const until = host.clock.now() + GRANT_MS;
  const grant = free && (await host.files.grant({ key: free.key, maxBytes: MOST_FILE_BYTES, back, until }));
  const refused = REFUSED[request.query.get('upload') ?? ''];
  const listed = places.map(
    ({ key, file }) =>
      file &&
      html`<li>
        <span class="filename">${file.name}</span> ${uploadTags(file, lang)}
        <form method="post" action="${at('/visits')}">
          ${hidden('from', from)}${hidden('set', set)}${hidden('remove', key)}<button class="link">
            ${t({ zh: '删除', en: 'Remove' })}<span class="sr"> ${file.name}</span>
          </button>
        </form>
      </li>`,
  );
  return {
    action: grant?.action,
    body: html`<section class="card">
      <h2>
        ${t({ zh: '签领照片', en: 'Photos' })} <span class="maybe">${t({ zh: '（选填）', en: '(optional)' })}</span>
      </h2>
      <p class="hint">
        ${t({ zh: '签领表、领取现场或委托书。先上传照片，再勾选人员登记，照片就记在这些人名下。', en: 'Of the sheet, the handing over, or a letter. Upload first, then tick and record: they go with the people ticked.' })}
      </p>
      ${
        places.some(({ file }) => file) &&
        html`<ul class="uploads">
          ${listed}
        </ul>`
      }${
        grant &&
        html`<form method="post" action="${grant.action}" enctype="multipart/form-data">
          ${Object.entries(grant.fields).map(([name, value]) => hidden(name, value))}
          <label for="file">${t({ zh: '拍照或选择照片', en: 'Take or choose a photo' })}</label>
          ${refused && html`<p class="why">${t(refused)}</p>`}
          <input type="file" id="file" name="file" accept="image/jpeg,image/png,image/heic,image/webp" />
          ${plain(t({ zh: '上传', en: 'Upload' }))}
        </form>`
      }
    </section>`,
  };
};
