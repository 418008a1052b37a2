import { address } from '#shared/html/link';
import { type Html, html } from '#shared/html/html';
import { hidden } from '#shared/html/inputs';
import { plain, row } from '#shared/html/show';
import type { Host } from '#shared/host';
import { MOST_SHEET_BYTES } from '#shared/sheets/read';
import type { Text } from '#shared/text';

/** A form that posts a table to the store; the browser comes back to the page that checks it. */
const GRANT_MS = 3_600_000;
const UPLOAD = /^[0-9a-f]{24}$/;

export const REFUSED: Readonly<Record<string, Text>> = {
  size: { zh: '文件超过 10 MB，没有上传', en: 'The file is over 10 MB and was not taken' },
  empty: { zh: '没有选择文件，或文件是空的', en: 'No file was chosen, or it is empty' },
  late: { zh: '页面打开太久，请重新选择文件上传', en: 'The page was open for too long: choose the file again' },
};

/** @param folder where it is stored; @param back the path below which the upload has its page */
export const sheetUpload = async (host: Host, folder: string, back: `/${string}`) => {
  const upload = Buffer.from(host.random.bytes(12)).toString('hex');
  return host.files.grant({
    key: `${folder}/${upload}`,
    maxBytes: MOST_SHEET_BYTES,
    back: new URL(address(host.site, `${back}/${upload}`)),
    until: host.clock.now() + GRANT_MS,
  });
};

/** The stored table that an address names, if it is one of this folder. */
export const uploadedSheet = async (host: Host, folder: string, upload = ''): Promise<Uint8Array | undefined> =>
  UPLOAD.test(upload) ? host.files.read(`${folder}/${upload}`) : undefined;

type Grant = Awaited<ReturnType<typeof sheetUpload>>;

export const uploadForm = ({ action, fields }: Grant, t: (text: Text) => string): Html =>
  html`<form method="post" action="${action}" enctype="multipart/form-data">
    ${Object.entries(fields).map(([name, value]) => hidden(name, value))}
    <label for="file">${t({ zh: '选择名单文件', en: 'Choose the file' })}</label>
    <p class="hint" id="file-hint">
      ${t({ zh: 'Excel（.xlsx）或 CSV，第一行是表头。上传后先检查，不会马上生效', en: 'Excel (.xlsx) or CSV with a head row. It is checked first; nothing takes effect yet' })}
    </p>
    <input
      type="file"
      id="file"
      name="file"
      aria-describedby="file-hint"
      accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    />
    ${row(plain(t({ zh: '上传并检查', en: 'Upload and check' })))}
  </form>`;
