import { isTaken, MOST_FILE_BYTES } from '#functions/web/applicant/stored';
import type { PageRequest } from '#functions/web/request';
import { uploadTags } from '#functions/web/uploadTags';
import type { FileField } from '#shared/forms/fields';
import type { StoredFile } from '#shared/files/files';
import type { Host } from '#shared/host';
import { type Content, html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { link } from '#shared/html/link';
import { plain } from '#shared/html/show';
import type { Outcome, TaskDefinition } from '#shared/tasks/definition';
import { say, type Text } from '#shared/text';
import type { TaskAccess } from './access.ts';

/**
 * Photos and minutes that go with an answer. They are posted straight to the store, each field to places of its own, and
 * what stands there when the answer is given is what belongs to it.
 */
const GRANT_MS = 60 * 60_000;

export const fileFieldsFor = (definition: TaskDefinition, outcome: Outcome | undefined): readonly FileField[] =>
  (outcome?.fields ?? definition.fields ?? []).filter((field) => field.kind === 'file');

type Place = { readonly key: string; readonly file: StoredFile | undefined };

const placesOf = (host: Host, { each, task }: TaskAccess, { name, max }: FileField): Promise<Place[]> =>
  Promise.all(
    Array.from({ length: max }, async (_, i) => {
      const key = `tasks/${each.id}/${task.id}/${name}/${i + 1}`;
      return { key, file: await host.files.stat(key) };
    }),
  );

/** Keys of what is stored and may be attached, by field. */
export const uploaded = async (
  host: Host,
  access: TaskAccess,
  fields: readonly FileField[],
): Promise<Record<string, string[]>> =>
  Object.fromEntries(
    await Promise.all(
      fields.map(async (field) => {
        const places = await placesOf(host, access, field);
        return [field.name, places.flatMap(({ key, file }) => (file && isTaken(file) ? [key] : []))] as const;
      }),
    ),
  );

/** Takes a file away again; only one of this task. */
export const removeUpload = async (
  host: Host,
  access: TaskAccess,
  fields: readonly FileField[],
  key: string,
): Promise<void> => {
  const places = await Promise.all(fields.map((field) => placesOf(host, access, field)));
  if (places.flat().some((place) => place.key === key)) await host.files.remove(key);
};

/** Stands before the form: whoever uploads first loses nothing that was typed. */
export const uploadCards = async (
  { lang, query }: PageRequest,
  host: Host,
  access: TaskAccess,
  chosen: string,
): Promise<{ readonly body: Content; readonly action: string | undefined }> => {
  const words = (text: Text) => say(text, lang);
  const fields = fileFieldsFor(access.definition, access.definition.outcomes[chosen]);
  const back = new URL(link(host.site, `${access.base}?outcome=${encodeURIComponent(chosen)}`), host.site.url);
  let action: string | undefined;
  const cards = await Promise.all(
    fields.map(async (field) => {
      const places = await placesOf(host, access, field);
      const free = places.find(({ file }) => file === undefined);
      const until = host.clock.now() + GRANT_MS;
      const grant = free && (await host.files.grant({ key: free.key, maxBytes: MOST_FILE_BYTES, back, until }));
      action ??= grant?.action;
      const id = `file-${field.name}`;
      return html`<section class="card">
        <h2>
          ${words(field.label)}${field.optional && html` <span class="maybe">${words({ zh: '（选填）', en: '(optional)' })}</span>`}
        </h2>
        ${
          places.some(({ file }) => file) &&
          html`<ul class="uploads">
            ${places.map(({ key, file }) => file && listed(lang, key, file, chosen))}
          </ul>`
        }${
          grant &&
          html`<form method="post" action="${grant.action}" enctype="multipart/form-data">
            ${Object.entries(grant.fields).map(([name, value]) => hidden(name, value))}
            <label for="${id}">${words({ zh: '选择照片或文件', en: 'Choose a photo or file' })}</label>
            <p class="hint">
              ${words({ zh: 'JPG、PNG、HEIC 或 PDF，每份不超过 10 MB。请先上传，再填写下面的内容。', en: 'JPG, PNG, HEIC or PDF, 10 MB at most each. Upload first, then fill in what follows.' })}
            </p>
            ${query.has('refused') && html`<p class="why">${words({ zh: '没有上传成功，请检查文件大小后重新选择', en: 'It was not taken: check its size and choose again' })}</p>`}
            <input
              type="file"
              id="${id}"
              name="file"
              accept="image/jpeg,image/png,image/heic,image/webp,application/pdf"
            />
            ${plain(words({ zh: '上传', en: 'Upload' }))}
          </form>`
        }
      </section>`;
    }),
  );
  return { body: cards, action };
};

const listed = (lang: PageRequest['lang'], key: string, file: StoredFile, chosen: string): Content =>
  html`<li>
    <span class="filename">${file.name}</span> ${uploadTags(file, lang)}
    <form method="post">
      ${hidden('remove', key)}${hidden('outcome', chosen)}<button class="link">
        ${say({ zh: '删除', en: 'Remove' }, lang)}<span class="sr"> ${file.name}</span>
      </button>
    </form>
  </li>`;
